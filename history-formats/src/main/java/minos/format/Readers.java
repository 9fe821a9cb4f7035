package minos.format;

import minos.format.json.JsonReader;
import minos.format.json.JsonlReader;
import minos.format.stores.EtcdReader;
import minos.format.stores.S2Reader;
import minos.format.transactions.AwditReader;
import minos.format.transactions.CobraReader;
import minos.format.transactions.DbcopReader;
import minos.format.transactions.TimeKillerReader;
import minos.format.transactions.TxnTextReader;

/** Who reads what. The one place where readers are registered. */
final class Readers {
  private Readers() {}

  /** The reader of a format. */
  static EventReader of(Format format) {
    return switch (format) {
      case JEPSEN_EDN, PORCUPINE_KV -> new EdnEvents();
      case JEPSEN_LOG -> new JepsenLogEvents();
      case JEPSEN_TXT -> new JepsenTextEvents();
      case JEPSEN_STORE -> new JepsenStoreEvents();
      case JSON -> new JsonReader();
      case JSONL -> new JsonlReader();
      case CSV -> new CsvEvents();
      case ETCD_ROBUSTNESS -> new EtcdReader();
      case S2 -> new S2Reader();
      case TXN_TEXT -> new TxnTextReader();
      case AWDIT_TEST -> new AwditReader();
      case COBRA -> new CobraReader();
      case DBCOP -> new DbcopReader();
      case TIMEKILLER -> new TimeKillerReader();
    };
  }
}

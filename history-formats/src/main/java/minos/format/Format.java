package minos.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that histories are recorded in. */
public enum Format {
  /** Jepsen's {@code history.edn}: maps, one a line or in one collection. */
  JEPSEN_EDN("jepsen-edn", "maps in EDN with :type, one after the other or in one [ ] or ( )"),
  /** Jepsen's {@code jepsen.log}: operations among the lines of a log. */
  JEPSEN_LOG("jepsen-log", "log lines that end in 'process :type :f value'"),
  /** Jepsen's {@code history.txt}: one operation a line, in columns. */
  JEPSEN_TXT("jepsen-txt", "lines of 'process<TAB>:type<TAB>:f<TAB>value[<TAB>error]'"),
  /** Jepsen's binary {@code test.jepsen}. */
  JEPSEN_STORE("jepsen-store", "a binary file that begins with JEPSEN"),
  /** One JSON array of events, as elle-cli takes. */
  JSON("json", "one JSON array of objects with \"type\""),
  /** One JSON object a line: the format of our own recordings. */
  JSONL("jsonl", "one JSON object with \"type\" (or \"header\") a line"),
  /** A table with a header row, separated by commas, semicolons or tabs. */
  CSV("csv", "a header row of column names, then one event or operation a row"),
  /** The key-value histories of Porcupine: EDN maps with the key in a field of its own. */
  PORCUPINE_KV("porcupine-kv", "maps in EDN with :key, one a line"),
  /** The reports of etcd's robustness tests: a directory of {@code client-N/operations.json}. */
  ETCD_ROBUSTNESS("etcd-robustness", "JSON objects with \"ClientId\", \"Input\" and \"Call\""),
  /** The histories of s2-verification. */
  S2("s2", "JSON lines with \"event\", \"client_id\" and \"op_id\""),
  /** The transactions of Plume, PolySI, IsoVista and AWDIT: {@code r(key,value,session,txn)}. */
  TXN_TEXT("txn-text", "lines of r(key,value,session,txn) and w(key,value,session,txn)"),
  /** The test files of AWDIT: {@code r k v} with separators. */
  AWDIT_TEST("awdit-test", "lines of 'r k v' and 'w k v', with ----- and ===== between them"),
  /** The logs of Cobra: a directory of binary {@code T*.log}. */
  COBRA("cobra", "a directory of binary T*.log"),
  /** The histories of DBCop. */
  DBCOP("dbcop", "JSON arrays of sessions of transactions with \"events\""),
  /** The histories of TimeKiller, with the timestamps of the database. */
  TIMEKILLER("timekiller", "a JSON array of transactions with \"tid\", \"sid\" and \"ops\"");

  private final String id;
  private final String looks;

  Format(String id, String looks) {
    this.id = id;
    this.looks = looks;
  }

  /** Its name on the command line and in reports. */
  public String id() {
    return id;
  }

  /** What a file of this format looks like, for messages. */
  public String looks() {
    return looks;
  }

  /** The format of that name. */
  public static Optional<Format> byId(String id) {
    return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
  }

  /** All names, for messages and help. */
  public static String ids() {
    return Arrays.stream(values()).map(Format::id).collect(Collectors.joining(", "));
  }
}

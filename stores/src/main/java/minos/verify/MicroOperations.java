package minos.verify;

import java.util.ArrayList;
import java.util.List;
import minos.store.Action;
import minos.store.Request;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/** Transactions in the words of histories: {@code [[:r k v] [:w k v] [:append k v]]}. */
final class MicroOperations {
  private static final Keyword READ = new Keyword("r");
  private static final Keyword WRITE = new Keyword("w");
  private static final Keyword APPEND = new Keyword("append");

  private MicroOperations() {}

  /** Does the parts as one request of the action, recorded as one transaction. */
  static void perform(Client client, Action action, List<Request> parts) {
    client.perform(
        "txn",
        null,
        of(parts, List.of()),
        Request.all(action, parts),
        answer -> of(parts, answer.value() instanceof Seq read ? read.items() : List.of()));
  }

  /** The parts, with what was read, if that is known. */
  private static Value of(List<Request> parts, List<Value> read) {
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Request part = parts.get(i);
      Text key = new Text(part.key());
      if (part.action().readOnly()) {
        all.add(Value.seq(READ, key, i < read.size() ? read.get(i) : Nil.NIL));
      } else {
        Keyword kind = part.action() == Action.APPEND ? APPEND : WRITE;
        all.add(Value.seq(kind, key, new Int(part.value())));
      }
    }
    return new Seq(all);
  }
}

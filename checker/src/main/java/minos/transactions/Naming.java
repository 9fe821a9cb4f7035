package minos.transactions;

import minos.history.Dictionary;
import minos.history.Event;
import minos.history.History;
import minos.value.Seq;

/** How sentences speak of transactions and lists. */
final class Naming {
  private static final int SHOWN = 6;

  private final Transactions transactions;

  Naming(Transactions transactions) {
    this.transactions = transactions;
  }

  /** T and the source's number of its invocation, or of its completion where that is all. */
  String name(int transaction) {
    History history = transactions.history();
    boolean invoked = history.input(transaction) != Dictionary.ABSENT;
    long completed = history.completeIndex(transaction);
    return "T"
        + (invoked || completed == Event.ABSENT ? history.invokeIndex(transaction) : completed);
  }

  /** A list, its beginning left out if it is long. */
  static String list(Seq list) {
    if (list.size() <= SHOWN) {
      return list.toString();
    }
    return "[.. "
        + new Seq(list.items().subList(list.size() - SHOWN, list.size())).toString().substring(1);
  }
}

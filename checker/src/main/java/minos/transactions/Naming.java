package minos.transactions;

import minos.value.Seq;

/** How sentences speak of transactions and lists. */
final class Naming {
  private static final int SHOWN = 6;

  private final Transactions transactions;

  Naming(Transactions transactions) {
    this.transactions = transactions;
  }

  /** T and the source's number of its invocation. */
  String name(int transaction) {
    return "T" + transactions.history().invokeIndex(transaction);
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

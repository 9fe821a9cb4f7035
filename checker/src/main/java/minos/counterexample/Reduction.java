package minos.counterexample;

/**
 * A way to make a history smaller that is sound: if all of it satisfies the consistency model, so
 * does what is left.
 */
public enum Reduction {
  /**
   * One of several independent objects. A history of many is consistent exactly if each object's
   * is, or, for models across objects, every order that explains the whole explains, restricted to
   * one object, the operations on it.
   */
  KEY("key", "the operations on other keys were left out"),
  /**
   * Some elements of answers that have many. Where elements are judged by themselves, or against
   * each other whatever else there is, what all operations say of some of them is consistent if
   * what they say of all is.
   */
  ELEMENTS("elements", "what answers say of other elements was left out"),
  /**
   * Adds whose sum was taken off what was read after them. Each read that stays must have counted
   * all of them, or can't have counted any, so a sum that explains it explains what is left of it.
   */
  SUMS(
      "sums",
      "adds were left out, and their sum was taken off what reads returned that count them"),
  /**
   * Accounts that were put together as one, with their balances summed up. What explains the
   * balances explains their sums.
   */
  ACCOUNTS("accounts", "accounts were put together as one, with the sum of their balances"),
  /**
   * What came after a completion. Every prefix of a consistent history is consistent, with the
   * operations open at its end taking effect or not, as they did.
   */
  CUT("cut", "what came after was left out; operations open then are of unknown outcome"),
  /** Operations that change nothing, so that no other can tell whether they were there. */
  OBSERVERS("observers", "operations that change nothing were left out"),
  /**
   * Updates with every operation that may have observed them. See the model's {@link Dependence}.
   */
  UPDATES("updates", "updates were left out, each with all that may have observed it"),
  /** Transactions with every transaction that may have read from them. */
  TRANSACTIONS(
      "transactions", "transactions were left out, each with all that may have read from it");

  /**
   * Whether it changes the numbers that operations returned, rather than leaving out some of what
   * they say. Worth it only where too many operations would be left.
   */
  public boolean adjusts() {
    return switch (this) {
      case SUMS, ACCOUNTS -> true;
      case KEY, ELEMENTS, CUT, OBSERVERS, UPDATES, TRANSACTIONS -> false;
    };
  }

  private final String id;
  private final String sentence;

  Reduction(String id, String sentence) {
    this.id = id;
    this.sentence = sentence;
  }

  /** The word in reports and JSON. */
  public String id() {
    return id;
  }

  /** What a reader of what is left has to know of its answers; empty if they are as they were. */
  public String shown() {
    return switch (this) {
      case ELEMENTS -> "their answers are shown without other elements";
      case SUMS -> "what was read is shown without the sum of the adds that were left out";
      case ACCOUNTS -> "other accounts are shown as one with the last that is left";
      case KEY, CUT, OBSERVERS, UPDATES, TRANSACTIONS -> "";
    };
  }

  /** What was done, for a reader of a report. */
  public String sentence() {
    return sentence;
  }
}

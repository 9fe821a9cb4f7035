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

  /** What was done, for a reader of a report. */
  public String sentence() {
    return sentence;
  }
}

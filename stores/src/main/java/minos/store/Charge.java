package minos.store;

/**
 * What a request is billed as.
 *
 * @param item what the price list calls it, such as {@code s3.put}
 * @param units how much of it
 */
public record Charge(String item, double units) {
  /** Nothing. */
  public static final Charge NONE = new Charge("none", 0);
}

package minos.format;

/**
 * Whether operations are on independent keys where the format does not say so: EDN and text print
 * the key as the first member of the value.
 */
public enum Keyed {
  /** Take values apart if all look like {@code [key value]}, and say so in a warning. */
  AUTO,
  /** Values are {@code [key value]}; another shape is malformed. */
  YES,
  /** Values are values. */
  NO
}

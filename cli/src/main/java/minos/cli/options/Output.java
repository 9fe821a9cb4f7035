package minos.cli.options;

/** How results are written. */
public enum Output {
  /** For a person. */
  TEXT,
  /** One JSON document a run. */
  JSON
}

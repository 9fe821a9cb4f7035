package minos.cli.text;

/**
 * Colours for a terminal, or none. A colour only ever repeats what a word or a shape says already.
 *
 * @param coloured whether to use them
 */
public record Ink(boolean coloured) {
  /** No colours. */
  public static final Ink PLAIN = new Ink(false);

  /** What a piece of text is. */
  enum Shade {
    /** Bad news. */
    RED("31;1"),
    /** Good news. */
    GREEN("32;1"),
    /** No news. */
    YELLOW("33;1"),
    /** What to look at. */
    BOLD("1"),
    /** What can be passed over. */
    DIM("2");

    private final String code;

    Shade(String code) {
      this.code = code;
    }
  }

  String paint(Shade shade, String text) {
    return coloured && !text.isEmpty() ? "\u001b[" + shade.code + "m" + text + "\u001b[0m" : text;
  }
}

package minos.cli.text;

import java.io.PrintStream;
import java.util.List;

/** What the program says of itself while it works, on standard error. */
public final class Notice {
  private Notice() {}

  /** Says a sentence, in lines that fit a terminal. */
  public static void say(PrintStream err, String message) {
    wrap("minos: ", message).forEach(line -> err.print(line + "\n"));
    err.flush();
  }

  /** A sentence behind a word, in lines that fit a terminal. */
  public static List<String> wrap(String first, String text) {
    return Words.wrap(first, text);
  }
}

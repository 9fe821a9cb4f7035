package minos.cli.text;

import java.io.PrintStream;

/** What the program says of itself while it works, on standard error. */
public final class Notice {
  private Notice() {}

  /** Says a sentence, in lines that fit a terminal. */
  public static void say(PrintStream err, String message) {
    Words.wrap("minos: ", message).forEach(line -> err.print(line + "\n"));
    err.flush();
  }
}

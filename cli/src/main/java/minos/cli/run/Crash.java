package minos.cli.run;

import java.util.ArrayList;
import java.util.List;

/** A fault of Minos, told so that somebody can mend it. */
public final class Crash {
  private Crash() {}

  /** What to print: what happened, during what, where, and what to do. */
  public static List<String> lines(String during, Throwable fault) {
    List<String> lines = new ArrayList<>();
    lines.add("internal error while " + during + ": " + fault);
    for (StackTraceElement frame : fault.getStackTrace()) {
      lines.add("    at " + frame);
      if (lines.size() > 20) {
        lines.add("    ...");
        break;
      }
    }
    Throwable cause = fault.getCause();
    if (cause != null && cause != fault) {
      lines.add("  caused by " + cause);
      StackTraceElement[] frames = cause.getStackTrace();
      if (frames.length > 0) {
        lines.add("    at " + frames[0]);
      }
    }
    lines.add(
        "This is a fault of Minos and says nothing about the history. Please report it with these"
            + " lines, the command line, the output of 'minos --version' and, if you may, the file.");
    return lines;
  }

  /** Where it happened, in few words. */
  static String where(Throwable fault) {
    for (StackTraceElement frame : fault.getStackTrace()) {
      if (frame.getClassName().startsWith("minos.")) {
        return frame.toString();
      }
    }
    return fault.getStackTrace().length == 0
        ? "an unknown place"
        : fault.getStackTrace()[0].toString();
  }
}

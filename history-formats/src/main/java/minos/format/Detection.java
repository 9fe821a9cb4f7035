package minos.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import minos.format.input.Input;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import minos.history.Problems;

/** Decides by content, never by a file's name, which format an input has. */
final class Detection {
  private Detection() {}

  /**
   * The format of an input.
   *
   * @throws MalformedHistoryException if it is none that we know; the message says what was tried
   */
  static Detected detect(Input input, Problems problems)
      throws IOException, MalformedHistoryException {
    byte[] prefix = input.prefix();
    if (new String(prefix, StandardCharsets.ISO_8859_1).startsWith("JEPSEN")) {
      return new Detected(Format.JEPSEN_STORE, "it begins with JEPSEN");
    }
    throw problems.fatal(Event.ABSENT, "unknown format of " + prefix.length + " bytes");
  }
}

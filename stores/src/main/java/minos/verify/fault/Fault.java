package minos.verify.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can happen to connections. */
public enum Fault {
  /** Everything takes longer. */
  DELAY,
  /** Connections are reset before a request gets through. */
  RESET,
  /** Requests get through; connections are reset before the answer does. */
  CUT_ANSWER,
  /** Nothing gets through, and nobody is told; in the end connections are reset. */
  BLACK_HOLE,
  /** Connections are reset as soon as they are made. */
  REFUSE,
  /** A few kilobytes a second get through. */
  THROTTLE,
  /**
   * Each request reaches the server a second time, by a connection of its own, before its answer
   * reaches the client.
   */
  DUPLICATE;

  /** The word on the command line and in histories. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one of that name. */
  public static Optional<Fault> of(String word) {
    return Arrays.stream(values()).filter(fault -> fault.word().equals(word)).findFirst();
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Fault::word).toList();
  }
}

package minos.format;

import java.io.IOException;
import minos.format.input.Input;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;

/**
 * Reads one format: hands the events of an input to a builder, in their order, one at a time.
 *
 * <p>Readers have no state of their own, so one serves many threads. They keep no more of the input
 * than the event at hand.
 */
@FunctionalInterface
public interface EventReader {
  /**
   * Reads all of the input.
   *
   * <p>Where the input {@linkplain Input#cutOff was cut off} by a truncated compression, what is
   * incomplete at its end is not a problem: the reader drops it and returns. The caller marks the
   * history as truncated.
   *
   * @param input a stream, or for formats of many files the directory
   * @param sink takes the events, and what the reader notices: problems, warnings, a header, that
   *     the recording breaks off
   * @param options how to read
   * @throws IOException if the operating system can't read the input
   * @throws MalformedHistoryException if the input can't be read on; problems that let the reader
   *     go on go to {@link HistoryBuilder#problems()}
   */
  void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException;
}

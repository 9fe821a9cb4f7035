package minos.history;

/** Takes events in the order of their source. */
@FunctionalInterface
public interface EventSink {
  /**
   * Takes the next event.
   *
   * @throws MalformedHistoryException if the events so far can't be those of a history and reading
   *     on is useless
   */
  void accept(Event event) throws MalformedHistoryException;
}

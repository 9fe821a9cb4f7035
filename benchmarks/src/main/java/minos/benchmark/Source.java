package minos.benchmark;

import minos.history.EventSink;
import minos.history.MalformedHistoryException;

/** Makes the events of a history of about so many operations. */
@FunctionalInterface
interface Source {
  void events(long operations, EventSink sink) throws MalformedHistoryException;
}

package minos.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import minos.history.Problems;
import minos.value.Nil;
import minos.value.Value;

/**
 * What each process of a stream has open: an operation at a time, so that a completion needs no
 * more than its process to be paired. A process whose operation was given up may go on.
 */
final class OpenOperations {
  private final Problems problems;
  private final Map<Value, Opened> byProcess = new LinkedHashMap<>();

  OpenOperations(Problems problems) {
    this.problems = problems;
  }

  /**
   * Takes a new operation.
   *
   * @throws MalformedHistoryException if its process has another one open
   */
  void invoked(Opened operation) throws MalformedHistoryException {
    Event event = operation.invoked();
    Value process = process(event);
    Opened before = byProcess.get(process);
    if (before != null && !before.givenUp()) {
      throw problems.fatal(
          event.line(),
          "process "
              + process
              + " invokes "
              + event.f()
              + ", but its "
              + before.invoked().f()
              + " of "
              + before.place()
              + " is still open; give each client a process of its own");
    }
    byProcess.put(process, operation);
  }

  /**
   * Takes a completion; its operation, which is open no longer.
   *
   * @throws MalformedHistoryException if its process has nothing open
   */
  Opened completed(Event event) throws MalformedHistoryException {
    Value process = process(event);
    Opened operation = byProcess.remove(process);
    if (operation == null) {
      throw problems.fatal(
          event.line(),
          "process "
              + process
              + " completes "
              + event.f()
              + ", but it has nothing open; a stream begins before its first operation");
    }
    return operation;
  }

  private static Value process(Event event) {
    return event.process() == null ? Nil.NIL : event.process();
  }

  /** Goes through the processes and what each has open, for a checkpoint. */
  void forEach(BiConsumer<Value, Opened> action) {
    byProcess.forEach(action);
  }

  /** Puts back what a checkpoint held. */
  void restore(Value process, Opened operation) {
    byProcess.put(process, operation);
  }
}

package minos.workload;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Value;
import minos.verdict.Cause;

/**
 * The messages of a queue and how often each was sent and received. A {@code drain} receives every
 * message of its result. Not thread-safe.
 */
final class Messages {
  /** About what a message costs, for the budget. */
  static final long BYTES = Elements.BYTES + 32;

  private final History history;
  private final Elements elements = new Elements();
  private int[] attempts = new int[16];
  private int[] failures = new int[16];
  private int[] acknowledgements = new int[16];
  private int[] receipts = new int[16];
  private int[] firstSend = new int[16];
  private int[] firstReceipt = new int[16];
  private int numbered;
  private boolean drained;

  private Messages(History history) {
    this.history = history;
  }

  static Messages of(Slice slice, Progress progress, Report report) {
    History history = slice.history();
    Messages messages = new Messages(history);
    int enqueue = history.functionNumber("enqueue");
    int dequeue = history.functionNumber("dequeue");
    int drain = history.functionNumber("drain");
    for (int operation : slice.operations()) {
      progress.step();
      int function = history.function(operation);
      if (function == enqueue) {
        messages.send(operation);
      } else if (history.outcome(operation) == Outcome.OK && function == dequeue) {
        messages.receive(operation, Shapes.value(history, operation));
      } else if (function == drain) {
        messages.drain(operation, progress, report);
      }
    }
    return messages;
  }

  private void send(int operation) {
    int m = number(Shapes.input(history, operation));
    attempts[m]++;
    switch (history.outcome(operation)) {
      case OK -> acknowledgements[m]++;
      case FAIL -> failures[m]++;
      case INFO -> {}
    }
    if (firstSend[m] < 0) {
      firstSend[m] = operation;
    }
  }

  private void receive(int operation, Value message) {
    int m = number(message);
    receipts[m]++;
    if (firstReceipt[m] < 0 || history.completed(operation) < history.completed(firstReceipt[m])) {
      firstReceipt[m] = operation;
    }
  }

  private void drain(int operation, Progress progress, Report report) {
    drained = true;
    switch (history.outcome(operation)) {
      case OK -> {
        Collection<Value> received = Shapes.collection(Shapes.value(history, operation));
        if (received == null) {
          report.undecided(
              Cause.Kind.UNSUPPORTED,
              "a drain of a queue returns a collection, but one returned "
                  + Shapes.value(history, operation));
          return;
        }
        for (Value message : received) {
          progress.step();
          receive(operation, message);
        }
      }
      case INFO ->
          report.undecided(
              Cause.Kind.AMBIGUOUS,
              "a drain of the queue has an unknown outcome, so nobody knows what it took");
      case FAIL -> {}
    }
  }

  private int number(Value message) {
    int m = elements.number(message);
    if (m == attempts.length) {
      attempts = Arrays.copyOf(attempts, m * 2);
      failures = Arrays.copyOf(failures, m * 2);
      acknowledgements = Arrays.copyOf(acknowledgements, m * 2);
      receipts = Arrays.copyOf(receipts, m * 2);
      firstSend = Arrays.copyOf(firstSend, m * 2);
      firstReceipt = Arrays.copyOf(firstReceipt, m * 2);
    }
    if (m == numbered) {
      numbered++;
      firstSend[m] = -1;
      firstReceipt[m] = -1;
    }
    return m;
  }

  int size() {
    return elements.size();
  }

  Value name(int m) {
    return elements.name(m);
  }

  /** How often somebody tried to send it. */
  int attempts(int m) {
    return attempts[m];
  }

  /** How often that certainly failed. */
  int failures(int m) {
    return failures[m];
  }

  /** How often it was acknowledged. */
  int acknowledgements(int m) {
    return acknowledgements[m];
  }

  /** How often it was received. */
  int receipts(int m) {
    return receipts[m];
  }

  /** The first operation that tried to send it, or -1. */
  int firstSend(int m) {
    return firstSend[m];
  }

  /** The operation that received it and ended first, or -1. */
  int firstReceipt(int m) {
    return firstReceipt[m];
  }

  /** Whether there was a drain. */
  boolean drained() {
    return drained;
  }

  /** Counts of messages by message, as the multiset that Jepsen's results have. */
  static final class Multiset {
    private final Map<Value, Value> counts = new LinkedHashMap<>();
    private int size;

    void add(Value message, int times) {
      if (times > 0) {
        size += times;
        counts.put(message, new Int(times));
      }
    }

    int size() {
      return size;
    }

    boolean isEmpty() {
      return size == 0;
    }

    List<Value> messages() {
      return List.copyOf(counts.keySet());
    }

    /** A set where each message occurs once, else the counts. */
    Value value() {
      return size == counts.size() ? new Members(counts.keySet()) : new Dict(counts);
    }
  }
}

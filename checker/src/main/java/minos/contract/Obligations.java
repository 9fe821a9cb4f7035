package minos.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.value.Value;

/**
 * Which writes a promise to a read is about. Operations that recorded the same in the fields that
 * matter are alike, so that they are compared once for all.
 */
final class Obligations {
  private final KeySteps steps;
  private final Promise promise;
  private final Quorums quorums;
  private final List<String> fields;
  private final Map<List<Optional<Value>>, Integer> numbers = new HashMap<>();
  private final List<Integer> examples = new ArrayList<>();
  private final Map<Long, Boolean> known = new HashMap<>();

  Obligations(KeySteps steps, Promise promise, Quorums quorums) {
    this.steps = steps;
    this.promise = promise;
    this.quorums = quorums;
    this.fields =
        promise.kind() == Promise.Kind.QUORUM
            ? Quorums.FIELDS
            : promise.toward().stream().map(Condition::field).toList();
  }

  /** The number of what an operation recorded; alike operations have the same. */
  int likeness(int operation) {
    if (fields.isEmpty()) {
      if (examples.isEmpty()) {
        examples.add(operation);
      }
      return 0;
    }
    List<Optional<Value>> recorded =
        fields.stream().map(field -> steps.metadata().get(operation, field)).toList();
    Integer number = numbers.get(recorded);
    if (number == null) {
      number = examples.size();
      numbers.put(recorded, number);
      examples.add(operation);
    }
    return number;
  }

  /** Whether a promise to reads like one is about writes like another. */
  boolean oblige(int read, int write) {
    return switch (promise.kind()) {
      case COMMITTED, WRITTEN, NEW_KEY, NEW_KEY_ALWAYS -> false;
      case LINEARIZABLE,
          REGULAR,
          QUORUM,
          BOUNDED,
          SNAPSHOT,
          READ_YOUR_WRITES,
          MONOTONIC_READS,
          MONOTONIC_WRITES,
          WRITES_FOLLOW_READS,
          CONVERGES,
          READ_COMMITTED,
          SNAPSHOT_ISOLATION,
          SERIALIZABLE,
          STRICT_SERIALIZABLE,
          ORDERED,
          NOTHING ->
          known.computeIfAbsent(
              (long) read << 32 | write, ignored -> meets(examples.get(read), examples.get(write)));
    };
  }

  /** Whether a promise to a read is about a write. */
  boolean meets(int read, int write) {
    if (promise.kind() == Promise.Kind.QUORUM) {
      return quorums.meet(read, write);
    }
    return promise.toward().stream()
        .allMatch(
            condition ->
                condition.sameIn(
                    steps.metadata().get(read, condition.field()),
                    steps.metadata().get(write, condition.field())));
  }
}

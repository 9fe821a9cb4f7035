package minos.convergence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.history.History;
import minos.history.Moment;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The laws of one replicated object, applied in one sweep over real time. Each kind of object says
 * what it remembers of updates, and what a read may return.
 */
abstract class Laws {
  /** More violations of one object than these are not told. */
  static final int MOST = 10;

  private static final int STEPS_A_POLL = 1 << 10;

  final ReplicatedOperations operations;
  final History history;
  private final int[] places;
  private final BitSet finals;
  final Budget budget;
  private final List<Violation> violations = new ArrayList<>();

  /**
   * Laws of an object.
   *
   * @param places its operations, rising; not changed
   * @param finals the reads that must know every successful update
   * @param budget how long it may take, and how much hold
   */
  Laws(ReplicatedOperations operations, int[] places, BitSet finals, Budget budget) {
    this.operations = operations;
    this.history = operations.history();
    this.places = places;
    this.finals = finals;
    this.budget = budget;
  }

  static Laws of(ReplicatedOperations operations, int[] places, BitSet finals, Budget budget) {
    return switch (operations.type()) {
      case G_COUNTER, PN_COUNTER -> new CounterLaws(operations, places, finals, budget);
      case OR_SET -> new SetLaws(operations, places, finals, budget);
      case LWW_REGISTER -> new LastWriterLaws(operations, places, finals, budget);
    };
  }

  /** An update began. */
  abstract void began(int update);

  /** An update succeeded. */
  abstract void ended(int update);

  /** A read began. */
  abstract void reading(int read);

  /** A read ended. */
  abstract void read(int read);

  /** What a read answered, equal if the answers mean the same. */
  abstract Object answer(int read);

  /**
   * Sweeps over the operations.
   *
   * @return why it stopped before the end; null if it did not
   */
  @Nullable Cause judge() {
    int steps = 0;
    for (long moment : Moment.of(history, places)) {
      if (++steps % STEPS_A_POLL == 0 || history.outcome(Moment.operation(moment)) != Outcome.OK) {
        Cause stop = budget.exhausted();
        if (stop != null) {
          return stop;
        }
      }
      if (violations.size() >= MOST) {
        return null;
      }
      step(Moment.operation(moment), Moment.isEnd(moment));
    }
    divergences();
    return null;
  }

  private void step(int op, boolean end) {
    switch (operations.kind(op)) {
      case ADD, REMOVE, WRITE -> {
        if (end) {
          ended(op);
        } else {
          began(op);
        }
      }
      case READ -> {
        if (end) {
          read(op);
        } else {
          reading(op);
        }
      }
      case NOTHING -> {}
    }
  }

  /** Reads that had certainly received the same and answered differently. */
  private void divergences() {
    Map<Value, Integer> byClock = new HashMap<>();
    boolean clocks = history.fieldNames().contains("clock");
    boolean open = false;
    List<Integer> last = new ArrayList<>();
    for (int op : places) {
      open |= operations.updates(op) && history.outcome(op) != Outcome.OK;
      if (operations.kind(op) != ReplicatedOperations.Kind.READ) {
        continue;
      }
      if (finals.get(op)) {
        last.add(op);
      }
      Value clock = clocks ? history.field(op, "clock").orElse(Nil.NIL) : Nil.NIL;
      Integer same = clock.isNil() ? null : byClock.putIfAbsent(clock, op);
      if (same != null) {
        compare(same, op, "[%s] and [%s] record the same clock, " + quoted(clock) + ".");
      }
    }
    // An update of unknown outcome may have come to one of them in between.
    if (!open && !last.isEmpty()) {
      String why =
          "[%s] and [%s] are last answers: every update had succeeded and ended when they began.";
      last.forEach(op -> compare(last.get(0), op, why));
    }
  }

  private void compare(int one, int other, String why) {
    if (violations.size() < MOST && !answer(one).equals(answer(other))) {
      add(
          Anomaly.DIVERGENT_REPLICAS,
          other,
          "replicas that had received the same updates answered "
              + operations.value(one)
              + " and "
              + operations.value(other),
          why,
          one,
          other);
    }
  }

  /** A value within a sentence that has places for operations. */
  static String quoted(Value value) {
    return value.toString().replace("%", "%%");
  }

  final boolean isFinal(int read) {
    return finals.get(read);
  }

  /** How sentences about a read begin. */
  final String theAnswer(int read) {
    return finals.get(read) ? "a replica's last answer" : "the answer";
  }

  /**
   * Tells a violation.
   *
   * @param why a sentence with a {@code [%s]} for each operation that is shown
   * @param shown the operations that show it, the read itself the last of them
   */
  final void add(Anomaly anomaly, int culprit, String summary, String why, int... shown) {
    Operation read = history.operation(culprit);
    List<Operation> all = IntStream.of(shown).mapToObj(history::operation).toList();
    List<String> sentences = new ArrayList<>();
    sentences.add(String.format(why, all.toArray()));
    if (finals.get(culprit) && anomaly != Anomaly.DIVERGENT_REPLICAS) {
      sentences.add("Every update that succeeded had ended when [" + read + "] began.");
    }
    violations.add(
        new Violation(
            anomaly,
            read.key(),
            summary,
            Optional.of(read),
            all,
            new Explanation.Findings(List.copyOf(sentences))));
  }

  final List<Violation> violations() {
    return violations;
  }
}

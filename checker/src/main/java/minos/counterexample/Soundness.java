package minos.counterexample;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.check.Check;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.SequentialSpec;
import minos.value.Value;
import minos.workload.WorkloadChecks;

/** Tells whether what is left of a history is left by sound reductions, from the result alone. */
public final class Soundness {
  /** Up to so many operations that are gone, single steps are tried as well. */
  private static final int STEPS = 500;

  private Soundness() {}

  /**
   * Whether some operations of a history can be left out soundly, for linearizability.
   *
   * @param spec what one copy of the object would answer
   * @param history the operations on one object, cut off where the counterexample ends
   * @param kept places of the operations that are left, rising
   */
  public static boolean ofLinearizable(
      SequentialSpec<?> spec, History history, List<Integer> kept) {
    return reached(Specified.dependence(history, spec), history.size(), kept);
  }

  /**
   * Whether some operations of a history can be left out soundly.
   *
   * @param check what the history is judged by
   * @param history the whole history
   * @param kept places of the operations that are left, rising
   * @return empty if nothing is known of what can be left out for this check
   */
  public static Optional<Boolean> of(Check check, History history, List<Integer> kept) {
    return Subjects.of(check).map(subject -> of(subject, history, kept));
  }

  /**
   * What a part of a history may be left of: the operations on the elements that those of the part
   * are about, as they are told in the part or in the whole, without what answers say of others; or
   * the whole. Each is soundly left of the history.
   */
  public static Stream<History> narrowed(Check check, History history, History part) {
    return Subjects.of(check)
        .map(subject -> narrowed(subject, history, part))
        .orElse(Stream.of(history));
  }

  /** The same, of linearizability. */
  public static Stream<History> narrowed(SequentialSpec<?> spec, History history, History part) {
    return narrowed(new LinearizableSubject(new LinearizabilityCheck(spec)), history, part);
  }

  private static Stream<History> narrowed(Subject subject, History history, History part) {
    BitSet all = new BitSet();
    all.set(0, part.size());
    Set<Value> own = subject.elements(part, all);
    Set<Long> indexes =
        all.stream().mapToObj(part::invokeIndex).collect(Collectors.toCollection(HashSet::new));
    BitSet there = new BitSet();
    for (int op = 0; op < history.size(); op++) {
      there.set(op, indexes.contains(history.invokeIndex(op)));
    }
    return Stream.<Supplier<History>>of(
            () -> subject.only(history, own),
            () -> {
              Set<Value> more = new HashSet<>(own);
              more.addAll(subject.elements(history, there));
              return subject.only(history, more);
            },
            () -> history)
        .map(Supplier::get);
  }

  private static boolean of(Subject subject, History history, List<Integer> kept) {
    int key = kept.isEmpty() ? -1 : history.key(kept.get(0));
    boolean one = subject.byKey() && kept.stream().allMatch(op -> history.key(op) == key);
    if (!one || history.keyCount() == 0) {
      return reached(subject.dependence(history), history.size(), kept);
    }
    List<Integer> ofKey =
        IntStream.range(0, history.size()).filter(op -> history.key(op) == key).boxed().toList();
    History base =
        history.select(ofKey.stream().mapToInt(Integer::intValue).toArray(), History.NEVER);
    return reached(
        subject.dependence(base),
        base.size(),
        kept.stream().map(op -> Collections.binarySearch(ofKey, op)).toList());
  }

  /** What histories are judged against, if a check is one of linearizability; else empty. */
  public static Optional<SequentialSpec<?>> specification(Check check) {
    return WorkloadChecks.ofKeys(check).orElse(check) instanceof LinearizabilityCheck linearizable
        ? Optional.of(linearizable.spec())
        : Optional.empty();
  }

  /** A check of the same by another algorithm; empty if there is none. */
  public static Optional<Check> independent(Check check) {
    return Subjects.of(check).flatMap(subject -> subject.other(""));
  }

  /** Whether exactly these operations can be left, by leaving out the others at once or in turn. */
  static boolean reached(Dependence dependence, int size, List<Integer> kept) {
    BitSet left = new BitSet();
    left.set(0, size);
    BitSet gone = (BitSet) left.clone();
    kept.forEach(gone::clear);
    if (dependence.close(left, gone).equals(gone)) {
      return true;
    } else if (gone.cardinality() > STEPS) {
      return false;
    }
    boolean moved = true;
    while (moved && !gone.isEmpty()) {
      moved = false;
      for (int op = gone.nextSetBit(0); op >= 0; op = gone.nextSetBit(op + 1)) {
        BitSet seed = new BitSet();
        seed.set(op);
        BitSet step = dependence.close(left, seed);
        BitSet wrong = (BitSet) step.clone();
        wrong.andNot(gone);
        if (wrong.isEmpty()) {
          left.andNot(step);
          gone.andNot(step);
          moved = true;
        }
      }
    }
    return gone.isEmpty();
  }
}

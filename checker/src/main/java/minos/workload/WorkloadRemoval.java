package minos.workload;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.check.Check;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.value.Value;

/**
 * What may be left out of histories that a workload judges, so that those which it calls consistent
 * stay so. Each workload says it of itself, with the argument; here it is asked. Immutable.
 */
public final class WorkloadRemoval {
  private final Workload workload;
  private final WorkloadOptions options;

  private WorkloadRemoval(Workload workload, WorkloadOptions options) {
    this.workload = workload;
    this.options = options;
  }

  /** That of a check; empty if the check is no workload's, or is not about operations. */
  public static Optional<WorkloadRemoval> of(Check check) {
    return check instanceof WorkloadCheck of
        ? Optional.of(new WorkloadRemoval(of.workload(), of.options()))
        : Optional.empty();
  }

  /** What becomes of what operations say of elements that are not wanted. */
  public enum Way {
    /** It is not said any more. */
    LEFT_OUT,
    /** What they added is taken off the sums that were read. */
    TAKEN_OFF,
    /** They become one element. */
    PUT_TOGETHER
  }

  /** What becomes of what operations say of elements that are not wanted. */
  public Way way() {
    return workload.narrowing(options).map(Narrowing::way).orElse(Way.LEFT_OUT);
  }

  /** Says what goes together in one history. */
  public interface Closure {
    /**
     * The operations that are to go, and all that have to go with them.
     *
     * @param kept the operations as they are now; not changed
     * @param seeds some of them, which are to go; not changed
     */
    BitSet close(BitSet kept, BitSet seeds);

    /** Some operations with others that they need; not changed. */
    BitSet withNeeded(BitSet kept, BitSet wanted);
  }

  /** Whether operations on different keys are judged as if there were no others. */
  public boolean byKey() {
    return workload.keys() != Workload.Keys.ALL_TOGETHER;
  }

  /** What goes together in a history. Takes a pass over it. */
  public Closure closure(History history) {
    Excuses excuses = new Excuses();
    if (!byKey()) {
      workload.excuse(Slice.all(history), options, excuses);
      return excuses;
    }
    History split = history;
    if (keyedInValues(history)) {
      try {
        split = history.keyedByValue();
      } catch (MalformedHistoryException e) {
        // Then the workload leaves it open, whatever of it is left.
        excuses.freeze();
        return excuses;
      }
    }
    for (Slice slice : Slice.byKey(split)) {
      workload.excuse(slice, options, excuses);
    }
    return excuses;
  }

  private boolean keyedInValues(History history) {
    return workload.keys() == Workload.Keys.EACH_BY_ITSELF_ALSO_IN_VALUES
        && Shapes.keyedCollections(history);
  }

  /** Whether the answers in a history can be narrowed to some elements. */
  public boolean narrows(History history) {
    return workload.narrowing(options).isPresent() && !keyedInValues(history);
  }

  /** The elements that some operations are about; none where answers can't be narrowed. */
  public Set<Value> elements(History history, BitSet operations) {
    Set<Value> elements = new LinkedHashSet<>();
    if (narrows(history)) {
      Narrowing narrowing = workload.narrowing(options).orElseThrow();
      operations.stream().forEach(op -> elements.addAll(narrowing.elements(history, op)));
    }
    return elements;
  }

  /** Sets of elements that a violation of some operations is likely to be about. */
  public List<Set<Value>> guesses(History history, BitSet shown) {
    return narrows(history)
        ? workload.narrowing(options).orElseThrow().guesses(history, shown)
        : List.of();
  }

  /** The operations that are about other elements alone, and have to go with these. */
  public BitSet others(History history, Set<Value> elements) {
    return narrows(history)
        ? workload.narrowing(options).orElseThrow().others(history, elements::contains)
        : new BitSet();
  }

  /** The history without what its operations say of other elements; the same operations. */
  public History narrowed(History history, Set<Value> elements) {
    if (!narrows(history)) {
      return history;
    }
    return workload.narrowing(options).orElseThrow().narrowed(history, elements::contains);
  }
}

package minos.counterexample;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import minos.check.Check;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Value;

/**
 * Those of Jepsen's workloads of which it is known what can go.
 *
 * <ul>
 *   <li>Unique ids: an id that was generated once among all was so among fewer. Everything may go.
 *   <li>Bank: each read is judged by itself, but the first one that succeeded may say what the
 *       total is. All other reads may go.
 *   <li>Set: an element that no read has is judged by itself; adds of it may go. The final read
 *       can't, for an earlier one would be taken for it.
 * </ul>
 */
final class WorkloadSubject implements Subject {
  private final Check check;
  private final Function<History, BitSet> free;

  private WorkloadSubject(Check check, Function<History, BitSet> free) {
    this.check = check;
    this.free = free;
  }

  static Optional<Subject> of(Check check) {
    return switch (check.consistency()) {
      case "jepsen:unique-ids" -> Optional.of(new WorkloadSubject(check, WorkloadSubject::all));
      case "jepsen:bank" -> Optional.of(new WorkloadSubject(check, WorkloadSubject::laterReads));
      case "jepsen:set" -> Optional.of(new WorkloadSubject(check, WorkloadSubject::unread));
      default -> Optional.empty();
    };
  }

  private static BitSet all(History history) {
    BitSet all = new BitSet();
    all.set(0, history.size());
    return all;
  }

  private static BitSet laterReads(History history) {
    BitSet reads = new BitSet();
    boolean first = true;
    for (int op = 0; op < history.size(); op++) {
      if (history.operation(op).f().equals("read")) {
        boolean ok = history.outcome(op) == Outcome.OK;
        if (!ok || !first) {
          reads.set(op);
        }
        first &= !ok;
      }
    }
    return reads;
  }

  private static BitSet unread(History history) {
    Set<Value> read = new HashSet<>();
    for (int op = 0; op < history.size(); op++) {
      Value value = history.operation(op).value();
      if (history.operation(op).f().equals("read") && value instanceof Seq list) {
        read.addAll(list.items());
      } else if (history.operation(op).f().equals("read") && value instanceof Members set) {
        read.addAll(set.items());
      }
    }
    BitSet unread = new BitSet();
    for (int op = 0; op < history.size(); op++) {
      if (history.operation(op).f().equals("add")
          && !read.contains(history.operation(op).value())) {
        unread.set(op);
      }
    }
    return unread;
  }

  @Override
  public Check judge() {
    return check;
  }

  @Override
  public Optional<Check> other(String algorithm) {
    return Optional.empty();
  }

  @Override
  public Dependence dependence(History history) {
    return new AloneDependence(new BitSet(), free.apply(history));
  }

  @Override
  public boolean prefixClosed() {
    return false;
  }

  @Override
  public Reduction updates() {
    return Reduction.UPDATES;
  }
}

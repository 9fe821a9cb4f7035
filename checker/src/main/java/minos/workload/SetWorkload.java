package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;
import minos.verdict.Cause;

/**
 * {@code set}: does the last read have everything that was added, and nothing else?
 *
 * <p><b>Idea.</b> Compare the last successful read with the adds: an add acknowledged before that
 * read began must be in it, and what is in it must have been tried before it ended, by an add that
 * is not known to have failed.
 *
 * <p><b>Soundness.</b> Exact for what it looks at, the last read; earlier reads are {@code
 * set-full}'s.
 *
 * <p><b>Cost.</b> Linear in the operations and the size of the read.
 *
 * <p><b>Beside Jepsen.</b> Its {@code set} calls an element lost also if its add overlapped the
 * read or came after it, and an element of a failed add recovered. Here the first is not judged
 * ({@code :unjudged}); the second is a violation, since a failure certainly did not happen. The
 * other fields mean the same.
 */
final class SetWorkload implements Workload {
  @Override
  public String name() {
    return "set";
  }

  @Override
  public String algorithm() {
    return "comparison with the last read";
  }

  @Override
  public Keys keys() {
    return Keys.EACH_BY_ITSELF_ALSO_IN_VALUES;
  }

  /** As {@link SetExcuses} says. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    new SetExcuses(slice, excuses).ofLast(lastRead(slice));
  }

  /** Elements are compared one by one. */
  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(Narrowing.ofCollections("read"));
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    int read = lastRead(slice);
    if (read < 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "Set was never read");
      return;
    }
    Collection<Value> members = Shapes.collection(Shapes.value(history, read));
    if (members == null) {
      report.undecided(
          Cause.Kind.UNSUPPORTED,
          "a read of a set returns a collection, but the last one returned "
              + Shapes.value(history, read));
      return;
    }
    progress.reserve(SetAdds.BYTES * (slice.operations().length + (long) members.size()));
    SetAdds adds = SetAdds.of(slice, progress);
    boolean[] present = new boolean[adds.size() + members.size()];
    for (Value member : members) {
      progress.step();
      present[adds.number(member)] = true;
    }
    compare(history, read, adds, Arrays.copyOf(present, adds.size()), report);
  }

  private static int lastRead(Slice slice) {
    History history = slice.history();
    int function = history.functionNumber("read");
    int last = -1;
    for (int operation : slice.operations()) {
      if (history.function(operation) == function
          && history.outcome(operation) == Outcome.OK
          && !Shapes.value(history, operation).isNil()
          && (last < 0 || history.completed(operation) > history.completed(last))) {
        last = operation;
      }
    }
    return last;
  }

  private static void compare(
      History history, int read, SetAdds adds, boolean[] present, Report report) {
    List<Value> ok = new ArrayList<>();
    List<Integer> lost = new ArrayList<>();
    List<Value> unjudged = new ArrayList<>();
    List<Value> recovered = new ArrayList<>();
    List<Integer> unexpected = new ArrayList<>();
    List<Integer> failed = new ArrayList<>();
    for (int e = 0; e < adds.size(); e++) {
      if (present[e]) {
        boolean tried = adds.firstInvoked(e) < history.completed(read);
        (tried ? ok : new ArrayList<Value>()).add(adds.name(e));
        if (!tried) {
          unexpected.add(e);
        } else if (!adds.acknowledged(e)) {
          recovered.add(adds.name(e));
        }
        if (tried && adds.onlyFailed(e)) {
          failed.add(e);
        }
      } else if (adds.acknowledged(e)) {
        if (adds.firstAcknowledged(e) < history.invoked(read)) {
          lost.add(e);
        } else {
          unjudged.add(adds.name(e));
        }
      }
    }
    report.put("attempt-count", adds.attempts());
    report.put("acknowledged-count", adds.acknowledgements());
    report.put("ok-count", ok.size());
    report.put("lost-count", lost.size());
    report.put("recovered-count", recovered.size());
    report.put("unexpected-count", unexpected.size());
    report.put("ok", IntervalSet.of(ok));
    report.put("lost", IntervalSet.of(adds.names(lost)));
    report.put("unexpected", IntervalSet.of(adds.names(unexpected)));
    report.put("recovered", IntervalSet.of(recovered));
    if (!unjudged.isEmpty()) {
      report.put("unjudged", IntervalSet.of(unjudged));
      report.assume(
          "elements whose adds ended after the last read began are not judged: "
              + IntervalSet.of(unjudged).value());
    }
    if (!lost.isEmpty()) {
      SetViolations.lost(report, adds, lost, read);
    }
    if (!unexpected.isEmpty()) {
      SetViolations.unexpected(report, adds, unexpected, read);
    }
    if (!failed.isEmpty()) {
      SetViolations.aborted(report, adds, failed, read);
    }
    if (adds.attempts() == 0 && !report.violated()) {
      report.undecided(
          Cause.Kind.NOTHING_INFERRED, "nothing was added to the set, so its read shows nothing");
    }
  }
}

package minos.workload;

import java.util.ArrayList;
import java.util.List;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * {@code sequential}: what one client wrote first is seen first.
 *
 * <p><b>Question.</b> A client writes the parts of a key one after another; a reader reads them in
 * the opposite order. The order of the client's process says that whoever sees a part sees all
 * earlier ones. A read returns {@code [key [newest ... oldest]]}, nil where it saw nothing.
 *
 * <p><b>Idea.</b> In such a list nothing may be nil after something that is not.
 *
 * <p>Reads that return a plain integer are taken for a register that only grows, as in Jepsen's
 * test of Dgraph: no process may see it shrink. {@link ProcessOrder} decides that.
 *
 * <p><b>Soundness.</b> A list with a gap is a violation of sequential consistency. Incomplete:
 * reads are looked at one by one. <b>Cost.</b> Linear.
 */
final class Sequential implements Workload {
  private static final int BAD_LISTED = 100;

  @Override
  public String name() {
    return "sequential";
  }

  @Override
  public String algorithm() {
    return "gaps in each read";
  }

  @Override
  public Keys keys() {
    return Keys.ALL_TOGETHER;
  }

  /**
   * Each read is judged by itself, and of registers that only grow each two of a process; a read
   * needs one of the writes of its key, so that it is not left without its explanation.
   */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    History history = slice.history();
    Writers writes = Writers.of(slice, "write");
    int read = history.functionNumber("read");
    for (int op : slice.operations()) {
      Pair two = Shapes.two(Shapes.value(history, op));
      if (history.function(op) == read && history.outcome(op) == Outcome.OK && two != null) {
        excuses.any(op, writes.of(two.key()));
      }
    }
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    if (ProcessOrder.fits(slice)) {
      ProcessOrder.judge(slice, progress, report);
      return;
    }
    int read = history.functionNumber("read");
    List<Value> bad = new ArrayList<>();
    int all = 0;
    int some = 0;
    int none = 0;
    int wrong = 0;
    for (int operation : slice.operations()) {
      progress.step();
      if (history.function(operation) != read || history.outcome(operation) != Outcome.OK) {
        continue;
      }
      Seq parts = parts(Shapes.value(history, operation));
      if (parts == null) {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "a read of this workload returns [key [newest ... oldest]], but one returned "
                + Shapes.value(history, operation));
        continue;
      }
      long nils = parts.items().stream().filter(Value::isNil).count();
      none += nils == parts.size() ? 1 : 0;
      some += nils > 0 ? 1 : 0;
      all += nils == 0 ? 1 : 0;
      int gap = gap(parts);
      if (gap >= 0) {
        wrong++;
        if (bad.size() < BAD_LISTED) {
          bad.add(Shapes.value(history, operation));
        }
        violated(report, operation, parts, gap);
      }
    }
    report.put("all-count", all);
    report.put("some-count", some);
    report.put("none-count", none);
    report.put("bad-count", wrong);
    report.put("bad", bad);
    if (all + some - none == 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "no read saw anything that was written");
    }
  }

  private static @Nullable Seq parts(Value value) {
    Pair two = Shapes.two(value);
    if (two != null && two.value() instanceof Seq parts) {
      return parts;
    }
    return value instanceof Seq seq ? seq : null;
  }

  /** The place of the first nil after something that is not; -1 if there is none. */
  private static int gap(Seq parts) {
    boolean seen = false;
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isNil()) {
        seen = true;
      } else if (seen) {
        return i;
      }
    }
    return -1;
  }

  private static void violated(Report report, int read, Seq parts, int gap) {
    if (report.full(Anomaly.MISSING_PREDECESSOR)) {
      report.count(Anomaly.MISSING_PREDECESSOR);
      return;
    }
    Value newer = parts.items().stream().filter(part -> !part.isNil()).findFirst().orElseThrow();
    report.violated(
        Anomaly.MISSING_PREDECESSOR,
        "a read saw "
            + newer
            + " but nothing "
            + (gap == parts.size() - 1 ? "of the first part" : "of an earlier part")
            + ", which the same client had written before.",
        read,
        new int[0],
        "Each client writes the parts of a key in order; the read asked for them in the opposite"
            + " order and got "
            + parts
            + ".",
        "It saw " + newer + ", so all earlier parts were visible then, and later.",
        "Nevertheless it then found nothing at place " + (gap + 1) + ".");
  }
}

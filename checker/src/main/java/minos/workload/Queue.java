package minos.workload;

import java.util.Arrays;
import minos.history.History;
import minos.history.Moment;
import minos.history.Outcome;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/**
 * {@code queue}: every message that comes out came from somewhere.
 *
 * <p><b>Idea.</b> Go through the history in the order of time. A message may come out once its
 * sending began, and as often as that. So whenever a receipt ends, the receipts of that message so
 * far must not outnumber the attempts to send it so far.
 *
 * <p><b>Soundness.</b> Exact for a bag: by Hall's theorem the receipts can be matched with sends
 * that began before they ended iff no prefix has more of the former. Which message comes out first
 * is not asked, nor whether all come out; failed sends did not happen.
 *
 * <p><b>Cost.</b> n log n for the order of time.
 */
final class Queue implements Workload {
  @Override
  public String name() {
    return "queue";
  }

  @Override
  public String algorithm() {
    return "bag in the order of time";
  }

  /**
   * A receipt needs all sends of its message that began before it ended: then those that are left
   * are as many as before in every prefix with one of them, and sends are too.
   */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    History history = slice.history();
    Writers sends = Writers.of(slice, "enqueue");
    int dequeue = history.functionNumber("dequeue");
    for (int op : slice.operations()) {
      if (history.function(op) == dequeue && history.outcome(op) == Outcome.OK) {
        int[] own =
            sends.of(Shapes.value(history, op), send -> history.outcome(send) != Outcome.FAIL);
        int before = 0;
        while (before < own.length && history.invoked(own[before]) < history.completed(op)) {
          before++;
        }
        excuses.allBefore(op, own, before);
      }
    }
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    progress.reserve((Elements.BYTES + 32) * slice.operations().length);
    int enqueue = history.functionNumber("enqueue");
    int dequeue = history.functionNumber("dequeue");
    Elements messages = new Elements();
    int[] inside = new int[16];
    int[] firstSend = new int[16];
    int received = 0;
    for (long moment : slice.moments()) {
      progress.step();
      int operation = Moment.operation(moment);
      boolean end = Moment.isEnd(moment);
      Outcome outcome = history.outcome(operation);
      boolean send = history.function(operation) == enqueue && !end && outcome != Outcome.FAIL;
      boolean receipt = history.function(operation) == dequeue && end && outcome == Outcome.OK;
      if (!send && !receipt) {
        continue;
      }
      Value message = send ? Shapes.input(history, operation) : Shapes.value(history, operation);
      int m = messages.number(message);
      if (m >= inside.length) {
        inside = Arrays.copyOf(inside, inside.length * 2);
        firstSend = Arrays.copyOf(firstSend, firstSend.length * 2);
      }
      if (send) {
        inside[m]++;
        firstSend[m] = firstSend[m] == 0 ? operation + 1 : firstSend[m];
      } else {
        received++;
        if (inside[m] > 0) {
          inside[m]--;
        } else {
          fromNowhere(report, operation, message, firstSend[m] - 1);
        }
      }
    }
    Messages.Multiset left = new Messages.Multiset();
    for (int m = 0; m < messages.size(); m++) {
      left.add(messages.name(m), inside[m]);
    }
    report.put("final-queue", left.value());
    if (received == 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "nothing was received from the queue");
    }
  }

  private static void fromNowhere(Report report, int receipt, Value message, int send) {
    Anomaly anomaly = send < 0 ? Anomaly.UNEXPECTED_MESSAGE : Anomaly.DUPLICATE_MESSAGE;
    if (report.full(anomaly)) {
      report.count(anomaly);
      return;
    }
    if (!report.violated()) {
      report.put("error", "can't dequeue " + message);
    }
    report.violated(
        anomaly,
        send < 0
            ? "the message " + message + " was received although nobody can have sent it by then."
            : "the message " + message + " was received more often than it was sent by then.",
        receipt,
        new int[] {send});
  }
}

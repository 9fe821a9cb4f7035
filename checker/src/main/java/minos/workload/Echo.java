package minos.workload;

import java.util.ArrayList;
import java.util.List;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/**
 * {@code echo}, of Maelstrom: every reply carries what was sent. A reply is a message with {@code
 * :echo}, or the value itself. Exact, in linear time.
 *
 * <p>Beside Maelstrom: an echo that failed or of which nobody knows is no error here. Maelstrom
 * counts it as one, for what it compares with is then no reply.
 */
final class Echo implements Workload {
  private static final int LISTED = 10;

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String algorithm() {
    return "each reply by itself";
  }

  @Override
  public Keys keys() {
    return Keys.ALL_TOGETHER;
  }

  /** Each reply is judged by itself: each operation may go by itself. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {}

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    int echo = history.functionNumber("echo");
    List<Value> errors = new ArrayList<>();
    int replies = 0;
    int wrong = 0;
    for (int operation : slice.operations()) {
      progress.step();
      if (history.function(operation) != echo || history.outcome(operation) != Outcome.OK) {
        continue;
      }
      replies++;
      Value sent = Shapes.input(history, operation);
      Value reply = Shapes.value(history, operation);
      if (payload(reply).equals(sent)) {
        continue;
      }
      wrong++;
      if (errors.size() < LISTED) {
        errors.add(
            Value.seq(
                new Text("Expected a message with :echo"), sent, new Text("But received"), reply));
      }
      if (report.full(Anomaly.WRONG_ECHO)) {
        report.count(Anomaly.WRONG_ECHO);
      } else {
        report.violated(
            Anomaly.WRONG_ECHO,
            "the reply to " + sent + " carries " + payload(reply) + ".",
            operation,
            new int[0]);
      }
    }
    report.put("errors", errors);
    report.put("error-count", wrong);
    report.put("reply-count", replies);
    if (replies == 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "no echo was answered");
    }
  }

  private static Value payload(Value reply) {
    Value payload = reply instanceof Dict message ? message.get("echo") : null;
    return payload == null ? reply : payload;
  }
}

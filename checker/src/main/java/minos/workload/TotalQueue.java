package minos.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/**
 * {@code total-queue}: what goes in must come out.
 *
 * <p><b>Idea.</b> Of each message count attempts to send it, acknowledgements and receipts.
 * Acknowledged more often than received: lost. Received without an attempt that may have happened,
 * or before the first one began: unexpected. Received more often than tried: duplicated. Received
 * more often than acknowledged, but not than tried: recovered.
 *
 * <p><b>Soundness.</b> Exact, if the queue was drained in the end; the report says if nothing shows
 * that. A receipt of unknown outcome counts as none, as in Jepsen: its client saw no message.
 *
 * <p><b>Cost.</b> Linear.
 *
 * <p><b>Beside Jepsen.</b> A message whose sends all failed is unexpected, not recovered.
 * Duplicates are allowed, as in Jepsen, unless delivery at most once is asked for.
 */
final class TotalQueue implements Workload {
  private static final int SHOWN = 3;

  @Override
  public String name() {
    return "total-queue";
  }

  @Override
  public String algorithm() {
    return "counts per message";
  }

  /**
   * Messages are counted one by one. All operations on one that was received go together; of one
   * that was not, each send goes by itself, for fewer acknowledgements lose less. Where a drain is
   * of unknown outcome nobody knows what it took, so everything needs it.
   */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    History history = slice.history();
    Writers operations = Writers.of(slice, "enqueue");
    Set<Value> received = new HashSet<>();
    int dequeue = history.functionNumber("dequeue");
    int drain = history.functionNumber("drain");
    List<Integer> open = new ArrayList<>();
    for (int op : slice.operations()) {
      boolean ok = history.outcome(op) == Outcome.OK;
      Value value = Shapes.value(history, op);
      Collection<Value> members = Shapes.collection(value);
      if (ok && history.function(op) == dequeue) {
        operations.add(value, op);
        received.add(value);
      } else if (ok && history.function(op) == drain && members != null) {
        new HashSet<>(members).forEach(member -> operations.add(member, op));
        received.addAll(members);
      } else if (history.function(op) == drain && history.outcome(op) == Outcome.INFO) {
        open.add(op);
      }
    }
    received.forEach(message -> excuses.together(operations.of(message)));
    int[] drains = open.stream().mapToInt(Integer::intValue).toArray();
    for (int op : slice.operations()) {
      if (drains.length > 0 && history.outcome(op) != Outcome.INFO) {
        excuses.all(op, drains);
      }
    }
  }

  /** What a drain received of other messages is counted for them alone. */
  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(Narrowing.ofCollections("drain"));
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    progress.reserve(Messages.BYTES * slice.operations().length);
    Messages messages = Messages.of(slice, progress, report);
    Messages.Multiset ok = new Messages.Multiset();
    Messages.Multiset lost = new Messages.Multiset();
    Messages.Multiset unexpected = new Messages.Multiset();
    Messages.Multiset duplicated = new Messages.Multiset();
    Messages.Multiset recovered = new Messages.Multiset();
    List<Integer> lostNumbers = new ArrayList<>();
    List<Integer> unexpectedNumbers = new ArrayList<>();
    List<Integer> duplicatedNumbers = new ArrayList<>();
    int attempts = 0;
    int acknowledged = 0;
    int received = 0;
    for (int m = 0; m < messages.size(); m++) {
      progress.step();
      attempts += messages.attempts(m);
      acknowledged += messages.acknowledgements(m);
      received += messages.receipts(m);
      int sent = messages.attempts(m) - messages.failures(m);
      int got = messages.receipts(m);
      ok.add(messages.name(m), Math.min(got, messages.attempts(m)));
      recovered.add(
          messages.name(m), Math.min(got, messages.attempts(m)) - messages.acknowledgements(m));
      if (messages.acknowledgements(m) > got) {
        lost.add(messages.name(m), messages.acknowledgements(m) - got);
        lostNumbers.add(m);
      }
      if (got > 0 && (sent == 0 || tooEarly(slice.history(), messages, m))) {
        unexpected.add(messages.name(m), got);
        unexpectedNumbers.add(m);
      } else if (got > sent) {
        duplicated.add(messages.name(m), got - sent);
        duplicatedNumbers.add(m);
      }
    }
    report.put("attempt-count", attempts);
    report.put("acknowledged-count", acknowledged);
    report.put("ok-count", ok.size());
    report.put("unexpected-count", unexpected.size());
    report.put("duplicated-count", duplicated.size());
    report.put("lost-count", lost.size());
    report.put("recovered-count", recovered.size());
    report.put("lost", lost.value());
    report.put("unexpected", unexpected.value());
    report.put("duplicated", duplicated.value());
    report.put("recovered", recovered.value());
    if (!messages.drained() && !lost.isEmpty()) {
      report.assume("the queue was empty in the end, although no drain shows it");
    }
    lost(report, messages, lost, lostNumbers);
    unexpected(report, messages, unexpected, unexpectedNumbers);
    if (options.exactlyOnce()) {
      duplicated(report, messages, duplicated, duplicatedNumbers);
    } else if (!duplicated.isEmpty()) {
      report.assume("a message may be delivered more than once");
    }
    if (attempts == 0 || received == 0) {
      report.undecided(
          Cause.Kind.NOTHING_INFERRED,
          attempts == 0 ? "nothing was sent to the queue" : "nothing was received from the queue");
    }
  }

  private static boolean tooEarly(History history, Messages messages, int m) {
    return history.completed(messages.firstReceipt(m)) < history.invoked(messages.firstSend(m));
  }

  private static void lost(
      Report report, Messages messages, Messages.Multiset lost, List<Integer> numbers) {
    if (!lost.isEmpty()) {
      report.violated(
          Anomaly.LOST_MESSAGE,
          lost.size()
              + " acknowledged "
              + (lost.size() == 1 ? "message was" : "messages were")
              + " received less often than sent: "
              + some(lost)
              + ".",
          messages.firstSend(numbers.get(0)),
          sends(messages, numbers),
          "The message "
              + messages.name(numbers.get(0))
              + " was acknowledged "
              + times(messages.acknowledgements(numbers.get(0)))
              + " and received "
              + times(messages.receipts(numbers.get(0)))
              + ".");
    }
  }

  private static void unexpected(
      Report report, Messages messages, Messages.Multiset unexpected, List<Integer> numbers) {
    if (!unexpected.isEmpty()) {
      int m = numbers.get(0);
      report.violated(
          Anomaly.UNEXPECTED_MESSAGE,
          unexpected.size()
              + (unexpected.size() == 1 ? " receipt is" : " receipts are")
              + " of messages that nobody can have sent by then: "
              + some(unexpected)
              + ".",
          messages.firstReceipt(m),
          new int[] {messages.firstSend(m)},
          "The message " + messages.name(m) + " was received " + times(messages.receipts(m)) + ".",
          messages.attempts(m) == 0
              ? "Nobody tried to send it."
              : messages.failures(m) == messages.attempts(m)
                  ? "Every attempt to send it certainly failed."
                  : "The first attempt to send it began after it had been received.");
    }
  }

  private static void duplicated(
      Report report, Messages messages, Messages.Multiset duplicated, List<Integer> numbers) {
    if (!duplicated.isEmpty()) {
      int m = numbers.get(0);
      report.violated(
          Anomaly.DUPLICATE_MESSAGE,
          numbers.size()
              + (numbers.size() == 1 ? " message was" : " messages were")
              + " received more often than sent: "
              + some(duplicated)
              + ".",
          messages.firstReceipt(m),
          new int[] {messages.firstSend(m)},
          "The message "
              + messages.name(m)
              + " was received "
              + times(messages.receipts(m))
              + " and sent at most "
              + times(messages.attempts(m) - messages.failures(m))
              + ".");
    }
  }

  private static String times(int number) {
    return number == 1 ? "once" : number == 0 ? "never" : number + " times";
  }

  private static int[] sends(Messages messages, List<Integer> numbers) {
    return numbers.stream().limit(SHOWN).mapToInt(messages::firstSend).toArray();
  }

  private static String some(Messages.Multiset set) {
    List<Value> all = set.messages();
    return IntervalSet.of(all.subList(0, Math.min(20, all.size()))).value()
        + (all.size() > 20 ? " and more" : "");
  }
}

package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import minos.history.Event;
import minos.history.History;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;

/** Says what the timelines of a set show, in Jepsen's fields and as violations. */
final class SetFullFindings {
  private static final int WORST_SHOWN = 8;
  private static final double[] QUANTILES = {0, 0.5, 0.95, 0.99, 1};
  private static final long NANOS_A_MILLISECOND = 1_000_000;

  /** Integers by size and before all else, which goes by its letters. */
  private static final Comparator<Value> IN_ORDER =
      Comparator.<Value>comparingLong(value -> Shapes.integer(value).orElse(Long.MAX_VALUE))
          .thenComparing(Value::letters);

  private final History history;
  private final SetAdds adds;
  private final SetReads reads;
  private final SetTimelines timelines;
  private final Report report;

  private final List<Integer> lost = new ArrayList<>();
  private final List<Integer> neverRead = new ArrayList<>();
  private final List<Integer> stale = new ArrayList<>();
  private final List<Integer> unexpected = new ArrayList<>();
  private final List<Integer> aborted = new ArrayList<>();
  private final List<Long> stableLatencies = new ArrayList<>();
  private final List<Long> lostLatencies = new ArrayList<>();
  private int stable;

  SetFullFindings(
      History history, SetAdds adds, SetReads reads, SetTimelines timelines, Report report) {
    this.history = history;
    this.adds = adds;
    this.reads = reads;
    this.timelines = timelines;
    this.report = report;
  }

  void report(boolean linearizable) {
    for (int e = 0; e < adds.size(); e++) {
      sort(e);
    }
    fields();
    violations(linearizable);
    if (stable == 0) {
      report.undecided(
          Cause.Kind.NOTHING_INFERRED,
          "no element was found by a read and by every later one, so the reads show nothing"
              + " ("
              + adds.attempts()
              + " tried, "
              + reads.size()
              + " reads)");
    }
  }

  private void sort(int e) {
    int seen = timelines.firstSeen(e);
    if (seen >= 0 && history.completed(seen) < adds.firstInvoked(e)) {
      unexpected.add(e);
    } else if (seen >= 0 && adds.onlyFailed(e)) {
      aborted.add(e);
    }
    if (!adds.tried(e)) {
      return;
    }
    switch (timelines.fate(e)) {
      case STABLE -> {
        stable++;
        latency(e, timelines.lastAbsent(e)).ifPresent(stableLatencies::add);
        if (timelines.wasMissed(e)) {
          stale.add(e);
        }
      }
      case LOST -> {
        lost.add(e);
        latency(e, timelines.lastPresent(e)).ifPresent(lostLatencies::add);
      }
      case NEVER_READ -> neverRead.add(e);
    }
  }

  /** Milliseconds from when it was known until just after the given read began; at least 0. */
  private OptionalLong latency(int e, int read) {
    long known = knownTime(e);
    if (known == Event.ABSENT) {
      return OptionalLong.empty();
    }
    if (read < 0) {
      return OptionalLong.of(0);
    }
    long began = history.invokeTime(read);
    return began == Event.ABSENT
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, began + 1 - known) / NANOS_A_MILLISECOND);
  }

  private long knownTime(int e) {
    int operation = knownBy(e);
    return operation < 0 ? Event.ABSENT : history.completeTime(operation);
  }

  private int knownBy(int e) {
    int seen = timelines.firstSeen(e);
    return seen >= 0 && history.completed(seen) < adds.firstAcknowledged(e)
        ? seen
        : adds.acknowledgedBy(e);
  }

  private void fields() {
    report.put("attempt-count", adds.attempts());
    report.put("stable-count", stable);
    report.put("lost-count", lost.size());
    report.put("lost", sorted(lost));
    report.put("never-read-count", neverRead.size());
    report.put("never-read", sorted(neverRead));
    report.put("stale-count", stale.size());
    report.put("stale", sorted(stale));
    report.put("worst-stale", worstStale());
    if (!stableLatencies.isEmpty()) {
      report.put("stable-latencies", quantiles(stableLatencies));
    }
    if (!lostLatencies.isEmpty()) {
      report.put("lost-latencies", quantiles(lostLatencies));
    }
    Map<Value, Value> duplicated = new LinkedHashMap<>();
    reads.duplicates().forEach((e, times) -> duplicated.put(adds.name(e), new Int(times)));
    report.put("duplicated-count", duplicated.size());
    report.put("duplicated", duplicated);
    report.put("unexpected-count", unexpected.size());
    report.put("unexpected", sorted(unexpected));
  }

  /** The elements in order, as Jepsen lists them: all of them. */
  private List<Value> sorted(List<Integer> elements) {
    return adds.names(elements).stream().sorted(IN_ORDER).toList();
  }

  private List<Value> worstStale() {
    return stale.stream()
        .sorted(Comparator.comparingLong(this::staleFor).reversed())
        .limit(WORST_SHOWN)
        .map(this::timeline)
        .toList();
  }

  private long staleFor(int e) {
    return latency(e, timelines.lastAbsent(e)).orElse(0);
  }

  private Value timeline(int e) {
    Map<Value, Value> fields = new LinkedHashMap<>();
    fields.put(new Keyword("element"), adds.name(e));
    fields.put(new Keyword("outcome"), new Keyword("stable"));
    fields.put(new Keyword("stable-latency"), new Int(staleFor(e)));
    fields.put(new Keyword("lost-latency"), Nil.NIL);
    fields.put(new Keyword("known"), Shapes.operation(history, knownBy(e)));
    fields.put(new Keyword("last-absent"), Shapes.invocation(history, timelines.lastAbsent(e)));
    return new Dict(fields);
  }

  private static Dict quantiles(List<Long> latencies) {
    long[] sorted = latencies.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    Map<Value, Value> quantiles = new LinkedHashMap<>();
    for (double quantile : QUANTILES) {
      int place = Math.min(sorted.length - 1, (int) Math.floor(sorted.length * quantile));
      quantiles.put(whole(quantile), new Int(sorted[place]));
    }
    return new Dict(quantiles);
  }

  private static Value whole(double number) {
    return number == Math.rint(number) ? new Int((long) number) : new Real(number);
  }

  private void violations(boolean linearizable) {
    if (!lost.isEmpty()) {
      int read = timelines.lastAbsent(lost.get(0));
      SetViolations.lost(report, adds, lost, read);
    }
    if (!unexpected.isEmpty()) {
      SetViolations.unexpected(report, adds, unexpected, timelines.firstSeen(unexpected.get(0)));
    }
    if (!aborted.isEmpty()) {
      SetViolations.aborted(report, adds, aborted, timelines.firstSeen(aborted.get(0)));
    }
    reads
        .duplicates()
        .forEach(
            (e, times) ->
                report.violated(
                    Anomaly.DUPLICATE_ELEMENT,
                    "one read returned the element " + adds.name(e) + " " + times + " times.",
                    reads.duplicateRead(e),
                    new int[] {adds.firstAdd(e)}));
    if (linearizable) {
      stale.forEach(this::stale);
    }
  }

  private void stale(int e) {
    if (report.full(Anomaly.STALE_ELEMENT)) {
      report.count(Anomaly.STALE_ELEMENT);
      return;
    }
    report.violated(
        Anomaly.STALE_ELEMENT,
        "a read that began after the element "
            + adds.name(e)
            + " was known to exist does not have it; a later one has.",
        timelines.lastAbsent(e),
        new int[] {knownBy(e), adds.firstAdd(e), timelines.lastPresent(e)},
        "The element "
            + adds.name(e)
            + " was known from "
            + (knownBy(e) == adds.acknowledgedBy(e)
                ? "the acknowledgement of its add."
                : "the end of a read that has it."),
        "A read that began later does not have it.",
        "It was not removed: the read that began last has it.");
  }
}

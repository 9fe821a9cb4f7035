package minos.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minos.audit.AuditResult;
import minos.audit.CounterexampleAudit;
import minos.causal.RecordedClocks;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.register.RegisterOptions;
import minos.value.Value;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Recorded clocks: consistent histories stay so, violated ones become small. */
final class ClockSubjectTest {
  private static final int SEEDS = Integer.getInteger("minos.counterexample.cases", 10_000) / 2;
  private static final RecordedClocks CHECK = new RecordedClocks(RegisterOptions.DEFAULTS);

  /** Here operations of one session overlap. */
  private static final RecordedClocks SHARED =
      new RecordedClocks(RegisterOptions.DEFAULTS.withSessionField("session"));

  /** A store of two nodes that hands out clocks, and now and then an old or a wrong one. */
  private static final class Store {
    private final Random random;
    private final double lies;
    private final List<Map<String, Integer>> clocks = new ArrayList<>();
    private final List<Integer> values = new ArrayList<>();
    private final Map<Integer, Map<String, Integer>> contexts = new HashMap<>();

    Store(Random random, double lies) {
      this.random = random;
      this.lies = lies;
    }

    History record(int operations) throws MalformedHistoryException {
      HistoryBuilder builder = new HistoryBuilder();
      Map<Integer, Integer> open = new HashMap<>();
      int begun = 0;
      while (begun < operations || !open.isEmpty()) {
        int process = random.nextInt(3);
        Integer written = open.get(process);
        if (written == null && begun < operations) {
          begun++;
          int value = begun <= operations - 3 && random.nextBoolean() ? 1 + random.nextInt(4) : 0;
          open.put(process, value);
          builder.accept(event(EventType.INVOKE, process, value, value == 0 ? null : value));
        } else if (written != null) {
          open.remove(process);
          builder.accept(written == 0 ? read(process) : write(process, written));
        }
      }
      return builder.build();
    }

    private Event write(int process, int value) {
      Map<String, Integer> clock = new HashMap<>(context(process));
      String node = random.nextBoolean() ? "a" : "b";
      int highest = clocks.stream().mapToInt(c -> c.getOrDefault(node, 0)).max().orElse(0);
      clock.put(node, random.nextDouble() < lies ? Math.max(1, highest) : highest + 1);
      clocks.add(clock);
      values.add(value);
      contexts.put(process, clock);
      return with(event(EventType.OK, process, value, value), clock);
    }

    private Event read(int process) {
      Map<String, Integer> all = new HashMap<>();
      clocks.forEach(clock -> clock.forEach((node, count) -> all.merge(node, count, Math::max)));
      int version = clocks.isEmpty() ? -1 : random.nextInt(clocks.size());
      boolean old = version >= 0 && random.nextDouble() < lies;
      Map<String, Integer> clock = old ? clocks.get(version) : all;
      contexts.put(process, clock);
      Object value = version < 0 ? null : values.get(version);
      return with(event(EventType.OK, process, 0, value), clock);
    }

    private Map<String, Integer> context(int process) {
      return contexts.getOrDefault(process, Map.of());
    }

    private static Event event(EventType type, int process, int written, @Nullable Object value) {
      return Event.of(type, Value.of(process), written == 0 ? "read" : "write", Value.of(value));
    }

    private static Event with(Event event, Map<String, Integer> clock) {
      return new Event(
          event.type(),
          event.process(),
          event.f(),
          null,
          event.value(),
          Event.ABSENT,
          Event.ABSENT,
          Event.ABSENT,
          Map.of(
              "clock",
              Value.of(clock),
              "session",
              Value.of(2).equals(event.process()) ? Value.of(1) : Value.of(0)));
    }
  }

  private static Judgement judge(RecordedClocks check, History history) {
    return check.check(history, Budget.unlimited()).verdict().judgement();
  }

  @Test
  void whatIsLeftOfAConsistentHistoryIsConsistent() throws MalformedHistoryException {
    int consistent = 0;
    int smaller = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      History history = new Store(random, seed % 3 * 0.05).record(4 + seed % 8);
      RecordedClocks check = seed % 2 == 0 ? CHECK : SHARED;
      if (judge(check, history) != Judgement.CONSISTENT) {
        continue;
      }
      consistent++;
      Dependence dependence = new ClockSubject(check).dependence(history);
      BitSet kept = new BitSet();
      kept.set(0, history.size());
      for (int i = 0; i < 4; i++) {
        BitSet seeds = new BitSet();
        kept.stream().filter(op -> random.nextInt(4) == 0).forEach(seeds::set);
        kept.andNot(dependence.close((BitSet) kept.clone(), seeds));
        History left = history.select(kept.stream().toArray(), History.NEVER);
        smaller += kept.isEmpty() || left.size() == history.size() ? 0 : 1;
        assertThat(judge(check, left))
            .as("seed %d: %s of %s", seed, left.operations(), history.operations())
            .isNotEqualTo(Judgement.VIOLATED);
      }
    }
    assertThat(consistent).isGreaterThan(SEEDS / 10);
    assertThat(smaller).isGreaterThan(SEEDS / 10);
  }

  @Test
  void violatedHistoriesBecomeSmall() throws MalformedHistoryException {
    int violated = 0;
    for (int seed = 0; seed < SEEDS / 10; seed++) {
      History history = new Store(new Random(seed), 0.2).record(20);
      Verdict verdict = CHECK.check(history, Budget.unlimited()).verdict();
      if (!(verdict instanceof Verdict.Violated of)) {
        continue;
      }
      violated++;
      Violation violation = of.violations().get(0);
      Counterexample small =
          Counterexamples.of(CHECK, history, violation, Budget.unlimited()).orElseThrow();
      String which = "seed " + seed + ": " + small.history().operations();
      assertThat(small.minimal()).as(which).isTrue();
      assertThat(small.violation().anomaly()).as(which).isEqualTo(violation.anomaly());
      assertThat(small.history().size()).as(which).isLessThanOrEqualTo(12);
      assertThat(CounterexampleAudit.verify(CHECK, history, small.history(), Budget.unlimited()))
          .as(which)
          .isInstanceOf(AuditResult.Verified.class);
    }
    assertThat(violated).isGreaterThan(SEEDS / 100);
  }
}

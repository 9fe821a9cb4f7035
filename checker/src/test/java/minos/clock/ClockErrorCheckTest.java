package minos.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minos.check.Budget;
import minos.check.Check;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** Certain violations, those within the error of clocks, and the smallest error that excuses. */
final class ClockErrorCheckTest {
  private static final Check LINEARIZABLE =
      new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS));

  @Test
  void findsTheSmallestErrorToTheNanosecond() {
    // The write ends at 30, the read of the old value begins at 37: both must be wrong by 3.5.
    History history = history(op("a", true, 1, 0, 10), op("a", true, 2, 20, 30), read(1, 37, 40));

    assertThat(smallest(history, 0)).isEqualTo(4);
    assertThat(check(history, 3).verdict().judgement()).isEqualTo(Judgement.VIOLATED);
    assertThat(check(history, 4).verdict().judgement()).isEqualTo(Judgement.UNDECIDED);
  }

  @Test
  void saysThatNoErrorExcusesAValueOutOfThinAir() {
    History history = history(op("a", true, 1, 0, 10), read(7, 20, 30));

    CheckResult result = check(history, 1_000_000);

    assertThat(result.verdict()).isInstanceOf(Verdict.Violated.class);
    assertThat(((Verdict.Violated) result.verdict()).violations().get(0).summary())
        .endsWith("(certain: no error of the clocks would excuse it)");
  }

  @Test
  void takesTheErrorThatAnOperationStates() {
    Event[] write = op("a", true, 2, 20, 30);
    Event[] read = read(1, 37, 40);
    History certain = history(op("a", true, 1, 0, 10), write, read);
    History excused = history(op("a", true, 1, 0, 10), stating(write, "5ns"), stating(read, "2ns"));

    assertThat(check(certain, 0).verdict().judgement()).isEqualTo(Judgement.VIOLATED);
    assertThat(check(excused, 0).verdict().judgement()).isEqualTo(Judgement.UNDECIDED);
  }

  @Test
  void isUndecidedWithoutTimes() throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder();
    builder.accept(Event.of(EventType.INVOKE, new Int(0), "read", null));
    builder.accept(Event.of(EventType.OK, new Int(0), "read", new Int(1)));

    CheckResult result = check(builder.build(), 5);

    assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
    assertThat(((Verdict.Undecided) result.verdict()).cause().message())
        .startsWith("the error of clocks means nothing without times: [0 read 1 ok] has none.");
  }

  @Test
  void agreesWithTryingEveryError() {
    int excused = 0;
    for (int seed = 0; seed < 150; seed++) {
      History history = random(new Random(seed));
      Judgement recorded = widened(history, 0);
      if (recorded != Judgement.VIOLATED) {
        assertThat(check(history, 0).verdict().judgement()).isEqualTo(recorded);
        continue;
      }
      int expected = 0;
      while (expected < 60 && widened(history, expected) == Judgement.VIOLATED) {
        expected++;
      }
      long found = smallest(history, 0);
      assertThat(found).as("seed " + seed).isEqualTo(expected == 60 ? -1 : expected);
      excused += expected < 60 ? 1 : 0;
      int stated = seed % 12;
      assertThat(check(history, stated).verdict().judgement())
          .as("seed " + seed + " with " + stated)
          .isEqualTo(
              widened(history, stated) == Judgement.VIOLATED
                  ? Judgement.VIOLATED
                  : Judgement.UNDECIDED);
    }
    assertThat(excused).isGreaterThan(25);
  }

  @Test
  void readsDurationsInAllUnits() {
    assertThat(ClockError.of("2ms").all()).isEqualTo(Duration.ofMillis(2));
    assertThat(ClockError.of("40us").all()).isEqualTo(Duration.ofNanos(40_000));
    assertThat(ClockError.of("1.5s").all()).isEqualTo(Duration.ofMillis(1500));
    assertThat(ClockError.words(3_200_000)).isEqualTo("3.2 ms");
  }

  /** The judgement of a history whose recorded times are moved apart by hand. */
  private static Judgement widened(History history, int error) {
    List<Event[]> wider = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      boolean write = history.functionName(history.function(i)).equals("write");
      Value value = history.operation(i).output();
      wider.add(
          op(
              "p" + i,
              write,
              ((Int) value).value(),
              history.invokeTime(i) - error,
              history.completeTime(i) + error));
    }
    return LINEARIZABLE
        .check(history(wider.toArray(new Event[0][])), Budget.unlimited())
        .verdict()
        .judgement();
  }

  private static History random(Random random) {
    List<Event[]> ops = new ArrayList<>();
    int writes = 2 + random.nextInt(3);
    for (int i = 0; i < writes + 3; i++) {
      boolean write = i < writes;
      long begin = random.nextInt(50);
      long value = write ? i : random.nextInt(writes);
      ops.add(op("p" + i, write, value, begin, begin + random.nextInt(15)));
    }
    return history(ops.toArray(new Event[0][]));
  }

  /** The smallest error in the details of the first violation; -1 if there is none. */
  private static long smallest(History history, long stated) {
    Dict details = check(history, stated).details();
    return details.get("clockErrorViolations") instanceof Seq measured
            && measured.get(0) instanceof Dict first
            && first.get("excusedByNanos") instanceof Int number
        ? number.value()
        : -1;
  }

  private static CheckResult check(History history, long nanos) {
    return new ClockErrorCheck(LINEARIZABLE, new ClockError(Duration.ofNanos(nanos)))
        .check(history, Budget.unlimited());
  }

  private static Event[] read(long value, long begin, long end) {
    return op("b", false, value, begin, end);
  }

  private static Event[] op(String process, boolean write, long value, long begin, long end) {
    Text name = new Text(process);
    String f = write ? "write" : "read";
    return new Event[] {
      new Event(
          EventType.INVOKE,
          name,
          f,
          null,
          write ? new Int(value) : null,
          Event.ABSENT,
          begin,
          Event.ABSENT,
          Map.of()),
      new Event(
          EventType.OK, name, f, null, new Int(value), Event.ABSENT, end, Event.ABSENT, Map.of())
    };
  }

  private static Event[] stating(Event[] op, String error) {
    Event[] stating = new Event[2];
    for (int i = 0; i < 2; i++) {
      Event e = op[i];
      stating[i] =
          new Event(
              e.type(),
              e.process(),
              e.f(),
              e.key(),
              e.value(),
              e.index(),
              e.time(),
              e.line(),
              Map.of("clockError", new Text(error)));
    }
    return stating;
  }

  private static History history(Event[]... ops) {
    List<Event> events = new ArrayList<>();
    for (Event[] op : ops) {
      events.addAll(List.of(op));
    }
    events.sort(
        Comparator.comparingLong(Event::time)
            .thenComparing(event -> event.type() == EventType.INVOKE ? 0 : 1));
    try {
      HistoryBuilder builder = new HistoryBuilder();
      for (Event event : events) {
        builder.accept(event);
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

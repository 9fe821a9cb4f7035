package minos.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.NilRead;
import minos.spec.SequentialSpec;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams judged event by event, against the same histories judged when they are complete. */
final class StreamJudgeTest {
  private static final int CASES = Integer.getInteger("minos.cases", 4_000);

  @ParameterizedTest
  @CsvSource({"register", "cas-register", "mutex", "append-kv"})
  void agreesWithTheCheckOfTheWholeHistory(String model) throws Exception {
    int violated = 0;
    for (int seed = 0; seed < CASES; seed++) {
      List<Event> events = random(new Random(seed), model);
      Judgement whole = whole(spec(model), events);
      List<Violation> found = new ArrayList<>();
      StreamJudge<?> judge = judge(spec(model), found);
      for (Event event : events) {
        judge.accept(event);
      }
      Judgement streamed = judge.finish().verdict().judgement();

      assertThat(streamed).as("model %s, seed %d: %s", model, seed, events).isEqualTo(whole);
      assertThat(found.isEmpty()).isEqualTo(whole != Judgement.VIOLATED);
      violated += whole == Judgement.VIOLATED ? 1 : 0;
    }
    assertThat(violated).isBetween(CASES / 20, CASES * 19 / 20);
  }

  @ParameterizedTest
  @CsvSource({"cas-register", "mutex", "append-kv"})
  void looksAheadWithoutFalseAlarmsAndGoesOnFromACheckpoint(String model) throws Exception {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      List<Event> events = random(random, model);
      Judgement whole = whole(spec(model), events);
      List<Violation> found = new ArrayList<>();
      StreamJudge<?> judge = judge(spec(model), found);
      for (Event event : events) {
        judge.accept(event);
        if (random.nextInt(3) == 0) {
          judge.lookAhead();
        }
        if (random.nextInt(4) == 0) {
          Dict saved = judge.save().orElseThrow();
          judge = judge(spec(model), found);
          judge.restore(saved);
        }
      }
      judge.finish();

      assertThat(found.isEmpty())
          .as("model %s, seed %d: %s", model, seed, events)
          .isEqualTo(whole != Judgement.VIOLATED);
    }
  }

  @Test
  void tellsAViolationBeforeOverlappingOperationsEnd() throws Exception {
    List<Violation> found = new ArrayList<>();
    StreamJudge<?> judge = judge(spec("register"), found);
    judge.accept(event(EventType.INVOKE, 9, "read", null));
    for (EventType type : List.of(EventType.INVOKE, EventType.OK)) {
      judge.accept(event(type, 0, "write", 1));
    }
    judge.accept(event(EventType.INVOKE, 1, "read", null));
    judge.accept(event(EventType.OK, 1, "read", 7));
    assertThat(found).isEmpty();

    judge.lookAhead();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).summary())
        .startsWith("`read 7` by process 1 ")
        .contains("it read 7, but the register held");
    assertThat(found.get(0).culprit().orElseThrow().value()).isEqualTo(new Int(7));
  }

  @Test
  void forgetsWhatIsOver() throws Exception {
    StreamJudge<?> judge = judge(spec("register"), new ArrayList<>());
    for (int i = 0; i < 20_000; i++) {
      for (EventType type : List.of(EventType.INVOKE, EventType.OK)) {
        judge.accept(event(type, i % 5, "write", i));
      }
    }

    StreamedObject<?> object = judge.objects().values().iterator().next();
    assertThat(object.configurations()).hasSize(1);
    assertThat(object.open()).isEmpty();
    assertThat(object.waiting()).isZero();
    assertThat(judge.finish().verdict().judgement()).isEqualTo(Judgement.CONSISTENT);
  }

  @Test
  void crashedWritesThatNobodyReadCostNoConfigurations() throws Exception {
    StreamJudge<?> judge = judge(spec("register"), new ArrayList<>());
    for (int i = 0; i < 30; i++) {
      judge.accept(event(EventType.INVOKE, 100 + i, "write", 1000 + i));
      judge.accept(event(EventType.INFO, 100 + i, "write", 1000 + i));
    }
    for (int i = 0; i < 200; i++) {
      for (EventType type : List.of(EventType.INVOKE, EventType.OK)) {
        judge.accept(event(type, i % 5, "write", i));
      }
    }

    assertThat(judge.objects().values().iterator().next().configurations()).hasSizeLessThan(100);
    assertThat(judge.finish().verdict().judgement()).isEqualTo(Judgement.CONSISTENT);
  }

  @Test
  void anOperationThatNeverEndsIsGivenUpAndTheEndIsUndecided() throws Exception {
    StreamJudge<?> judge = new StreamJudge<>(spec("register"), false, 100, violation -> {}, "test");
    judge.accept(event(EventType.INVOKE, 9, "write", 9));
    for (int i = 0; i < 200; i++) {
      for (EventType type : List.of(EventType.INVOKE, EventType.OK)) {
        judge.accept(event(type, 0, "write", i));
      }
    }
    judge.accept(event(EventType.OK, 9, "write", 9));

    Verdict verdict = judge.finish().verdict();
    assertThat(verdict.judgement()).isEqualTo(Judgement.UNDECIDED);
    assertThat(((Verdict.Undecided) verdict).cause().message())
        .contains("stayed open for 100 events");
  }

  @Test
  void whatWasGivenUpStaysSoThroughACheckpoint() throws Exception {
    StreamJudge<?> before = new StreamJudge<>(spec("register"), false, 2, violation -> {}, "test");
    before.accept(event(EventType.INVOKE, 9, "write", 9));
    for (EventType type : List.of(EventType.INVOKE, EventType.OK, EventType.INVOKE, EventType.OK)) {
      before.accept(event(type, 0, "write", 1));
    }
    StreamJudge<?> judge = judge(spec("register"), new ArrayList<>());
    judge.restore(before.save().orElseThrow());
    // Its end comes too late, but is no completion of nothing.
    judge.accept(event(EventType.OK, 9, "write", 9));
    judge.accept(event(EventType.INVOKE, 9, "read", null));
    judge.accept(event(EventType.OK, 9, "read", 9));

    Verdict verdict = judge.finish().verdict();
    assertThat(verdict.judgement()).isEqualTo(Judgement.UNDECIDED);
    assertThat(((Verdict.Undecided) verdict).cause().message())
        .isEqualTo("the write of event 1 stayed open for 2 events, and was taken for crashed");
    assertThat(judge.events()).isEqualTo(8);
  }

  @Test
  void keysAreJudgedByThemselvesAndAViolatedOneIsToldOnce() throws Exception {
    List<Violation> found = new ArrayList<>();
    StreamJudge<?> judge = new StreamJudge<>(spec("register"), true, 1_000, found::add, "test");
    for (int i = 0; i < 3; i++) {
      judge.accept(event(EventType.INVOKE, 0, "read", List.of("x", i)));
      judge.accept(event(EventType.OK, 0, "read", List.of("x", 7)));
      judge.accept(event(EventType.INVOKE, 0, "write", List.of("y", i)));
      judge.accept(event(EventType.OK, 0, "write", List.of("y", i)));
    }
    judge.finish();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).key()).contains(Value.of("x"));
    assertThat(judge.keys()).isEqualTo(2);
  }

  @Test
  void aStreamOfNothingIsUndecided() throws Exception {
    assertThat(judge(spec("register"), new ArrayList<>()).finish().verdict().judgement())
        .isEqualTo(Judgement.UNDECIDED);
  }

  @Test
  void refusesACompletionOfNothingAndACheckpointOfAnotherModel() throws Exception {
    StreamJudge<?> judge = judge(spec("register"), new ArrayList<>());
    assertThatThrownBy(() -> judge.accept(event(EventType.OK, 0, "read", 1)))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessageContaining("it has nothing open");
    Dict saved = judge(spec("mutex"), new ArrayList<>()).save().orElseThrow();
    assertThatThrownBy(() -> judge.restore(saved))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its model");
  }

  private static StreamJudge<?> judge(SequentialSpec<?> spec, List<Violation> found) {
    return new StreamJudge<>(spec, false, Integer.MAX_VALUE, found::add, "test");
  }

  private static SequentialSpec<?> spec(String model) {
    ModelOptions options = new ModelOptions(Optional.empty(), NilRead.ABSENT, FailedCas.MISMATCH);
    return Models.byName(model).orElseThrow().create(options);
  }

  private static Judgement whole(SequentialSpec<?> spec, List<Event> events) throws Exception {
    HistoryBuilder builder = new HistoryBuilder();
    for (Event event : events) {
      builder.accept(event);
    }
    return new LinearizabilityCheck(spec)
        .check(builder.build(), Budget.unlimited())
        .verdict()
        .judgement();
  }

  private static Event event(EventType type, int process, String f, @Nullable Object value) {
    return Event.of(type, Value.of(process), f, value == null ? null : Value.of(value));
  }

  /** A few clients at once, whose operations end in every way. */
  private static List<Event> random(Random random, String model) {
    List<Event> events = new ArrayList<>();
    int clients = 1 + random.nextInt(4);
    int next = clients;
    int[] process = new int[clients];
    Event[] open = new Event[clients];
    for (int i = 0; i < clients; i++) {
      process[i] = i;
    }
    int values = 1 + random.nextInt(3);
    for (int i = 0; i < 16; i++) {
      int client = random.nextInt(clients);
      Event begun = open[client];
      if (begun == null) {
        open[client] = invocation(random, model, process[client], values);
        events.add(open[client]);
      } else {
        int end = random.nextInt(10);
        EventType type = end == 0 ? EventType.INFO : end == 1 ? EventType.FAIL : EventType.OK;
        boolean read = begun.f().equals("read") || begun.f().equals("get");
        Value value = read && type == EventType.OK ? answer(random, model, values) : begun.value();
        events.add(Event.of(type, begun.process(), begun.f(), value));
        open[client] = null;
        if (type == EventType.INFO) {
          process[client] = next++;
        }
      }
    }
    return events;
  }

  private static Event invocation(Random random, String model, int process, int values) {
    String f =
        switch (model) {
          case "mutex" -> random.nextBoolean() ? "acquire" : "release";
          case "append-kv" -> List.of("get", "append", "put").get(random.nextInt(3));
          case "register" -> random.nextBoolean() ? "read" : "write";
          default -> List.of("read", "write", "cas").get(random.nextInt(3));
        };
    @Nullable Object value =
        switch (f) {
          case "append", "put" -> "abc".substring(0, 1 + random.nextInt(2));
          case "write" -> random.nextInt(values);
          case "cas" -> List.of(random.nextInt(values), random.nextInt(values));
          default -> null;
        };
    return event(EventType.INVOKE, process, f, value);
  }

  private static Value answer(Random random, String model, int values) {
    if (model.equals("append-kv")) {
      return Value.of(List.of("", "a", "ab", "aab").get(random.nextInt(4)));
    }
    return random.nextInt(4) == 0 ? Value.of(null) : Value.of(random.nextInt(values));
  }
}

package minos.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The words for every anomaly that linearizability names, one file each. {@code
 * -Dminos.refresh=true} writes them anew; look at the difference before committing it.
 */
final class ProseTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "minos", "counterexample");

  /** A violated history in a line: {@code process.function(value)=answer}, or its two ends. */
  private record Told(String name, String model, Anomaly anomaly, String history) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Told> all() {
    return Stream.of(
        new Told(
            "stale-read",
            "register",
            Anomaly.STALE_READ,
            "0.write(5) 9.write(3) 1.write(7) +13200 3.read=5"),
        new Told(
            "stale-read-of-the-first-value",
            "register",
            Anomaly.STALE_READ,
            "0.write(5) 1.read=5 3.read=nil"),
        new Told(
            "stale-read-after-a-read",
            "register",
            Anomaly.STALE_READ,
            "0.write(1) 0.write(2)! 1.read=2 +4 2.read=1"),
        new Told("thin-air-read", "register", Anomaly.THIN_AIR_READ, "0.write(1) 1.read=9"),
        new Told(
            "read-before-its-write",
            "register",
            Anomaly.THIN_AIR_READ,
            "0.write(1) 1.read=9 0.write(9) 1.read=9"),
        new Told(
            "not-linearizable",
            "cas-register",
            Anomaly.NOT_LINEARIZABLE,
            "0.write(1) 1.cas(1,2) 2.cas(1,3)"),
        new Told("double-acquire", "mutex", Anomaly.DOUBLE_ACQUIRE, "0.acquire 1.acquire"),
        new Told(
            "release-without-hold",
            "mutex",
            Anomaly.RELEASE_WITHOUT_HOLD,
            "0.acquire 0.release 1.release"),
        new Told(
            "queue-out-of-order",
            "fifo-queue",
            Anomaly.NOT_LINEARIZABLE,
            "0.enqueue(1) 0.enqueue(2) 0.enqueue(3) 1.dequeue=2 1.dequeue=1"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void tellsWhy(Told case1) throws IOException {
    History history = history(case1.history());
    Counterexample counterexample = counterexample(case1.model(), history);

    assertThat(counterexample.violation().anomaly()).isEqualTo(case1.anomaly());
    assertThat(counterexample.proof().steps()).isNotEmpty();
    golden(case1.name() + ".txt", text(counterexample));
  }

  @Test
  void everyStepIsTiedToOperationsOfTheCounterexample() {
    all()
        .forEach(
            case1 -> {
              Counterexample counterexample =
                  counterexample(case1.model(), history(case1.history()));
              assertThat(counterexample.proof().steps())
                  .flatExtracting(Proof.Step::operations)
                  .as(case1.name())
                  .isNotEmpty()
                  .isSubsetOf(counterexample.history().operations());
            });
  }

  private static Counterexample counterexample(String model, History history) {
    LinearizabilityCheck check =
        new LinearizabilityCheck(Models.byName(model).orElseThrow().create(ModelOptions.DEFAULTS));
    Verdict verdict = check.check(history, Budget.unlimited()).verdict();
    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    return Counterexamples.of(
            check, history, ((Verdict.Violated) verdict).violations().get(0), Budget.unlimited())
        .orElseThrow();
  }

  private static String text(Counterexample counterexample) {
    StringBuilder text = new StringBuilder();
    counterexample.proof().steps().forEach(step -> text.append(step.text()).append('\n'));
    return text.toString();
  }

  private static void golden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("minos.refresh")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(file).as("run with -Dminos.refresh=true to write it").exists();
    assertThat(text).isEqualTo(Files.readString(file));
  }

  /** One operation after the other; a mark {@code !} is for one of unknown outcome. */
  private static History history(String text) {
    List<Event> events = new ArrayList<>();
    long millis = 0;
    for (String word : text.split(" ", -1)) {
      if (word.startsWith("+")) {
        millis += Long.parseLong(word.substring(1));
        continue;
      }
      boolean unknown = word.endsWith("!");
      String[] sides = word.replace("!", "").split("=", -1);
      String f = sides[0].substring(sides[0].indexOf('.') + 1).replaceAll("\\(.*", "");
      int process = Integer.parseInt(sides[0].substring(0, sides[0].indexOf('.')));
      Value input = sides[0].contains("(") ? argument(sides[0]) : null;
      Value output = sides.length > 1 ? value(sides[1]) : input;
      events.add(event(EventType.INVOKE, process, f, input, millis++, events.size() + 1));
      EventType type = unknown ? EventType.INFO : EventType.OK;
      events.add(event(type, process, f, unknown ? null : output, millis++, events.size() + 1));
    }
    return Simulated.build(events);
  }

  private static Value argument(String side) {
    String inside = side.substring(side.indexOf('(') + 1, side.indexOf(')'));
    return inside.contains(",")
        ? new Seq(Stream.of(inside.split(",", -1)).map(ProseTest::value).toList())
        : value(inside);
  }

  private static Value value(String text) {
    return text.equals("nil")
        ? Nil.NIL
        : text.matches("\\d+") ? new Int(Long.parseLong(text)) : new Text(text);
  }

  private static Event event(
      EventType type,
      int process,
      String f,
      @org.jspecify.annotations.Nullable Value value,
      long millis,
      long line) {
    Map<String, Value> none = new HashMap<>();
    return new Event(
        type, new Int(process), f, null, value, line - 1, millis * 1_000_000, line, none);
  }
}

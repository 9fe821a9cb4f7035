package minos.workload;

import static java.util.stream.Collectors.joining;
import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class SetFullTest {
  private static final WorkloadOptions CURRENT = WorkloadOptions.DEFAULTS.withLinearizable(true);

  @Test
  void acceptsASetThatKeepsItsElements() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .got(0, "read", List.of(1))
            .did(0, "add", 2)
            .got(1, "read", List.of(2, 1))
            .check("jepsen:set-full", CURRENT);

    assertConsistent(result);
    assertThat(field(result, "stable-count")).isEqualTo("2");
    assertThat(field(result, "stable-latencies")).isEqualTo("{0 0, 0.5 0, 0.95 0, 0.99 0, 1 0}");
  }

  @Test
  void namesTheElementThatIsGoneForGood() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .did(0, "add", 2)
            .got(0, "read", List.of(1, 2))
            .got(0, "read", List.of(2))
            .check("set-full");

    Violation violation = assertViolated(result, Anomaly.LOST_ELEMENT).get(0);
    assertThat(violation.summary())
        .isEqualTo(
            "1 element that was known to exist before the last read began is missing from it:"
                + " #{1}.");
    assertThat(violation.culprit().orElseThrow().ordinal()).isEqualTo(3);
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(0, 3);
    assertThat(field(result, "lost")).isEqualTo("[1]");
    // Known at 2 ms, last seen by a read that began at 5 ms.
    assertThat(field(result, "lost-latencies")).isEqualTo("{0 3, 0.5 3, 0.95 3, 0.99 3, 1 3}");
  }

  @Test
  void rejectsAStaleReadOnlyWhereReadsMustBeCurrent() {
    Recording recording =
        new Recording()
            .did(0, "add", 1)
            .did(0, "add", 2)
            .got(0, "read", List.of(1))
            .got(0, "read", List.of(1, 2));
    CheckResult weak = recording.check("set-full");

    assertConsistent(weak);
    assertThat(field(weak, "stale")).isEqualTo("[2]");
  }

  @Test
  void explainsAStaleRead() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .did(0, "add", 2)
            .got(0, "read", List.of(1))
            .got(0, "read", List.of(1, 2))
            .check("set-full", CURRENT);

    Violation violation = assertViolated(result, Anomaly.STALE_ELEMENT).get(0);
    assertThat(violation.summary())
        .isEqualTo(
            "a read that began after the element 2 was known to exist does not have it; a later"
                + " one has.");
    assertThat(violation.culprit().orElseThrow().ordinal()).isEqualTo(2);
  }

  @Test
  void letsAReadMissAnElementWhoseAddIsStillRunning() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .invoke(0, "add", 2)
            .got(1, "read", List.of(1))
            .ok(0, "add", 2)
            .got(1, "read", List.of(1, 2))
            .check("set-full", CURRENT);

    assertConsistent(result);
  }

  @Test
  void findsADuplicateWhichJepsenNeverDoes() {
    CheckResult result =
        new Recording().did(0, "add", 1).got(0, "read", List.of(1, 1, 1)).check("set-full");

    Violation violation = assertViolated(result, Anomaly.DUPLICATE_ELEMENT).get(0);
    assertThat(violation.summary()).isEqualTo("one read returned the element 1 3 times.");
    assertThat(field(result, "duplicated")).isEqualTo("{1 3}");
  }

  @Test
  void findsElementsFromNowhereAndFromTheFuture() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .got(0, "read", List.of(1, 2, 3))
            .did(0, "add", 2)
            .got(0, "read", List.of(1, 2))
            .check("set-full");

    assertViolated(result, Anomaly.UNEXPECTED_ELEMENT);
    assertThat(field(result, "unexpected")).isEqualTo("[2 3]");
  }

  @Test
  void doesNotLetFailedAddsComeTrue() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .failed(0, "add", 2)
            .got(0, "read", List.of(1, 2))
            .check("set-full");

    assertViolated(result, Anomaly.ABORTED_ELEMENT);
  }

  @Test
  void letsAddsOfUnknownOutcomeComeTrueLate() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .invoke(0, "add", 2)
            .info(0, "add", 2)
            .got(1, "read", List.of(1))
            .got(1, "read", List.of(1, 2))
            .check("set-full", CURRENT);

    assertConsistent(result);
  }

  @Test
  void isUndecidedWithoutAStableElement() {
    CheckResult result = new Recording().did(0, "add", 1).check("set-full");

    assertUndecided(result, Cause.Kind.NOTHING_INFERRED);
    assertThat(field(result, "valid?")).isEqualTo(":unknown");
    assertThat(field(result, "never-read")).isEqualTo("[1]");
  }

  @Test
  void takesKeyedValuesApart() {
    CheckResult result =
        new Recording()
            .did(0, "add", List.of("a", 1))
            .did(0, "add", List.of("b", 1))
            .invoke(0, "read", java.util.Arrays.asList("a", null))
            .ok(0, "read", List.of("a", List.of(1)))
            .invoke(0, "read", java.util.Arrays.asList("b", null))
            .ok(0, "read", List.of("b", List.of()))
            .check("set-full");

    Violation violation = assertViolated(result, Anomaly.LOST_ELEMENT).get(0);
    assertThat(violation.key()).contains(Value.of("b"));
    assertThat(field(result, "failures")).isEqualTo("[\"b\"]");
    assertThat(result.assumptions())
        .contains("values [key value] were taken for operations on independent keys");
  }

  @Test
  void agreesWithTheDefinitionOnSeededHistories() {
    Set<Judgement> judgements = EnumSet.noneOf(Judgement.class);
    Cases.forEachSeed(
        random -> {
          History history = randomSet(random).history();
          boolean current = random.nextBoolean();
          CheckResult result =
              WorkloadChecks.byName("set-full", WorkloadOptions.DEFAULTS.withLinearizable(current))
                  .check(history, minos.check.Budget.unlimited());
          Definition expected = new Definition(history);
          assertThat(field(result, "lost")).isEqualTo(set(expected.lost));
          assertThat(field(result, "stale")).isEqualTo(set(expected.stale));
          assertThat(field(result, "never-read")).isEqualTo(set(expected.neverRead));
          assertThat(field(result, "unexpected")).isEqualTo(set(expected.unexpected));
          assertThat(field(result, "duplicated-count")).isEqualTo("" + expected.duplicated.size());
          assertThat(result.verdict().judgement().word()).isEqualTo(expected.verdict(current));
          judgements.add(result.verdict().judgement());
        });
    assertThat(judgements).as("each verdict occurs").hasSize(3);
  }

  private static String set(Collection<Long> elements) {
    return elements.stream().sorted().map(String::valueOf).collect(joining(" ", "[", "]"));
  }

  /** A set that now and then serves an old or damaged copy. */
  static Recording randomSet(Random random) {
    List<Set<Integer>> versions = new ArrayList<>();
    versions.add(new TreeSet<>());
    double trouble = random.nextInt(3) * 0.1;
    return RandomRun.record(
        random,
        3 + random.nextInt(12),
        1 + random.nextInt(4),
        new RandomRun.Client() {
          private int fresh;

          @Override
          public RandomRun.Call next(Random r, int process) {
            return r.nextInt(3) > 0
                ? new RandomRun.Call(process, "add", r.nextInt(8) == 0 ? r.nextInt(5) : fresh++)
                : new RandomRun.Call(process, "read", null);
          }

          @Override
          public RandomRun.Answer end(Random r, RandomRun.Call call) {
            if (call.f().equals("add")) {
              int kind = r.nextInt(8);
              if (kind > 1 || r.nextDouble() < trouble) {
                Set<Integer> version = new TreeSet<>(versions.get(versions.size() - 1));
                version.add((Integer) call.input());
                versions.add(version);
              }
              String type = kind == 0 ? "info" : kind == 1 ? "fail" : "ok";
              return new RandomRun.Answer(type, call.input());
            }
            boolean old = r.nextDouble() < trouble;
            Set<Integer> version =
                versions.get(old ? r.nextInt(versions.size()) : versions.size() - 1);
            List<Integer> copy = new ArrayList<>(version);
            if (r.nextDouble() < trouble / 2 && !copy.isEmpty()) {
              copy.add(copy.get(0));
            }
            if (r.nextDouble() < trouble / 3) {
              copy.add(99);
            }
            if (r.nextDouble() < trouble / 2 && !copy.isEmpty()) {
              copy.remove(copy.size() - 1);
            }
            return new RandomRun.Answer("ok", copy);
          }
        });
  }

  /** The definitions, read off one element at a time by going through everything. */
  private static final class Definition {
    private final Set<Long> lost = new TreeSet<>();
    private final Set<Long> stale = new TreeSet<>();
    private final Set<Long> neverRead = new TreeSet<>();
    private final Set<Long> unexpected = new TreeSet<>();
    private final Set<Long> aborted = new TreeSet<>();
    private final Set<Long> duplicated = new TreeSet<>();
    private boolean anyStable;
    private final boolean anyOk;

    Definition(History history) {
      List<Operation> adds =
          history.operations().stream().filter(o -> o.f().equals("add")).toList();
      List<Operation> reads =
          history.operations().stream()
              .filter(o -> o.f().equals("read") && o.outcome() == Outcome.OK)
              .toList();
      anyOk = history.operations().stream().anyMatch(o -> o.outcome() == Outcome.OK);
      Set<Long> all = adds.stream().map(SetFullTest::added).collect(Collectors.toSet());
      reads.forEach(read -> all.addAll(members(read)));
      for (long e : all) {
        List<Operation> own = adds.stream().filter(add -> added(add) == e).toList();
        judge(e, own, reads, history);
      }
    }

    private void judge(long e, List<Operation> adds, List<Operation> reads, History h) {
      for (Operation read : reads) {
        List<Long> members = members(read);
        if (members.stream().filter(m -> m == e).count() > 1) {
          duplicated.add(e);
        }
        if (members.contains(e) && adds.stream().noneMatch(a -> begin(h, a) < end(h, read))) {
          unexpected.add(e);
        }
      }
      boolean seen = reads.stream().anyMatch(read -> members(read).contains(e));
      boolean mayHave = adds.stream().anyMatch(a -> a.outcome() != Outcome.FAIL);
      if (seen && !mayHave && !adds.isEmpty() && !unexpected.contains(e)) {
        aborted.add(e);
      }
      if (adds.isEmpty()) {
        return;
      }
      int born = adds.stream().mapToInt(a -> begin(h, a)).min().orElseThrow();
      int known =
          Math.min(
              adds.stream()
                  .filter(a -> a.outcome() == Outcome.OK)
                  .mapToInt(a -> end(h, a))
                  .min()
                  .orElse(Integer.MAX_VALUE),
              reads.stream()
                  .filter(r -> members(r).contains(e))
                  .mapToInt(r -> end(h, r))
                  .min()
                  .orElse(Integer.MAX_VALUE));
      int present =
          reads.stream()
              .filter(r -> members(r).contains(e))
              .mapToInt(r -> begin(h, r))
              .max()
              .orElse(-1);
      int absent =
          reads.stream()
              .filter(r -> end(h, r) > born && !members(r).contains(e))
              .mapToInt(r -> begin(h, r))
              .max()
              .orElse(-1);
      if (present > absent) {
        anyStable = true;
        if (absent > known) {
          stale.add(e);
        }
      } else if (absent > present && absent > known) {
        lost.add(e);
      } else {
        neverRead.add(e);
      }
    }

    String verdict(boolean current) {
      boolean violated =
          !lost.isEmpty()
              || !unexpected.isEmpty()
              || !aborted.isEmpty()
              || !duplicated.isEmpty()
              || (current && !stale.isEmpty());
      return violated ? "violated" : anyStable && anyOk ? "consistent" : "undecided";
    }
  }

  private static int begin(History history, Operation operation) {
    return history.invoked(operation.ordinal());
  }

  private static int end(History history, Operation operation) {
    return history.completed(operation.ordinal());
  }

  private static long added(Operation add) {
    return ((Int) add.input()).value();
  }

  private static List<Long> members(Operation read) {
    return ((Seq) read.value()).items().stream().map(v -> ((Int) v).value()).toList();
  }
}

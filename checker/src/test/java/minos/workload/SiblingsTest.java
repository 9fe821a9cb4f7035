package minos.workload;

import static minos.workload.Recording.mop;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.Operation;
import minos.value.Keyword;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For each anomaly of each checker a history that shows it, and one that differs in one operation
 * and shows nothing.
 */
final class SiblingsTest {
  private static final WorkloadOptions STRICT =
      WorkloadOptions.DEFAULTS.withLinearizable(true).withExactlyOnce(true);

  /** An operation by itself. */
  private record Op(int process, String f, @Nullable Object in, String type, @Nullable Object out) {
    void to(Recording recording) {
      recording.invoke(process, f, in);
      switch (type) {
        case "ok" -> recording.ok(process, f, out);
        case "fail" -> recording.fail(process, f, in);
        default -> recording.info(process, f, in);
      }
    }
  }

  /**
   * Siblings.
   *
   * @param where the class that finds the anomaly
   * @param culprit which operation can't be explained, from 0; -1 if none by itself
   * @param changed which operation is another in the good history
   */
  private record Siblings(
      String where,
      Anomaly anomaly,
      String workload,
      List<Op> bad,
      int culprit,
      int changed,
      Op instead) {
    @Override
    public String toString() {
      return where + " " + anomaly.name();
    }
  }

  private static Op did(int process, String f, @Nullable Object value) {
    return new Op(process, f, value, "ok", value);
  }

  private static Op got(int process, String f, @Nullable Object value) {
    return new Op(process, f, null, "ok", value);
  }

  private static Op failed(int process, String f, @Nullable Object value) {
    return new Op(process, f, value, "fail", null);
  }

  private static Op asked(int process, String f, @Nullable Object in, @Nullable Object out) {
    return new Op(process, f, in, "ok", out);
  }

  private static List<Op> of(Op... ops) {
    return Arrays.asList(ops);
  }

  private static Op sent(int process, int offset, int message) {
    return did(process, "send", mop(mop("send", "x", mop(offset, message))));
  }

  private static Op polled(int process, int... offsetsAndMessages) {
    List<Value> pairs = new ArrayList<>();
    for (int i = 0; i < offsetsAndMessages.length; i += 2) {
      pairs.add(mop(offsetsAndMessages[i], offsetsAndMessages[i + 1]));
    }
    return got(process, "poll", mop(mop("poll", Map.of("x", pairs))));
  }

  private static Map<Value, Object> row(int val, int sts) {
    return Map.of(new Keyword("val"), val, new Keyword("sts"), sts);
  }

  private static Map<Integer, @Nullable Object> balances(@Nullable Object... amounts) {
    Map<Integer, @Nullable Object> balances = new LinkedHashMap<>();
    for (int i = 0; i < amounts.length; i++) {
      balances.put(i, amounts[i]);
    }
    return balances;
  }

  private static Op transfer(int from, int to, int amount) {
    Map<Value, Object> transfer = new LinkedHashMap<>();
    transfer.put(new Keyword("from"), from);
    transfer.put(new Keyword("to"), to);
    transfer.put(new Keyword("amount"), amount);
    return did(0, "transfer", transfer);
  }

  private static Op bank(@Nullable Object... amounts) {
    return got(1, "read", balances(amounts));
  }

  private static Op reads(@Nullable Object x, @Nullable Object y) {
    return did(1, "txn", mop(mop("r", 0, x), mop("r", 1, y)));
  }

  private static Op fenced(int process, int fence) {
    return got(process, "acquire", Map.of(new Keyword("fence"), fence));
  }

  static Stream<Siblings> all() {
    Op add = did(0, "add", 1);
    Op addTwo = did(0, "add", 2);
    Op both = got(1, "read", List.of(1, 2));
    Op none = got(1, "read", List.of());
    Op one = got(1, "read", List.of(1));
    Op write = did(0, "write", 1);
    Op acquire = did(0, "acquire", null);
    Op other = did(1, "acquire", null);
    Op release = did(0, "release", null);
    Op insert = did(0, "insert", mop(1, mop(1, null)));
    List<Siblings> all = new ArrayList<>();
    all.add(at("SetViolations", Anomaly.LOST_ELEMENT, "set", of(add, none), 1, 1, one));
    all.add(at("SetViolations", Anomaly.UNEXPECTED_ELEMENT, "set", of(add, both), 1, 1, one));
    all.add(
        at(
            "SetViolations",
            Anomaly.ABORTED_ELEMENT,
            "set",
            of(failed(0, "add", 1), addTwo, both),
            2,
            2,
            got(1, "read", List.of(2))));
    all.add(
        at(
            "SetFullFindings",
            Anomaly.DUPLICATE_ELEMENT,
            "set-full",
            of(add, got(1, "read", List.of(1, 1))),
            1,
            1,
            one));
    all.add(
        at("SetFullFindings", Anomaly.STALE_ELEMENT, "set-full", of(add, none, one), 1, 1, one));
    all.add(
        at(
            "Queue",
            Anomaly.UNEXPECTED_MESSAGE,
            "queue",
            of(did(0, "enqueue", 1), got(1, "dequeue", 2)),
            1,
            1,
            got(1, "dequeue", 1)));
    all.add(
        at(
            "Queue",
            Anomaly.DUPLICATE_MESSAGE,
            "queue",
            of(did(0, "enqueue", 1), got(1, "dequeue", 1), got(1, "dequeue", 1)),
            2,
            2,
            failed(1, "dequeue", null)));
    all.add(
        at(
            "TotalQueue",
            Anomaly.LOST_MESSAGE,
            "total-queue",
            of(did(0, "enqueue", 1), did(0, "enqueue", 2), got(1, "drain", List.of(2))),
            0,
            2,
            got(1, "drain", List.of(1, 2))));
    all.add(
        at(
            "TotalQueue",
            Anomaly.UNEXPECTED_MESSAGE,
            "total-queue",
            of(did(0, "enqueue", 1), got(1, "drain", List.of(1, 2))),
            1,
            1,
            got(1, "drain", List.of(1))));
    all.add(
        at(
            "TotalQueue",
            Anomaly.DUPLICATE_MESSAGE,
            "total-queue",
            of(did(0, "enqueue", 1), got(1, "dequeue", 1), got(1, "dequeue", 1)),
            1,
            2,
            failed(1, "dequeue", null)));
    all.add(
        at(
            "UniqueIds",
            Anomaly.DUPLICATE_ID,
            "unique-ids",
            of(got(0, "generate", 1), got(1, "generate", 1)),
            1,
            1,
            got(1, "generate", 2)));
    all.add(
        at(
            "AdyaG2",
            Anomaly.G2_PREDICATE,
            "adya-g2",
            of(insert, did(1, "insert", mop(1, mop(null, 2)))),
            1,
            1,
            failed(1, "insert", mop(1, mop(null, 2)))));
    all.add(
        at(
            "Counter",
            Anomaly.COUNTER_OUT_OF_BOUNDS,
            "counter",
            of(add, got(1, "read", 2)),
            1,
            1,
            got(1, "read", 1)));
    all.add(
        at(
            "PnCounter",
            Anomaly.COUNTER_OUT_OF_BOUNDS,
            "pn-counter",
            of(add, got(1, "read", 2)),
            1,
            1,
            got(1, "read", 1)));
    bank(all);
    all.add(
        at(
            "LongFork",
            Anomaly.LONG_FORK,
            "long-fork",
            of(
                did(0, "txn", mop(mop("w", 0, 1))),
                did(0, "txn", mop(mop("w", 1, 1))),
                reads(1, null),
                reads(null, 1)),
            3,
            3,
            reads(1, 1)));
    all.add(
        at(
            "CausalReverse",
            Anomaly.CAUSAL_REVERSE,
            "causal-reverse",
            of(write, did(0, "write", 2), got(1, "read", List.of(2))),
            2,
            2,
            both));
    all.add(
        at(
            "CausalReverse",
            Anomaly.THIN_AIR_READ,
            "comments",
            of(write, both),
            1,
            1,
            got(1, "read", List.of(1))));
    all.add(
        at(
            "CausalReverse",
            Anomaly.ABORTED_ELEMENT,
            "comments",
            of(write, failed(0, "write", 2), both),
            2,
            2,
            one));
    rows(all);
    all.add(
        at(
            "ProcessOrder",
            Anomaly.NON_MONOTONIC_READ,
            "monotonic",
            of(got(0, "read", 2), got(0, "read", 1)),
            1,
            1,
            got(0, "read", 3)));
    all.add(
        at(
            "Sequential",
            Anomaly.MISSING_PREDECESSOR,
            "sequential",
            of(asked(0, "read", 1, mop(1, mop("b", null)))),
            0,
            0,
            asked(0, "read", 1, mop(1, mop("b", "a")))));
    all.add(
        at(
            "DirtyReads",
            Anomaly.DIRTY_READ,
            "dirty-reads",
            of(failed(0, "write", 1), got(1, "read", List.of(1, 1))),
            1,
            0,
            write));
    strong(all);
    all.add(at("LockHolds", Anomaly.DOUBLE_ACQUIRE, "lock", of(acquire, other), 1, 1, release));
    all.add(
        at(
            "LockHolds",
            Anomaly.RELEASE_WITHOUT_HOLD,
            "lock",
            of(acquire, did(1, "release", null)),
            1,
            1,
            release));
    all.add(
        at(
            "LockHolds",
            Anomaly.NON_MONOTONIC_FENCE,
            "fenced-lock",
            of(fenced(0, 2), release, fenced(1, 1)),
            2,
            2,
            fenced(1, 3)));
    logs(all);
    all.add(
        at(
            "Echo",
            Anomaly.WRONG_ECHO,
            "echo",
            of(asked(0, "echo", 1, 2)),
            0,
            0,
            asked(0, "echo", 1, 1)));
    all.add(
        at(
            "Stats",
            Anomaly.FUNCTION_NEVER_SUCCEEDED,
            "stats",
            of(write, failed(0, "read", null)),
            -1,
            1,
            got(0, "read", 1)));
    return all.stream();
  }

  private static void bank(List<Siblings> all) {
    Op first = bank(5, 5);
    Map<Anomaly, Op> wrong = new LinkedHashMap<>();
    wrong.put(Anomaly.WRONG_TOTAL, bank(5, 6));
    wrong.put(Anomaly.NEGATIVE_BALANCE, bank(11, -1));
    wrong.put(Anomaly.NIL_BALANCE, bank(10, null));
    wrong.put(Anomaly.UNEXPECTED_ACCOUNT, bank(5, 5, 0));
    wrong.put(Anomaly.MISSING_ACCOUNT, bank(10));
    wrong.forEach(
        (anomaly, read) ->
            all.add(at("BankErrors", anomaly, "bank", of(first, read), 1, 1, bank(5, 5))));
    all.add(
        at(
            "BankOrder",
            Anomaly.UNSERIALIZABLE_SNAPSHOTS,
            "bank",
            of(transfer(0, 1, 5), transfer(2, 3, 5), bank(0, 10, 5, 5), bank(5, 5, 0, 10)),
            3,
            3,
            bank(0, 10, 0, 10)));
  }

  private static void rows(List<Siblings> all) {
    Op add = asked(0, "add", 0, row(1, 1));
    Op addTwo = asked(0, "add", 0, row(2, 2));
    Op both = got(1, "read", List.of(row(1, 1), row(2, 2)));
    all.add(
        at(
            "Monotonic",
            Anomaly.LOST_ELEMENT,
            "monotonic",
            of(add, addTwo, got(1, "read", List.of(row(2, 2), row(3, 3)))),
            2,
            2,
            both));
    all.add(
        at(
            "Monotonic",
            Anomaly.ABORTED_ELEMENT,
            "monotonic",
            of(failed(0, "add", row(1, 1)), addTwo, both),
            2,
            0,
            add));
    all.add(
        at(
            "Monotonic",
            Anomaly.DUPLICATE_ELEMENT,
            "monotonic",
            of(add, addTwo, got(1, "read", List.of(row(1, 1), row(2, 2), row(2, 2)))),
            2,
            2,
            both));
    all.add(
        at(
            "Monotonic",
            Anomaly.REORDERED,
            "monotonic",
            of(add, addTwo, got(1, "read", List.of(row(2, 2), row(1, 1)))),
            2,
            2,
            both));
  }

  private static void strong(List<Siblings> all) {
    Op write = did(0, "write", 1);
    Op has = got(2, "strong-read", List.of(1));
    Op lacks = got(3, "strong-read", List.of());
    Op read = did(1, "read", 1);
    Op quiet = failed(1, "read", 1);
    all.add(at("StrongReads", Anomaly.LOST_ELEMENT, "dirty-reads", of(write, lacks), 1, 1, has));
    all.add(
        at(
            "StrongReads",
            Anomaly.DIVERGENT_READS,
            "dirty-reads",
            of(write, has, lacks),
            2,
            2,
            got(3, "strong-read", List.of(1))));
    all.add(at("StrongReads", Anomaly.DIRTY_READ, "dirty-reads", of(read, lacks), 0, 0, quiet));
  }

  private static void logs(List<Siblings> all) {
    Op first = sent(0, 0, 1);
    Op second = sent(0, 1, 2);
    Op third = sent(1, 2, 3);
    Op seen = polled(2, 0, 1, 1, 2);
    Op end = polled(3, 0, 1, 1, 2, 2, 3);
    all.add(
        log(
            Anomaly.ABORTED_POLL,
            of(failed(0, "send", mop(mop("send", "x", 1))), polled(2, 0, 1)),
            1,
            0,
            first));
    all.add(log(Anomaly.DUPLICATE_OFFSET, of(first, polled(2, 0, 1, 1, 1)), 0, 1, polled(2, 0, 1)));
    all.add(
        log(
            Anomaly.INCONSISTENT_OFFSETS,
            of(first, sent(1, 0, 2), polled(2, 0, 1)),
            1,
            1,
            failed(1, "send", mop(mop("send", "x", 2)))));
    all.add(
        log(
            Anomaly.NON_MONOTONIC_POLL,
            of(first, second, seen, polled(2, 0, 1)),
            3,
            3,
            polled(3, 0, 1)));
    all.add(
        log(
            Anomaly.POLL_SKIP,
            of(first, second, third, end, polled(2, 0, 1), polled(2, 2, 3)),
            5,
            5,
            polled(2, 1, 2)));
    all.add(log(Anomaly.NON_MONOTONIC_SEND, of(sent(0, 1, 2), first, seen), 1, 1, sent(1, 0, 1)));
    all.add(log(Anomaly.LOST_LOG_ENTRY, of(first, second, polled(2, 1, 2)), 0, 2, seen));
    all.add(log(Anomaly.UNSEEN_LOG_ENTRY, of(first, second, polled(2, 0, 1)), 1, 2, seen));
    Op own =
        got(0, "txn", mop(mop("send", "x", mop(0, 1)), mop("poll", Map.of("x", mop(mop(0, 1))))));
    Op apart = got(0, "txn", mop(mop("send", "x", mop(0, 1)), mop("poll", Map.of())));
    all.add(log(Anomaly.PRECOMMITTED_READ, of(own, polled(2, 0, 1)), 0, 0, apart));
    Op rest = got(3, "poll", mop(mop("poll", Map.of("y", mop(mop(0, 9))))));
    Op circle =
        got(0, "txn", mop(mop("send", "x", mop(0, 1)), mop("poll", Map.of("y", mop(mop(0, 9))))));
    Op back =
        got(1, "txn", mop(mop("poll", Map.of("x", mop(mop(0, 1)))), mop("send", "y", mop(0, 9))));
    all.add(log(Anomaly.G1C, of(circle, back, rest), 1, 0, apart(circle)));
  }

  private static Op apart(Op circle) {
    return got(circle.process(), "txn", mop(mop("send", "x", mop(0, 1)), mop("poll", Map.of())));
  }

  private static Siblings log(Anomaly anomaly, List<Op> bad, int culprit, int changed, Op instead) {
    return at("KafkaErrors", anomaly, "kafka", bad, culprit, changed, instead);
  }

  private static Siblings at(
      String where,
      Anomaly anomaly,
      String workload,
      List<Op> bad,
      int culprit,
      int changed,
      Op instead) {
    return new Siblings(where, anomaly, workload, bad, culprit, changed, instead);
  }

  private static Verdict judge(String workload, List<Op> operations) {
    Recording recording = new Recording();
    operations.forEach(operation -> operation.to(recording));
    return WorkloadChecks.byName(workload, STRICT)
        .check(recording.history(), Budget.unlimited())
        .verdict();
  }

  @ParameterizedTest
  @MethodSource("all")
  void tellsTheBadFromTheGood(Siblings siblings) {
    Verdict bad = judge(siblings.workload(), siblings.bad());
    List<Op> changed = new ArrayList<>(siblings.bad());
    changed.set(siblings.changed(), siblings.instead());
    Verdict good = judge(siblings.workload(), changed);

    assertThat(bad).isInstanceOf(Verdict.Violated.class);
    Violation violation =
        ((Verdict.Violated) bad)
            .violations().stream()
                .filter(v -> v.anomaly() == siblings.anomaly())
                .findFirst()
                .orElseThrow(() -> new AssertionError(bad.toString()));
    assertThat(violation.culprit().map(Operation::ordinal).orElse(-1))
        .isEqualTo(siblings.culprit());
    assertThat(good.judgement()).as("%s", good).isNotEqualTo(Judgement.VIOLATED);
  }

  /**
   * The anomalies that the sources of the checkers name, each with where; new ones belong above.
   */
  @Test
  void hasSiblingsForEveryAnomalyOfEveryChecker() throws IOException {
    Set<String> named = new TreeSet<>();
    Pattern anomaly = Pattern.compile("Anomaly[.]([A-Z][A-Z_0-9]+)");
    try (Stream<Path> sources = Files.list(Path.of("src", "main", "java", "minos", "workload"))) {
      for (Path source : sources.toList()) {
        Matcher matcher = anomaly.matcher(Files.readString(source));
        while (matcher.find()) {
          named.add(source.getFileName().toString().replace(".java", "") + " " + matcher.group(1));
        }
      }
    }
    // It reads no history; its siblings are in LogFilePatternTest.
    named.remove("LogFilePattern LOG_PATTERN_FOUND");
    assertThat(named).hasSizeGreaterThan(40);
    assertThat(all().map(Siblings::toString)).as("siblings").containsAll(named);
  }
}

package minos.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.spec.UnknownCallException;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Witness;
import org.junit.jupiter.api.Test;

/** What a check says beside yes and no, and what other tools got wrong. */
final class TransactionCheckTest {
  private static CheckResult check(String level, boolean lists, History history) {
    return TransactionChecks.byName(level, lists ? "list-append" : "rw-register")
        .orElseThrow()
        .check(history, Budget.unlimited());
  }

  private static Cause undecided(CheckResult result) {
    assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
    return ((Verdict.Undecided) result.verdict()).cause();
  }

  @Test
  void knowsAllLevelsAndModels() {
    assertThat(TransactionChecks.consistencies()).hasSize(15).doesNotHaveDuplicates();
    for (String level : TransactionChecks.consistencies()) {
      assertThat(TransactionChecks.byName(level, "list-append").orElseThrow().consistency())
          .isEqualTo(level);
    }
    assertThat(TransactionChecks.byName("serializable", "bank")).isEmpty();
    assertThat(TransactionChecks.byName("linearizable", "list-append")).isEmpty();
  }

  @Test
  void tellsListsFromRegisters() {
    assertThat(TransactionChecks.detectModel(Txn.history(true, Txn.parse("0: append x 1"))))
        .contains("list-append");
    assertThat(TransactionChecks.detectModel(Txn.history(false, Txn.parse("0: w x 1"))))
        .contains("rw-register");
    assertThat(TransactionChecks.detectModel(Txn.history(false, Txn.parse("0: r x [1]"))))
        .contains("list-append");
  }

  @Test
  void nothingReadMeansNothingInferred() {
    History history = Txn.history(true, Txn.parse("0: append x 1", "1: append x 2"));

    for (IsolationLevel level : IsolationLevel.values()) {
      assertThat(undecided(check(level.id(), true, history)).kind())
          .isEqualTo(Cause.Kind.NOTHING_INFERRED);
    }
  }

  @Test
  void anEmptyHistoryAndOneOfFailuresAreUndecided() throws MalformedHistoryException {
    assertThat(undecided(check("serializable", true, new HistoryBuilder().build())).kind())
        .isEqualTo(Cause.Kind.NOTHING_INFERRED);
    assertThat(
            undecided(
                    check("serializable", true, Txn.history(true, Txn.parse("0 fail: append x 1"))))
                .kind())
        .isEqualTo(Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void aWitnessOrdersTheTransactionsThatHappened() {
    History history =
        Txn.history(
            false,
            Txn.parse(
                "0: r x 1, w y 1", "1: w x 1", "2 fail: w x 3", "3 info: w z 1", "4: r y nil"));
    Verdict verdict = check("serializable", false, history).verdict();

    Witness.Order order = ((Verdict.Consistent) verdict).witness().orElseThrow().orders().get(0);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      places.add(order.operation(i));
    }
    assertThat(places).containsExactlyInAnyOrder(0, 1, 4).containsSubsequence(1, 0);
    assertThat(places).containsSubsequence(4, 0);
  }

  @Test
  void strongLevelsNeedRealTime() {
    History history = Txn.sessionsOnly(false, Txn.parse("0: w x 1", "1: r x 1"));

    assertThat(undecided(check("strict-serializable", false, history)).kind())
        .isEqualTo(Cause.Kind.UNSUPPORTED);
    assertThat(check("strong-session-serializable", false, history).verdict().judgement())
        .isEqualTo(Judgement.CONSISTENT);
  }

  @Test
  void whereSessionsAreTheOnlyOrderTheyCountForEveryLevel() {
    List<Txn> circle = Txn.parse("0: r y 1", "0: w x 1", "1: r x 1", "1: w y 1");

    CheckResult result = check("read-committed", false, Txn.sessionsOnly(false, circle));
    assertThat(result.verdict().judgement()).isEqualTo(Judgement.VIOLATED);
    assertThat(result.assumptions())
        .containsExactly(
            "the history has no order but that of its sessions, so that counts, as in Biswas and"
                + " Enea's definitions");
    assertThat(check("read-committed", false, Txn.history(false, circle)).verdict().judgement())
        .isEqualTo(Judgement.CONSISTENT);
    assertThat(
            check("transactional-causal", false, Txn.history(false, circle)).verdict().judgement())
        .isEqualTo(Judgement.VIOLATED);
  }

  @Test
  void theSourceMayNameAnotherInitialValue() {
    List<Txn> reads = Txn.parse("0: r x 0", "1: w x 1", "2: r x 1, r x 1");
    Dict header = new Dict(Map.of(new Text("initial"), new Int(0)));

    assertThat(
            check("serializable", false, Txn.history(false, reads, header)).verdict().judgement())
        .isEqualTo(Judgement.CONSISTENT);
    assertThat(check("serializable", false, Txn.history(false, reads)).verdict().judgement())
        .isEqualTo(Judgement.VIOLATED);
  }

  @Test
  void aWrittenInitialValueIsReadFromItsWriter() {
    Dict header =
        new Dict(Map.of(new Text("initial"), new Int(0), new Text("real-time"), Bool.FALSE));
    History circle =
        Txn.history(false, Txn.parse("0: r y 1", "0: w x 0", "1: r x 0", "1: w y 1"), header);

    assertThat(check("read-committed", false, circle).verdict().judgement())
        .isEqualTo(Judgement.VIOLATED);
  }

  @Test
  void appendsThatCantBeToldApartAreUndecided() {
    History history = Txn.history(true, Txn.parse("0: append x 1", "1: append x 1", "2: r x [1]"));

    Cause cause = undecided(check("serializable", true, history));
    assertThat(cause.kind()).isEqualTo(Cause.Kind.AMBIGUOUS);
    assertThat(cause.message())
        .isEqualTo(
            "T0 and T1 both appended 1 to :x, so its order of versions can't be read off; append"
                + " each value once");
  }

  @Test
  void otherOperationsAreRefused() {
    History history = history(Event.of(EventType.INVOKE, new Int(0), "read", new Int(1)));

    assertThatThrownBy(() -> check("serializable", true, history))
        .isInstanceOf(UnknownCallException.class)
        .hasMessage(
            "the model list-append has no operation `read 1 (info)`; it knows transactions"
                + " [[:append key value] [:r key [values...]] ...]. Choose another with --model");
  }

  @Test
  void stringsNameMicroOperationsAsKeywordsDo() {
    Value write = Value.seq(Value.seq(new Text("append"), new Int(1), new Int(1)));
    Value read = Value.seq(Value.seq(new Text("r"), new Int(1), Value.seq(new Int(2))));
    History history =
        history(
            Event.of(EventType.INVOKE, new Int(0), "", write),
            Event.of(EventType.OK, new Int(0), "", write),
            Event.of(EventType.INVOKE, new Int(0), "", read),
            Event.of(EventType.OK, new Int(0), "", read));

    assertThat(check("serializable", true, history).verdict().judgement())
        .isEqualTo(Judgement.VIOLATED);
  }

  /** The example of the Elle paper, whose operations lack {@code :f}: G-single. */
  @Test
  void theExampleOfTheEllePaperIsViolated() {
    History history =
        Txn.history(
            true,
            Txn.parse(
                "1: append a 1, append a 3, append a 4, append b 2, append b 3, append b 4,"
                    + " append b 5, append c 1, append c 2",
                "1: append b 8, r a [1 3 4]",
                "1: append c 4, r b [2 3 4 5 8], r c [1 2 4], r a [1 3 4]",
                "1: append d 10, r a [1 3 4], r b [2 3 4 5], append c 3"));

    Verdict verdict = check("serializable", true, history).verdict();
    assertThat(((Verdict.Violated) verdict).violations().get(0).anomaly().id())
        .isEqualTo("G-single");
  }

  /** Completions alone, without processes: what some collections of anomalies are. */
  @Test
  void completionsWithoutInvocationsAreJudged() {
    History history =
        history(
            Event.of(EventType.OK, null, "txn", Txn.parse("0: w x 1").get(0).value()),
            Event.of(EventType.OK, null, "txn", Txn.parse("0: w x 2").get(0).value()),
            Event.of(EventType.FAIL, null, "txn", Txn.parse("0: w y 5").get(0).value()),
            Event.of(EventType.OK, null, "txn", Txn.parse("0: r x 1, r y 5").get(0).value()));

    Verdict verdict = check("strict-serializable", false, history).verdict();
    assertThat(((Verdict.Violated) verdict).violations().get(0).summary())
        .isEqualTo("T3 read 5 from :y, which only T2 wrote, and that failed");
  }

  /** Inference by real time on each key alone calls such histories cyclic. */
  @Test
  void aStrictlySerializableRegisterHistoryOf300TransactionsIsConsistent() {
    for (int seed = 0; seed < 5; seed++) {
      History history = atomic(seed, 300, false);
      for (IsolationLevel level : IsolationLevel.values()) {
        assertThat(check(level.id(), false, history).verdict().judgement())
            .as("seed %s %s", seed, level)
            .isEqualTo(Judgement.CONSISTENT);
      }
    }
  }

  @Test
  void aStrictlySerializableListHistoryOf300TransactionsIsConsistent() {
    for (int seed = 0; seed < 5; seed++) {
      History history = atomic(seed, 300, true);
      for (IsolationLevel level : IsolationLevel.values()) {
        assertThat(check(level.id(), true, history).verdict().judgement())
            .as("seed %s %s", seed, level)
            .isEqualTo(Judgement.CONSISTENT);
      }
    }
  }

  @Test
  void aLimitIsKeptAndSaid() {
    History history = atomic(1, 20_000, false);
    Budget budget = Budget.of(Optional.of(Duration.ofMillis(1)), OptionalLong.empty(), 1);

    CheckResult result =
        TransactionChecks.of(IsolationLevel.SNAPSHOT_ISOLATION, TransactionModel.RW_REGISTER)
            .check(history, budget);
    assertThat(undecided(result).kind()).isEqualTo(Cause.Kind.TIMEOUT);
    assertThat(undecided(result).message()).startsWith("the time limit of 1 ms was reached");
  }

  @Test
  void tooLittleMemoryIsSaid() {
    Budget budget = Budget.of(Optional.empty(), OptionalLong.of(1000), 1);

    CheckResult result =
        TransactionChecks.of(IsolationLevel.SERIALIZABLE, TransactionModel.LIST_APPEND)
            .check(atomic(1, 300, true), budget);
    assertThat(undecided(result).kind()).isEqualTo(Cause.Kind.MEMORY);
  }

  private static History history(Event... events) {
    try {
      HistoryBuilder builder = new HistoryBuilder();
      for (Event event : events) {
        builder.accept(event);
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  /** Transactions of ten sessions, each taking effect at once within its interval. */
  private static History atomic(long seed, int count, boolean lists) {
    Random random = new Random(seed);
    List<Txn> txns = new ArrayList<>();
    Map<String, Value> state = new HashMap<>();
    long[] free = new long[10];
    int value = 0;
    for (int t = 0; t < count; t++) {
      // The points of effect are t * 100; intervals reach around them as far as sessions allow.
      int process = random.nextInt(free.length);
      long from = Math.max(free[process] + 1, t * 100L - random.nextInt(400));
      long to = t * 100L + random.nextInt(80);
      if (from > t * 100L) {
        continue;
      }
      free[process] = to + 1;
      List<Txn.Micro> micros = new ArrayList<>();
      for (int m = 1 + random.nextInt(4); m > 0; m--) {
        String key = "k" + (t / 100) + random.nextInt(5);
        Value now = state.getOrDefault(key, lists ? Value.seq() : Nil.NIL);
        if (random.nextBoolean()) {
          Int written = new Int(++value);
          List<Value> longer = new ArrayList<>();
          if (lists) {
            longer.addAll(((Seq) now).items());
            longer.add(written);
          }
          state.put(key, lists ? new Seq(longer) : written);
          micros.add(new Txn.Micro(true, key, written));
        } else {
          micros.add(new Txn.Micro(false, key, now));
        }
      }
      txns.add(
          new Txn(
              process,
              Outcome.OK,
              (int) (from * 32 + process),
              (int) (to * 32 + 16 + process),
              micros));
    }
    return Txn.history(lists, txns);
  }
}

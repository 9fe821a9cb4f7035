package minos.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Check;
import minos.consistency.ConsistencyChecks;
import minos.consistency.ConsistencyModel;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.register.RandomRegisters;
import minos.register.RegisterOptions;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionChecks;
import minos.transactions.TransactionModel;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Soundness and minimality for transactions and the weaker models, with their checks as the judge,
 * which tests of their own compare with the definitions.
 */
final class OtherModelsTest {
  private static final int SEEDS = Integer.getInteger("minos.counterexample.cases", 10_000) / 60;

  static Stream<Check> transactions() {
    return Stream.of(TransactionModel.values())
        .flatMap(
            model ->
                Stream.of(IsolationLevel.values())
                    .map(level -> TransactionChecks.of(level, model)));
  }

  @ParameterizedTest
  @MethodSource("transactions")
  void transactionsAreLeftOutSoundly(Check check) {
    boolean lists = check.model().equals("list-append");
    verify(check, seed -> transactions(seed, lists));
  }

  @ParameterizedTest
  @EnumSource(ConsistencyModel.class)
  void updatesAreLeftOutSoundly(ConsistencyModel model) {
    RegisterOptions options = RegisterOptions.DEFAULTS;
    Check check =
        ConsistencyChecks.of(
                options,
                new LinearizabilityCheck(Register.withCompareAndSet(ModelOptions.DEFAULTS)))
            .byName(model.id());
    verify(
        check,
        seed ->
            new RandomRegisters(
                    5 + (int) (seed % 3),
                    2 + (int) (seed % 2),
                    1 + (int) (seed % 2),
                    seed % 4 != 0,
                    0.1,
                    seed % 3 == 0 ? 0.2 : 0,
                    false,
                    false)
                .of(seed));
  }

  private static void verify(Check check, java.util.function.LongFunction<History> histories) {
    Subject subject = Subjects.of(check).orElseThrow();
    List<Integer> sizes = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      History history = histories.apply(seed);
      CheckResult result = check.check(history, Budget.unlimited());
      String which = check.consistency() + ", seed " + seed + ": " + history.operations();
      if (result.verdict().judgement() == Judgement.CONSISTENT) {
        History less = less(subject, history, new Random(seed));
        assertThat(check.check(less, Budget.unlimited()).verdict().judgement())
            .as(which + " to " + less.operations())
            .isNotEqualTo(Judgement.VIOLATED);
      } else if (result.verdict() instanceof Verdict.Violated violated) {
        Optional<Counterexample> small =
            Counterexamples.of(check, history, violated.violations().get(0), Budget.unlimited());
        assertThat(small).as(which).isPresent();
        assertThat(small.get().minimal()).as(which).isTrue();
        assertThat(small.get().recheckedBy().isPresent())
            .as(which)
            .isEqualTo(subject.other("").isPresent());
        sizes.add(small.get().history().size());
      }
    }
    Collections.sort(sizes);
    if (!sizes.isEmpty()) {
      assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(6);
    }
  }

  private static History less(Subject subject, History history, Random random) {
    BitSet kept = new BitSet();
    kept.set(0, history.size());
    History less = history;
    for (int i = 0; i < 3; i++) {
      BitSet all = new BitSet();
      all.set(0, less.size());
      BitSet seeds = new BitSet();
      seeds.set(random.nextInt(less.size()));
      BitSet left = (BitSet) all.clone();
      left.andNot(subject.dependence(less).close(all, seeds));
      if (left.isEmpty()) {
        return less;
      }
      less = less.select(left.stream().toArray(), History.NEVER);
    }
    return less;
  }

  /** Transactions that read what somebody writes at some time. */
  private static History transactions(long seed, boolean lists) {
    Random random = new Random(seed);
    int count = 3 + random.nextInt(4);
    List<List<Seq>> planned = new ArrayList<>();
    List<Value> written = new ArrayList<>(List.of(Nil.NIL));
    for (int t = 0; t < count; t++) {
      List<Seq> micros = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        Value key = new Text(random.nextBoolean() ? "x" : "y");
        boolean read = random.nextBoolean();
        Value value = new Int(written.size());
        if (!read) {
          written.add(value);
        }
        micros.add(micro(read ? "r" : lists ? "append" : "w", key, read ? Nil.NIL : value));
      }
      planned.add(micros);
    }
    List<Event> events = new ArrayList<>();
    List<Event> open = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      List<Value> done = new ArrayList<>();
      for (Seq micro : planned.get(t)) {
        boolean read = micro.get(0).letters().equals("r");
        done.add(read ? micro("r", micro.get(1), answer(random, planned, micro, lists, t)) : micro);
      }
      int die = random.nextInt(10);
      EventType type = die == 0 ? EventType.FAIL : die == 1 ? EventType.INFO : EventType.OK;
      events.add(
          Event.of(EventType.INVOKE, new Int(t), "txn", new Seq(List.copyOf(planned.get(t)))));
      Event end = Event.of(type, new Int(t), "txn", type == EventType.OK ? new Seq(done) : null);
      if (random.nextBoolean()) {
        open.add(end);
      } else {
        events.add(end);
      }
    }
    events.addAll(open);
    return Simulated.build(events);
  }

  private static Value answer(
      Random random, List<List<Seq>> planned, Seq micro, boolean lists, int most) {
    List<Value> values = new ArrayList<>();
    for (List<Seq> transaction : planned.subList(0, Math.min(planned.size(), most + 1))) {
      for (Seq other : transaction) {
        boolean writes = !other.get(0).letters().equals("r");
        if (writes && other.get(1).equals(micro.get(1))) {
          values.add(other.get(2));
        }
      }
    }
    int many = random.nextInt(values.size() + 1);
    if (lists) {
      return new Seq(values.subList(0, many));
    }
    return many == 0 ? Nil.NIL : values.get(many - 1);
  }

  private static Seq micro(String f, Value key, Value value) {
    return new Seq(List.of(new Keyword(f), key, value));
  }
}

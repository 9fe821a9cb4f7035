package minos.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import minos.audit.AuditResult;
import minos.audit.CounterexampleAudit;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.SequentialSpec;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One fault in a long history of an object whose every answer rests on all that came before: what
 * is left is small, audited, and of the same culprit.
 */
final class LongHistoriesTest {
  private static final int LONG = 3_000;
  private static final int CLIENTS = 4;
  private static final int CASES = 300;

  /** A model, and by how much or with what one answer lies. */
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("counter", 50),
        Arguments.of("counter", -50),
        Arguments.of("append-kv", 0),
        Arguments.of("append-kv", 1),
        Arguments.of("append-kv", 2));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void oneFaultIsLeftAsAFewOperations(String model, int lie) throws MalformedHistoryException {
    int size = model.equals("counter") ? LONG : LONG / 8;
    for (int seed = 0; seed < 2; seed++) {
      History history = history(model, new Random(seed), size, size / 2, lie, false);
      LinearizabilityCheck check = new LinearizabilityCheck(spec(model));
      Verdict verdict = check.check(history, Budget.unlimited()).verdict();
      String which = model + ", lie " + lie + ", seed " + seed;
      assertThat(verdict).as(which).isInstanceOf(Verdict.Violated.class);
      Violation violation = ((Verdict.Violated) verdict).violations().get(0);
      Counterexample small =
          Counterexamples.of(check, history, violation, Budget.unlimited()).orElseThrow();
      assertThat(small.operations()).as(which).hasSizeLessThanOrEqualTo(Counterexamples.FEW);
      assertThat(small.minimal()).as(which).isTrue();
      assertThat(small.violation().anomaly()).as(which).isEqualTo(violation.anomaly());
      assertThat(small.violation().culprit().map(Operation::index))
          .as(which)
          .isEqualTo(violation.culprit().map(Operation::index));
      assertThat(CounterexampleAudit.verify(check, history, small.history(), Budget.unlimited()))
          .as(which)
          .isInstanceOf(AuditResult.Verified.class);
    }
  }

  /** Also with updates that answer, and updates of unknown outcome. */
  @ParameterizedTest
  @MethodSource("faults")
  void whatIsSaidOfSomeIsConsistentIfAllIs(String model, int ignored)
      throws MalformedHistoryException {
    int smaller = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed * 31L + ignored);
      History history = history(model, random, 5 + random.nextInt(4), -1, 0, true);
      assertThat(AllOrders.explain(history, spec(model))).isTrue();
      Subject subject = new LinearizableSubject(new LinearizabilityCheck(spec(model)));
      BitSet all = new BitSet();
      all.set(0, history.size());
      Set<Value> some = new LinkedHashSet<>(subject.elements(history, all));
      some.removeIf(element -> random.nextBoolean());
      History left = subject.only(history, some);
      smaller += left.size() < history.size() ? 1 : 0;
      assertThat(AllOrders.explain(left, spec(model)))
          .as("%s, seed %d: %s of %s", model, seed, left.operations(), history.operations())
          .isTrue();
    }
    assertThat(smaller).isGreaterThan(CASES / 4);
  }

  /** Where a piece is part of another, what was appended can't be told from an answer. */
  @Test
  void piecesThatMayBeMistakenStay() throws MalformedHistoryException {
    for (List<String> pieces :
        List.of(List.of("a", "aa"), List.of("ab", "ba"), List.of("xy", "yz"), List.of("aa", "b"))) {
      HistoryBuilder builder = new HistoryBuilder();
      for (String piece : pieces) {
        builder.accept(Event.of(EventType.INVOKE, new Int(0), "append", new Text(piece)));
        builder.accept(Event.of(EventType.OK, new Int(0), "append", new Text(piece)));
      }
      History history = builder.build();
      Subject subject = new LinearizableSubject(new LinearizabilityCheck(spec("append-kv")));
      BitSet all = new BitSet();
      all.set(0, history.size());
      assertThat(subject.elements(history, all)).as(pieces.toString()).isEmpty();
      assertThat(subject.only(history, Set.of()).size()).isEqualTo(pieces.size());
    }
  }

  private static SequentialSpec<?> spec(String model) {
    return Models.byName(model).orElseThrow().create(ModelOptions.DEFAULTS);
  }

  /** What a client is at. */
  private static final class Open {
    private final String f;
    private final Value input;
    private boolean done;
    private Value answer;

    Open(String f, Value input) {
      this.f = f;
      this.input = input;
      this.answer = input;
    }
  }

  /**
   * An object that behaves, but for one read.
   *
   * @param lies the place of the operation from which on the next read lies; -1 for none
   * @param wild whether updates answer now and then, or are of unknown outcome
   */
  private static History history(
      String model, Random random, int operations, int lies, int lie, boolean wild)
      throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder();
    Open[] open = new Open[CLIENTS];
    boolean text = model.equals("append-kv");
    List<String> pieces = new ArrayList<>();
    long sum = 0;
    boolean lied = lies < 0;
    for (int invoked = 0; invoked < operations; ) {
      int client = random.nextInt(CLIENTS);
      Value process = new Int(client);
      Open mine = open[client];
      if (mine == null) {
        boolean read = random.nextInt(3) == 0;
        String f =
            text
                ? read ? "get" : "append"
                : read ? "read" : wild && random.nextInt(4) == 0 ? "add-and-get" : "add";
        Value input =
            read ? Nil.NIL : text ? new Text("x" + invoked + " ") : new Int(1 + invoked % 7);
        open[client] = new Open(f, input);
        builder.accept(Event.of(EventType.INVOKE, process, f, input));
        invoked++;
      } else if (!mine.done) {
        mine.done = true;
        if (mine.input instanceof Text piece) {
          pieces.add(piece.value());
        } else if (mine.input instanceof Int by) {
          sum += by.value();
          mine.answer = mine.f.equals("add") ? by : new Int(sum);
        } else if (!lied && invoked > lies) {
          lied = true;
          mine.answer = text ? wrong(pieces, lie) : new Int(sum + lie);
        } else {
          mine.answer = text ? new Text(String.join("", pieces)) : new Int(sum);
        }
      } else if (wild && !mine.input.isNil() && random.nextInt(4) == 0) {
        builder.accept(Event.of(EventType.INFO, process, mine.f, mine.input));
        open[client] = null;
      } else {
        builder.accept(Event.of(EventType.OK, process, mine.f, mine.answer));
        open[client] = null;
      }
    }
    return builder.build();
  }

  /** One piece is missing, there twice, or of nobody. */
  private static Text wrong(List<String> pieces, int how) {
    List<String> other = new ArrayList<>(pieces);
    int place = pieces.size() - 20;
    switch (how) {
      case 0 -> other.remove(place);
      case 1 -> other.add(place, other.get(place));
      default -> other.add(place, "?");
    }
    return new Text(String.join("", other));
  }
}

package minos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;

final class MicroOperationBufferTest {
  private static final List<Keyword> FUNCTIONS =
      List.of(new Keyword("r"), new Keyword("w"), new Keyword("append"));
  private static final EventType[] ENDS = {EventType.OK, EventType.FAIL, EventType.INFO};

  @Test
  void aTransactionOfMicroOperationsIsTheSameAsItsValue() throws Exception {
    int shared = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      HistoryBuilder byValue = new HistoryBuilder();
      HistoryBuilder byParts = new HistoryBuilder();
      MicroOperationBuffer buffer = byParts.microOperations();
      for (int i = 0; i < 12; i++) {
        List<Seq> known = new ArrayList<>();
        List<Seq> asked = new ArrayList<>();
        buffer.clear();
        for (int j = random.nextInt(random.nextInt(20) == 0 ? 60 : 7); j > 0; j--) {
          Keyword function = FUNCTIONS.get(random.nextInt(3));
          Value key = random.nextBoolean() ? new Int(random.nextInt(2)) : new Text("k");
          Value value = value(random);
          boolean reads = function.equals(FUNCTIONS.get(0));
          known.add(Value.seq(function, key, value));
          asked.add(Value.seq(function, key, reads ? Nil.NIL : value));
          buffer.add(function, key, value);
        }
        EventType end = ENDS[random.nextInt(3)];
        Value process = new Int(i);
        byValue.accept(Event.of(EventType.INVOKE, process, "txn", new Seq(List.copyOf(asked))));
        byValue.accept(Event.of(end, process, "txn", new Seq(List.copyOf(known))));
        byParts.accept(Event.of(EventType.INVOKE, process, "txn", null), buffer);
        byParts.accept(Event.of(end, process, "txn", null), buffer);
      }

      History one = byValue.build();
      History other = byParts.build();

      assertThat(other.size()).isEqualTo(one.size());
      for (int i = 0; i < one.size(); i++) {
        assertThat(other.operation(i))
            .as("seed %d, %d", seed, i)
            .hasToString(one.operation(i).toString());
        for (int j = 0; j < i; j++) {
          boolean same = one.output(i) == one.output(j);
          shared += same ? 1 : 0;
          assertThat(other.output(i) == other.output(j))
              .as("seed %d, %d and %d", seed, i, j)
              .isEqualTo(same);
        }
        assertThat(other.input(i) == other.output(i))
            .as("seed %d, %d", seed, i)
            .isEqualTo(one.input(i) == one.output(i));
      }
    }
    assertThat(shared).as("pairs of equal transactions").isGreaterThan(1_000);
  }

  @Test
  void whatIsNoMicroOperationIsRefused() {
    MicroOperationBuffer buffer = new HistoryBuilder().microOperations();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> buffer.add(new Keyword("poll"), new Int(1), new Int(2)))
        .withMessage(":poll is no micro-operation of a transaction; expected :r, :w or :append");
    assertThat(buffer.size()).isZero();
  }

  private static Value value(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> Nil.NIL;
      case 1 -> new Text("x");
      case 2 -> new Int(Long.MAX_VALUE);
      case 3 -> Value.seq(new Int(random.nextInt(2)), new Int(1));
      default -> new Int(random.nextInt(2));
    };
  }
}

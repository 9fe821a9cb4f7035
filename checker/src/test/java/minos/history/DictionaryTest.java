package minos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;

final class DictionaryTest {
  private static final Keyword READ = new Keyword("r");
  private static final Keyword APPEND = new Keyword("append");

  @Test
  void equalValuesHaveEqualIdsAndComeBackAsTheyWere() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Dictionary dictionary = new Dictionary();
      Map<Value, Integer> ids = new HashMap<>();
      for (int i = 0; i < 200; i++) {
        Value value = value(random, 3);
        if (!ids.containsKey(value) && !(value instanceof Int) && !value.isNil()) {
          int size = dictionary.size();
          int found = dictionary.find(value);
          assertThat(dictionary.size()).as("seed %d: finding adds nothing", seed).isEqualTo(size);
          // It may be a part of another value, which has an id of its own then.
          assertThat(found == Dictionary.ABSENT || dictionary.value(found).equals(value))
              .as("seed %d, %s", seed, value)
              .isTrue();
        }
        int id = dictionary.intern(value);
        assertThat(dictionary.value(id)).as("seed %d", seed).isEqualTo(value);
        assertThat(dictionary.find(value)).as("seed %d, %s", seed, value).isEqualTo(id);
        assertThat(ids.getOrDefault(value, id)).as("seed %d, %s", seed, value).isEqualTo(id);
        ids.put(value, id);
      }
      assertThat(ids.values()).as("seed %d", seed).doesNotHaveDuplicates();
    }
  }

  @Test
  void aTransactionIsToldByItsParts() {
    Dictionary dictionary = new Dictionary();
    Value key = new Text("x");
    Value transaction =
        Value.seq(
            Value.seq(APPEND, key, new Int(7)),
            Value.seq(READ, key),
            Value.seq(READ, key, Value.seq(new Int(3), new Int(7))),
            Value.seq(READ, key, Nil.NIL));

    MicroOperations micros =
        Objects.requireNonNull(dictionary.microOperations(dictionary.intern(transaction)));

    assertThat(micros.size()).isEqualTo(4);
    assertThat(micros.letters(0)).isEqualTo("append");
    assertThat(dictionary.value(micros.key(0))).isEqualTo(key);
    assertThat(dictionary.value(micros.value(0))).isEqualTo(new Int(7));
    assertThat(micros.isPair(1)).isTrue();
    assertThat(micros.value(1)).isEqualTo(Dictionary.ABSENT);
    assertThat(micros.isList(2)).isTrue();
    assertThat(dictionary.lists().value(micros.value(2)))
        .isEqualTo(Value.seq(new Int(3), new Int(7)));
    assertThat(micros.isList(3)).isFalse();
    assertThat(micros.value(3)).isEqualTo(Dictionary.NIL);
  }

  @Test
  void whatIsNoTransactionHasNoMicroOperations() {
    Dictionary dictionary = new Dictionary();
    for (Value value :
        List.of(
            Nil.NIL,
            new Int(1),
            Seq.EMPTY,
            Value.seq(new Int(1)),
            Value.seq(Value.seq(new Keyword("poll"), new Int(1))),
            Value.seq(Value.seq(READ)),
            Value.seq(Value.seq(READ, new Int(1), new Int(2), new Int(3))))) {
      assertThat(dictionary.microOperations(dictionary.intern(value))).as("%s", value).isNull();
    }
  }

  @Test
  void aListKnowsItsBeginnings() {
    Dictionary dictionary = new Dictionary();
    Lists lists = dictionary.lists();
    int three = lists.intern(Value.seq(new Int(5), new Text("a"), new Int(6)));
    int two = lists.intern(Value.seq(new Int(5), new Text("a")));

    assertThat(lists.length(three)).isEqualTo(3);
    assertThat(lists.beginning(three)).isEqualTo(two);
    assertThat(lists.beginning(three, 2)).isEqualTo(two);
    assertThat(lists.beginning(three, 0)).isEqualTo(Lists.EMPTY);
    assertThat(dictionary.value(lists.last(three))).isEqualTo(new Int(6));
    assertThat(lists.find(Value.seq(new Int(5)))).isEqualTo(lists.beginning(two));
    assertThat(lists.find(Value.seq(new Int(6)))).isNegative();
    assertThat(lists.elements(two)).hasSize(2);
    assertThat(lists.value(three)).isEqualTo(Value.seq(new Int(5), new Text("a"), new Int(6)));
  }

  @Test
  void aTransactionOfManyMicroOperationsFits() {
    Dictionary dictionary = new Dictionary();
    List<Value> micros = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      micros.add(Value.seq(APPEND, new Int(i), new Int(i)));
    }
    int small = dictionary.intern(Value.seq(micros.get(0)));
    int large = dictionary.intern(new Seq(micros));
    int after = dictionary.intern(Value.seq(micros.get(1)));

    assertThat(dictionary.value(large)).isEqualTo(new Seq(micros));
    assertThat(dictionary.value(small)).isEqualTo(Value.seq(micros.get(0)));
    assertThat(dictionary.value(after)).isEqualTo(Value.seq(micros.get(1)));
  }

  /** Small, so that the same comes again, and with parts that look like transactions. */
  private static Value value(SplittableRandom random, int depth) {
    int kind = random.nextInt(depth == 0 ? 6 : 10);
    return switch (kind) {
      case 0 -> Nil.NIL;
      case 1 -> new Int(random.nextInt(3));
      case 2 -> new Int(Long.MAX_VALUE - random.nextInt(2));
      case 3 -> new Text(random.nextBoolean() ? "r" : "x");
      case 4 -> random.nextBoolean() ? READ : APPEND;
      case 5 -> Bool.of(random.nextBoolean());
      case 6, 7 -> {
        List<Value> micros = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
          Value function = random.nextBoolean() ? READ : new Text("append");
          Value key = value(random, depth - 1);
          micros.add(
              random.nextInt(4) == 0
                  ? Value.seq(function, key)
                  : Value.seq(function, key, value(random, depth - 1)));
        }
        yield new Seq(micros);
      }
      default -> {
        List<Value> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield new Seq(items);
      }
    };
  }
}

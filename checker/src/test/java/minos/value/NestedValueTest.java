package minos.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NestedValueTest {
  /** As deep as the readers let a value through unless they are told otherwise. */
  private static final int DEPTH = 512;

  /** Half of what a thread has by default, for the caller has frames of its own. */
  private static final long STACK = 512 * 1024;

  private record Nesting(String name, UnaryOperator<Value> around, String before, String after) {
    Value nest(Value innermost) {
      Value value = innermost;
      for (int i = 0; i < DEPTH; i++) {
        value = around.apply(value);
      }
      return value;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Nesting> nestings() {
    Value a = new Keyword("a");
    return List.of(
        new Nesting("list", inner -> new Seq(List.of(inner)), "[", "]"),
        new Nesting("set", inner -> new Members(Set.of(inner)), "#{", "}"),
        new Nesting("value of a map", inner -> new Dict(Map.of(a, inner)), "{:a ", "}"),
        new Nesting("key of a map", inner -> new Dict(Map.of(inner, a)), "{", " :a}"),
        new Nesting("pair", inner -> new Pair(a, inner), "[:a ", "]"),
        new Nesting("tag", inner -> new Tagged("a", inner), "#a ", ""));
  }

  @ParameterizedTest
  @MethodSource("nestings")
  void deepValuesAreHashedComparedAndPrintedInHalfAStack(Nesting nesting) throws Exception {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              Value one = nesting.nest(new Int(1));
              assertThat(one.hashCode()).isEqualTo(nesting.nest(new Int(1)).hashCode());
              assertThat(one.equals(nesting.nest(new Int(1)))).isTrue();
              assertThat(one.equals(nesting.nest(new Int(2)))).isFalse();
              assertThat(one.toString())
                  .isEqualTo(nesting.before.repeat(DEPTH) + "1" + nesting.after.repeat(DEPTH));
              return null;
            });
    new Thread(null, task, "small stack", STACK).start();
    task.get();
  }

  @Test
  void equalityIsThatOfTheCollectionsWithin() {
    Random random = new Random(20_26);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      values.add(random(random, 3));
    }
    int equal = 0;
    for (Value one : values) {
      for (Value other : values) {
        boolean same = plain(one).equals(plain(other));
        assertThat(one.equals(other)).as("%s and %s", one, other).isEqualTo(same);
        if (same) {
          equal++;
          assertThat(one.hashCode()).as("%s and %s", one, other).isEqualTo(other.hashCode());
        }
      }
    }
    assertThat(equal).as("pairs that are equal").isBetween(2 * values.size(), 200_000);
  }

  private static Value random(Random random, int depth) {
    int size = random.nextInt(3);
    switch (depth == 0 ? 0 : random.nextInt(6)) {
      case 0 -> {
        return new Int(random.nextInt(2));
      }
      case 1 -> {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          items.add(random(random, depth - 1));
        }
        return new Seq(items);
      }
      case 2 -> {
        Set<Value> items = new HashSet<>();
        for (int i = 0; i < size; i++) {
          items.add(random(random, depth - 1));
        }
        return new Members(items);
      }
      case 3 -> {
        Map<Value, Value> entries = new HashMap<>();
        for (int i = 0; i < size; i++) {
          entries.put(random(random, depth - 1), random(random, depth - 1));
        }
        return new Dict(entries);
      }
      case 4 -> {
        return new Pair(random(random, depth - 1), random(random, depth - 1));
      }
      default -> {
        return new Tagged(random.nextBoolean() ? "a" : "b", random(random, depth - 1));
      }
    }
  }

  /** The same value of Java's own collections, each kind marked by its name. */
  private static Object plain(Value value) {
    if (value instanceof Seq seq) {
      return List.of("seq", seq.items().stream().map(NestedValueTest::plain).toList());
    } else if (value instanceof Members members) {
      Set<Object> items = new HashSet<>();
      members.items().forEach(item -> items.add(plain(item)));
      return List.of("members", items);
    } else if (value instanceof Dict dict) {
      Map<Object, Object> entries = new HashMap<>();
      dict.entries().forEach((key, entry) -> entries.put(plain(key), plain(entry)));
      return List.of("dict", entries);
    } else if (value instanceof Pair pair) {
      return List.of("pair", plain(pair.key()), plain(pair.value()));
    } else if (value instanceof Tagged tagged) {
      return List.of("tagged", tagged.tag(), plain(tagged.value()));
    }
    return value;
  }
}

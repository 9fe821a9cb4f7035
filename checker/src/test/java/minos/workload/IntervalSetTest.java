package minos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Value;
import org.junit.jupiter.api.Test;

final class IntervalSetTest {
  @Test
  void joinsRunsOfIntegers() {
    assertThat(render(5, 1, 2, 3, 9, 8)).isEqualTo("#{1..3 5 8..9}");
    assertThat(render()).isEqualTo("#{}");
    assertThat(render(7)).isEqualTo("#{7}");
    assertThat(render(-1, 0)).isEqualTo("#{-1..0}");
  }

  @Test
  void putsOtherValuesBehind() {
    assertThat(IntervalSet.of(List.of(new Keyword("b"), new Int(1), new Keyword("a"))).value())
        .isEqualTo("#{1 :a :b}");
  }

  @Test
  void cutsLongSetsShort() {
    List<Value> odd = IntStream.range(0, 1500).mapToObj(i -> (Value) new Int(2L * i + 1)).toList();

    assertThat(IntervalSet.of(odd).value()).endsWith(" 1999 ... 500 more}");
  }

  @Test
  void doesNotJoinTheEndsOfTheRange() {
    assertThat(IntervalSet.of(List.of(new Int(Long.MAX_VALUE), new Int(Long.MIN_VALUE))).value())
        .isEqualTo("#{-9223372036854775808 9223372036854775807}");
  }

  @Test
  void numbersElementsAsAMapDoes() {
    Cases.forEachSeed(
        random -> {
          Elements elements = new Elements();
          Map<Value, Integer> expected = new HashMap<>();
          List<Value> names = new ArrayList<>();
          for (int i = 0; i < 60; i++) {
            Value value =
                random.nextInt(3) == 0
                    ? Value.of("" + random.nextInt(20))
                    : new Int((long) random.nextInt(30) << random.nextInt(40));
            assertThat(elements.find(value)).isEqualTo(expected.getOrDefault(value, -1));
            expected.computeIfAbsent(
                value,
                v -> {
                  names.add(v);
                  return names.size() - 1;
                });
            assertThat(elements.number(value)).isEqualTo(expected.get(value));
          }
          assertThat(elements.size()).isEqualTo(names.size());
          for (int i = 0; i < names.size(); i++) {
            assertThat(elements.name(i)).isEqualTo(names.get(i));
          }
        });
  }

  private static String render(long... integers) {
    List<Value> values = new ArrayList<>();
    for (long integer : integers) {
      values.add(new Int(integer));
    }
    return IntervalSet.of(values).value();
  }
}

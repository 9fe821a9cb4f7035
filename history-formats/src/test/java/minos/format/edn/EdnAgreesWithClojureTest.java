package minos.format.edn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.AFn;
import clojure.lang.BigInt;
import clojure.lang.IPersistentMap;
import clojure.lang.RT;
import clojure.lang.Ratio;
import java.io.ByteArrayInputStream;
import java.io.PushbackReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import minos.format.input.ReadLimits;
import minos.value.Dict;
import minos.value.Keyword;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random EDN, read by Clojure's reader and by ours. */
final class EdnAgreesWithClojureTest {
  private static final int CASES = Integer.getInteger("minos.edn.cases", 20_000);
  private static final Object END = new Object();

  @Test
  void onRandomValues() throws Exception {
    for (int seed = 0; seed < CASES; seed++) {
      String text = new EdnText(new Random(seed)).values();

      assertThat(ours(text)).describedAs("seed %d: %s", seed, text).isEqualTo(clojures(text));
    }
  }

  private static List<Value> ours(String text) throws Exception {
    EdnReader reader =
        new EdnReader(new ByteArrayInputStream(text.getBytes(UTF_8)), ReadLimits.DEFAULT);
    List<Value> values = new ArrayList<>();
    for (Value value = reader.next(); value != null; value = reader.next()) {
      values.add(value);
    }
    return values;
  }

  private static List<Value> clojures(String text) {
    IPersistentMap options =
        RT.map(
            RT.keyword(null, "eof"),
            END,
            RT.keyword(null, "default"),
            new AFn() {
              @Override
              public Object invoke(Object tag, Object value) {
                return new Tagged(tag.toString(), value(value));
              }
            },
            RT.keyword(null, "readers"),
            RT.map());
    PushbackReader in = new PushbackReader(new StringReader(text), 2);
    List<Value> values = new ArrayList<>();
    for (Object o = clojure.lang.EdnReader.read(in, options);
        o != END;
        o = clojure.lang.EdnReader.read(in, options)) {
      values.add(value(o));
    }
    return values;
  }

  private static Value value(@Nullable Object object) {
    if (object instanceof Value value) {
      return value;
    } else if (object instanceof clojure.lang.Keyword keyword) {
      return new Keyword(keyword.toString().substring(1));
    } else if (object instanceof clojure.lang.Symbol symbol) {
      return new Symbol(symbol.toString());
    } else if (object instanceof BigInt big) {
      return minos.value.BigInt.of(big.toBigInteger());
    } else if (object instanceof Ratio ratio) {
      return new Tagged("ratio", new Text(ratio.toString()));
    } else if (object instanceof Map<?, ?> map) {
      Map<Value, Value> entries = new LinkedHashMap<>();
      map.forEach((k, v) -> entries.put(value(k), value(v)));
      return new Dict(entries);
    } else if (object instanceof Set<?> set) {
      Set<Value> members = new LinkedHashSet<>();
      set.forEach(member -> members.add(value(member)));
      return new Members(members);
    } else if (object instanceof List<?> list) {
      return new Seq(list.stream().map(EdnAgreesWithClojureTest::value).toList());
    }
    return Value.of(object);
  }
}

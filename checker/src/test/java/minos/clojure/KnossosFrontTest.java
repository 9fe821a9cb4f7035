package minos.clojure;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.java.api.Clojure;
import clojure.lang.IPersistentMap;
import clojure.lang.Keyword;
import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Runs the tests that are written in Clojure: {@code minos/knossos_test.clj}. */
class KnossosFrontTest {
  @Test
  void passesItsTestsInClojure() {
    Symbol tests = Symbol.intern("minos.knossos-test");
    Clojure.var("clojure.core", "require").invoke(tests);
    StringWriter said = new StringWriter();
    Var.pushThreadBindings(RT.map(RT.var("clojure.test", "*test-out*"), said));
    IPersistentMap summary;
    try {
      summary = (IPersistentMap) RT.var("clojure.test", "run-tests").invoke(tests);
    } finally {
      Var.popThreadBindings();
    }

    assertThat(count(summary, "fail") + count(summary, "error")).as("%s", said).isZero();
    assertThat(count(summary, "test")).isGreaterThan(8);
    assertThat(count(summary, "pass")).isGreaterThan(1000);
  }

  private static long count(IPersistentMap summary, String what) {
    return ((Number) summary.valAt(Keyword.intern(what))).longValue();
  }
}

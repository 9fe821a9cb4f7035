package minos.jepsen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import clojure.java.api.Clojure;
import clojure.lang.IPersistentMap;
import clojure.lang.Keyword;
import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the tests that are written in Clojure, and those that need a class path of their own. */
class JepsenFrontTest {
  @Test
  void passesItsTestsInClojure() {
    Symbol tests = Symbol.intern("minos.jepsen-test");
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
    assertThat(count(summary, "test")).isGreaterThan(12);
  }

  private static long count(IPersistentMap summary, String what) {
    return ((Number) summary.valAt(Keyword.intern(what))).longValue();
  }

  @Test
  void withoutJepsenItLoadsAndSaysWhatIsMissing() throws Exception {
    String classPath =
        String.join(
            System.getProperty("path.separator"),
            Stream.of(
                    System.getProperty("java.class.path")
                        .split(System.getProperty("path.separator"), -1))
                .filter(entry -> !entry.contains("test-classes"))
                .toList());
    Process clojure =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "clojure.main",
                "-e",
                "(require 'minos.jepsen)"
                    + "(println (try (minos.jepsen/linearizable {:model 1})"
                    + " (catch IllegalStateException e (.getMessage e))))")
            .redirectErrorStream(true)
            .start();
    String said = new String(clojure.getInputStream().readAllBytes(), UTF_8);

    assertThat(clojure.waitFor()).as("%s", said).isZero();
    assertThat(said)
        .contains(
            "jepsen.checker is not on the class path; minos.jepsen/linearizable and checker are for"
                + " tests of Jepsen, minos.knossos/analysis for others");
  }
}

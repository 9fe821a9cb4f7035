package minos.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import clojure.java.api.Clojure;
import clojure.lang.Keyword;
import clojure.lang.RT;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The code of the guide is compiled and run. */
final class GuidePageTest {
  private static final Path PAGE = Path.of("..", "docs", "in-test-suites.md");

  private static List<String> blocks(String language) throws IOException {
    Matcher fences =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    List<String> blocks = new ArrayList<>();
    while (fences.find()) {
      blocks.add(fences.group(1));
    }
    return blocks;
  }

  /** The text without indentation, which differs inside a class. */
  private static String flat(String code) {
    return code.replaceAll("(?m)^ +", "");
  }

  @Test
  void itsJavaIsThatOfATest() throws Exception {
    Path here = Path.of("src", "test", "java", "minos", "examples");
    String tests =
        flat(Files.readString(here.resolve("GuideTest.java")))
            + flat(Files.readString(here.resolve("Account.java")));

    assertThat(blocks("java"))
        .hasSize(5)
        .allSatisfy(code -> assertThat(tests).contains(flat(code)));
  }

  @Test
  void itsClojureAnswersWhatItSays() throws Exception {
    List<String> blocks = blocks("clojure");
    assertThat(blocks).hasSize(3);

    for (String code : blocks.subList(0, 2)) {
      Object answer = Clojure.var("clojure.core", "load-string").invoke(code);
      assertThat(RT.get(answer, Keyword.intern("valid?"))).isEqualTo(false);
    }
    // What Jepsen is, as far as the code needs it; the module jepsen tests the rest.
    Clojure.var("clojure.core", "load-string")
        .invoke(
            "(ns jepsen.checker) (defprotocol Checker (check [checker test history opts]))"
                + "(defn compose [m] m)"
                + "(dosync (commute (var-get #'clojure.core/*loaded-libs*) conj 'jepsen.checker))");
    Clojure.var("clojure.core", "load-string").invoke("(ns guide.jepsen) " + blocks.get(2));
    Object checker =
        Clojure.var("clojure.core", "load-string")
            .invoke("(:linear (:checker guide.jepsen/test-map))");
    Object answer =
        Clojure.var("jepsen.checker", "check")
            .invoke(checker, RT.map(), Clojure.read("[]"), RT.map());
    assertThat(RT.get(answer, Keyword.intern("valid?"))).isEqualTo(Keyword.intern("unknown"));
    Object others =
        Clojure.var("clojure.core", "load-string")
            .invoke("(mapv :options (vals (dissoc (:checker guide.jepsen/test-map) :linear)))");
    assertThat(RT.count(others)).isEqualTo(2);
  }

  private static String entries(Predicate<String> wanted) {
    String separator = System.getProperty("path.separator");
    return Arrays.stream(System.getProperty("java.class.path").split(separator, -1))
        .filter(entry -> wanted.test(Path.of(entry).getFileName().toString()))
        .collect(Collectors.joining(separator));
  }

  @Test
  void itsKotlinCompilesAndPasses(@TempDir Path directory) throws Exception {
    List<String> blocks = blocks("kotlin");
    assertThat(blocks).hasSize(1);
    Path source = directory.resolve("StoreTest.kt");
    Files.writeString(source, IMPORTS + blocks.get(0));
    Path classes = directory.resolve("classes");

    // A process of its own, whose JIT doesn't try hard: half the processor time for one file.
    Process compiler =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                entries(entry -> entry.contains("kotlin") || entry.contains("annotations")),
                K2JVMCompiler.class.getName(),
                source.toString(),
                "-d",
                classes.toString(),
                "-cp",
                entries(entry -> !entry.contains("kotlin-compiler") && !entry.contains("clojure")),
                "-jvm-target",
                "17",
                "-no-stdlib",
                "-no-reflect")
            .redirectErrorStream(true)
            .start();
    String said = new String(compiler.getInputStream().readAllBytes(), UTF_8);

    assertThat(compiler.waitFor()).as("%s", said).isZero();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Events tests =
          EngineTestKit.engine("junit-jupiter")
              .configurationParameter("minos.reports", directory.toString())
              .selectors(selectClass(loader.loadClass("StoreTest")))
              .execute()
              .testEvents();
      assertThat(tests.failed().list()).isEmpty();
      assertThat(tests.succeeded().count()).isEqualTo(2);
    }
  }

  private static final String IMPORTS =
      """
      import java.util.Queue
      import java.util.concurrent.ConcurrentHashMap
      import java.util.concurrent.ConcurrentLinkedQueue
      import minos.junit.ConsistencyRun
      import minos.junit.ConsistencyTest
      import minos.junit.MinosAssertions.assertThat
      import minos.recorder.Recorder
      import minos.recorder.wrap.RecordedQueue
      import minos.spec.ModelOptions
      import minos.spec.Models
      import org.junit.jupiter.api.Test

      """;
}

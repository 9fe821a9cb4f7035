package minos.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * The Java in the Javadoc of what is published is compiled and run, with its assertions. What
 * begins with a brace or a bracket is data of some format and not Java.
 *
 * <p>A snippet stands by itself: of names it may use those of its own package, of the JDK's usual
 * packages, of {@code MinosAssertions}, and of public types of Minos, whose imports are found.
 */
final class JavadocSnippetsTest {
  private static final List<String> MODULES =
      List.of("checker", "history-formats", "generators", "reports", "jepsen", "stores", "junit");

  private static final Pattern BLOCK =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);

  private static final String USUAL =
      Stream.of("io", "nio.charset", "nio.file", "time", "util", "util.concurrent", "util.function")
          .map(name -> "import java." + name + ".*;\n")
          .collect(Collectors.joining());

  /** Public types by their names, and the packages that have one of that name. */
  private static final Map<String, Set<String>> TYPES = new TreeMap<>();

  /**
   * Java in a comment.
   *
   * @param file the file that it is in
   * @param line its first line there
   */
  private record Snippet(Path file, int line, String own, String code) {
    boolean isTest() {
      return code.startsWith("@");
    }

    String name() {
      return "Snippet" + line + file.getFileName().toString().replace(".java", "");
    }

    /** A class with the snippet in it, each line of it where it stands in its file. */
    String source() {
      StringBuilder source = new StringBuilder();
      source.append("import ").append(own).append(".*;");
      source.append("import static minos.junit.MinosAssertions.assertThat;");
      source.append("import org.junit.jupiter.api.Test;");
      source.append(USUAL.replace("\n", ""));
      Matcher names = Pattern.compile("\\b[A-Z]\\w*").matcher(code);
      Set<String> imports = new TreeSet<>();
      while (names.find()) {
        Set<String> packages = TYPES.getOrDefault(names.group(), Set.of());
        if (packages.size() == 1 && !packages.contains(own)) {
          imports.add(packages.iterator().next() + "." + names.group());
        }
      }
      imports.forEach(one -> source.append("import ").append(one).append(';'));
      source.append("class ").append(name()).append(" {");
      if (!isTest()) {
        source.append("@Test void run() throws Exception {");
      }
      source.append("\n".repeat(line - 1)).append(code).append(isTest() ? "\n}\n" : "\n}}\n");
      return source.toString();
    }

    @Override
    public String toString() {
      return file.getFileName() + ":" + line;
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (String module : MODULES) {
      Path sources = Path.of("..", module, "src", "main", "java");
      if (!Files.isDirectory(sources)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          String own = sources.relativize(file.getParent()).toString().replace('/', '.');
          String type = file.getFileName().toString().replace(".java", "");
          if (Pattern.compile("(?m)^public .*\\b" + type + "\\b").matcher(text).find()) {
            TYPES.computeIfAbsent(type, name -> new TreeSet<>()).add(own);
          }
          collect(file, own, text, snippets);
        }
      }
    }
    return snippets;
  }

  private static void collect(Path file, String own, String text, List<Snippet> into) {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      String code = blocks.group(1).replaceAll("(?m)^ *\\* ?", "");
      if (!code.startsWith("{") && !code.startsWith("[")) {
        int line = (int) text.substring(0, blocks.start(1)).lines().count() + 1;
        into.add(new Snippet(file, line, own, code));
      }
    }
  }

  @Test
  void theEntryPointsHaveSnippets() throws IOException {
    assertThat(snippets().stream().map(snippet -> snippet.own().split("[.]", -1)[1]))
        .contains("recorder", "junit", "history", "linearizability", "spec", "counterexample");
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void compilesAndRuns(Snippet snippet, @TempDir Path directory) throws Exception {
    Path source = directory.resolve(snippet.name() + ".java");
    Files.writeString(source, snippet.source());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean compiles =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-d",
                    directory.toString(),
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(source.toFile()))
            .call();

    // Lines are those of the file that it is in.
    assertThat(compiles).as("%s: %s", snippet.file(), said).isTrue();

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      loader.setDefaultAssertionStatus(true);
      Events tests =
          EngineTestKit.engine("junit-jupiter")
              .configurationParameter("minos.reports", directory.toString())
              .selectors(selectClass(loader.loadClass(snippet.name())))
              .execute()
              .testEvents();
      assertThat(tests.failed().list()).as("%s", snippet).isEmpty();
      assertThat(tests.succeeded().count()).as("%s", snippet).isPositive();
    }
  }
}

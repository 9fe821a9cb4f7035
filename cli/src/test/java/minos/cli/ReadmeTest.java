package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows was run: each block {@code console} is a command and its output, times
 * aside. {@code -Dminos.refresh=true} runs them again and writes what they say.
 */
final class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern BLOCK =
      Pattern.compile("```console\n\\$ \\./minos ([^\n]*)\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern TIME = Pattern.compile("in\\s+[\\d.]+\\s+(ms|s)\\b");

  @Test
  void showsRealOutput() throws IOException {
    String readme = Files.readString(README);
    Matcher blocks = BLOCK.matcher(readme);
    StringBuilder run = new StringBuilder();
    int count = 0;
    while (blocks.find()) {
      count++;
      String output = output(blocks.group(1));
      boolean same = timeless(output).equals(timeless(blocks.group(2)));
      String shown = same ? blocks.group(2) : output;
      blocks.appendReplacement(
          run,
          Matcher.quoteReplacement(
              "```console\n$ ./minos " + blocks.group(1) + "\n" + shown + "```\n"));
    }
    blocks.appendTail(run);

    assertThat(count).isPositive();
    Golden.check(README, run.toString());
  }

  /** All but the build's own and those that start a server; each runs here in turn. */
  @Test
  void everyCommandShownRuns(@TempDir Path directory) throws IOException {
    Matcher blocks =
        Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
    List<String> commands =
        blocks
            .results()
            .flatMap(block -> block.group(1).lines())
            .map(line -> line.replaceFirst("\\s+#.*", ""))
            .filter(line -> line.contains("./minos ") && !line.contains("--local"))
            .toList();

    assertThat(commands).hasSizeGreaterThan(10);
    for (String command : commands) {
      String[] words = command.replaceFirst(".*\\./minos ", "").split(" ");
      for (int i = 0; i < words.length; i++) {
        words[i] = words[i].replaceFirst("^sample-histories/", "../sample-histories/");
        if (words[i].matches("(history|small)\\..*|report")) {
          words[i] = directory.resolve(words[i]).toString();
        }
      }
      String in =
          command.startsWith("cat ") ? Files.readString(directory.resolve("history.jsonl")) : "";
      Ran ran = Ran.minosReading(in, words);
      assertThat(ran.code()).as(command + "\n" + ran).isBetween(0, 2);
    }
  }

  @Test
  void theJavaExampleIsInATest() throws IOException {
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
    assertThat(block.find()).isTrue();
    List<String> compiled =
        Files.readAllLines(Path.of("src/test/java/minos/cli/LibraryExampleTest.java")).stream()
            .map(String::strip)
            .toList();

    assertThat(block.group(1).lines().map(String::strip).toList()).isSubsetOf(compiled);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Matcher links = Pattern.compile("\\]\\((?!http)([^)#]+)").matcher(Files.readString(README));

    while (links.find()) {
      assertThat(README.resolveSibling(links.group(1))).exists();
    }
  }

  /** Runs a command of the README, whose paths are those of the project's directory. */
  private static String output(String command) {
    String here = command.replace("sample-histories/", "../sample-histories/");
    Ran ran = Ran.minos(here.split(" ", -1));
    return (ran.out() + ran.err()).replace("../sample-histories/", "sample-histories/");
  }

  private static String timeless(String text) {
    return TIME.matcher(text).replaceAll("in TIME").replaceAll("\\s+", " ");
  }
}

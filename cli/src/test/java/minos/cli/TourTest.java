package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the tour shows was run: each block {@code console} is a command and its output, times aside.
 * {@code -Dminos.refresh=true} runs them again and writes what they say.
 */
final class TourTest {
  private static final Path TOUR = Path.of("..", "docs", "tour", "README.md");
  private static final String FILE = "history.jsonl";
  private static final Pattern BLOCK =
      Pattern.compile("```console\n\\$ \\./minos ([^\n]*)\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern TIME = Pattern.compile("in\\s+[\\d.]+\\s+(ms|s)\\b");

  @TempDir private Path directory;

  @Test
  void showsRealOutput() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(TOUR));
    StringBuilder run = new StringBuilder();
    int count = 0;
    while (blocks.find()) {
      count++;
      String output = output(blocks.group(1));
      boolean same = timeless(output).equals(timeless(blocks.group(2)));
      blocks.appendReplacement(
          run,
          Matcher.quoteReplacement(
              "```console\n$ ./minos "
                  + blocks.group(1)
                  + "\n"
                  + (same ? blocks.group(2) : output)
                  + "```\n"));
    }
    blocks.appendTail(run);

    assertThat(count).isGreaterThan(20);
    Golden.check(TOUR, run.toString());
  }

  /** Runs a command in a directory of its own. */
  private String output(String command) {
    String file = directory.resolve(FILE).toString();
    Ran ran = Ran.minos(command.replace(FILE, file).split(" ", -1));
    return (ran.out() + ran.err()).replace(file, FILE);
  }

  private static String timeless(String text) {
    return TIME.matcher(text).replaceAll("in TIME").replaceAll("\\s+", " ");
  }
}

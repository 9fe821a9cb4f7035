package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/nightly.md tells people to copy. */
final class NightlyPageTest {
  private static final Path PAGE = Path.of("../docs/nightly.md");
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPED = Pattern.compile("verify (?:s3|dynamodb) --[^\n]*");
  private static final Pattern LISTED = Pattern.compile("args: \\[([^]]*)]");

  @TempDir private Path directory;

  @Test
  void itsCommandsAreUnderstood() throws IOException {
    List<List<String>> commands = new ArrayList<>();
    for (Matcher typed = TYPED.matcher(Files.readString(PAGE)); typed.find(); ) {
      commands.add(words(typed.group(), " +"));
    }
    for (Matcher listed = LISTED.matcher(Files.readString(PAGE)); listed.find(); ) {
      commands.add(words(listed.group(1), ", *"));
    }

    assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
    for (List<String> command : commands) {
      command.add("--dry-run");
      Ran ran = Ran.minos(command.toArray(String[]::new));
      assertThat(ran.code()).as("%s: %s", command, ran).isZero();
    }
  }

  @Test
  void itsPoliciesAreJsonAndAllowNothingBeyondWhatIsVerified() throws IOException {
    List<String> policies = blocks("json");

    assertThat(policies).hasSize(2);
    for (String policy : policies) {
      JsonNode read =
          JsonMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(policy);
      assertThat(read.path("Version").asText()).isEqualTo("2012-10-17");
      for (JsonNode statement : read.path("Statement")) {
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        assertThat(statement.path("Action")).isNotEmpty();
        statement
            .path("Action")
            .forEach(action -> assertThat(action.asText()).matches("(s3|dynamodb):[A-Za-z]+"));
        assertThat(statement.path("Resource").asText()).contains("nightly").isNotEqualTo("*");
      }
    }
  }

  @Test
  void itsUnitsAreWhatSystemdTakes() throws Exception {
    Path program = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(program), "this machine has no systemd-analyze");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/java")), "this machine has no /usr/bin/java");
    List<String> command = new ArrayList<>(List.of(program.toString(), "verify"));
    for (String unit : blocks("ini")) {
      String name = unit.lines().findFirst().orElseThrow().replaceAll(".*/", "");
      command.add(Files.writeString(directory.resolve(name), unit).toString());
    }
    Path said = directory.resolve("said");

    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();

    assertThat(command).hasSize(4);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(said).lines().filter(line -> line.contains("minos-nightly")))
        .isEmpty();
    assertThat(process.exitValue()).isZero();
  }

  private static List<String> blocks(String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(Files.readString(PAGE)); block.find(); ) {
      if (block.group(1).equals(language)) {
        blocks.add(block.group(2));
      }
    }
    return blocks;
  }

  /** Words, without the quotes of a shell or of YAML, and with a name for what is looked up. */
  private static List<String> words(String line, String separator) {
    return new ArrayList<>(
        Arrays.stream(line.replaceAll("\\$\\{\\{[^}]*}}", "looked-up").split(separator, -1))
            .map(word -> word.replace("\"", ""))
            .toList());
  }
}

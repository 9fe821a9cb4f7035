package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The command as a process of its own: what only the operating system can tell. */
final class ProcessTest {
  @Test
  void exitsWithTheCodeAndKeepsTheStreamsApart() throws Exception {
    Process process = start("check", "--check", "set", "-");
    process
        .outputWriter(StandardCharsets.UTF_8)
        .append(
            """
            {:process 0, :type :invoke, :f :add,  :value 1}
            {:process 0, :type :ok,     :f :add,  :value 1}
            {:process 0, :type :invoke, :f :read, :value nil}
            {:process 0, :type :ok,     :f :read, :value []}
            """)
        .close();

    assertThat(text(process.inputReader(StandardCharsets.UTF_8))).startsWith("violated  -\n");
    assertThat(text(process.errorReader(StandardCharsets.UTF_8))).isBlank();
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void exitsWith64WhereTheCommandLineIsWrong() throws Exception {
    Process process = start("check", "no/such/file.edn");

    assertThat(text(process.inputReader(StandardCharsets.UTF_8))).isBlank();
    assertThat(text(process.errorReader(StandardCharsets.UTF_8))).contains("there is no file");
    assertThat(process.waitFor()).isEqualTo(64);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void exitsWith130WhenInterrupted() throws Exception {
    // Standard input stays open, so that it waits for more to read.
    Process process = start("check", "--progress", "-");
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    assertThat(err.readLine()).isEqualTo("minos: reading -: 0.0 MB, 1 s");

    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(Interruptible.prefix());
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of("-Xshare:auto", "-cp", System.getProperty("java.class.path"), "minos.cli.Minos"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static String text(BufferedReader reader) {
    return String.join("\n", reader.lines().toList()) + "\n";
  }
}

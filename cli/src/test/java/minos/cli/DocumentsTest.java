package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import minos.catalog.CheckCatalog;
import minos.cli.run.ExitCode;
import minos.cli.run.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The documents say what the program does. */
final class DocumentsTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void theCommandLineIsDescribedAsItIs() {
    CommandLine minos = Minos.commandLine(Terminal.system(), CheckCatalog.ALL, new Interruption());
    StringBuilder page =
        new StringBuilder(
            """
            # The command line

            What `--help` says of each command. This page is written by the test `DocumentsTest`, with
            `mvn test -pl cli -am -Dtest=DocumentsTest -Dminos.refresh=true`.
            [Exit codes](exit-codes.md) has a page of its own.
            """);
    append(page, minos);
    minos.getSubcommands().values().forEach(command -> append(page, command));

    Golden.check(DOCS.resolve("command-line.md"), page.toString());
  }

  @ParameterizedTest
  @EnumSource
  void everyExitCodeIsInTheTable(ExitCode code) throws IOException {
    String page = Files.readString(DOCS.resolve("exit-codes.md"));

    assertThat(page)
        .contains(String.format(Locale.ROOT, "| **%d** | %s |", code.number(), code.meaning()));
  }

  private static void append(StringBuilder page, CommandLine command) {
    page.append("\n## ")
        .append(command.getCommandSpec().qualifiedName())
        .append("\n\n```text\n")
        .append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("[ \\t]+\n", "\n"))
        .append("```\n");
  }
}

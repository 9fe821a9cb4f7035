package minos.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import minos.catalog.CheckCatalog;
import minos.catalog.Entry;
import minos.cli.run.ExitCode;
import minos.format.Format;
import picocli.CommandLine.Command;

/** The commands that list what can be chosen. */
final class ListCommands {
  private ListCommands() {}

  /** {@code minos models}: what {@code --model} and {@code --consistency} may be. */
  @Command(
      name = "models",
      mixinStandardHelpOptions = true,
      versionProvider = Minos.Versions.class,
      description =
          "Lists the models, and under each what can be checked of it; the first is the default.")
  static final class Models implements Callable<Integer> {
    private final Terminal terminal;
    private final CheckCatalog catalog;

    Models(Terminal terminal, CheckCatalog catalog) {
      this.terminal = terminal;
      this.catalog = catalog;
    }

    @Override
    public Integer call() {
      for (Entry model : catalog.models()) {
        String checks =
            catalog.consistencies(model.name()).stream()
                .map(Entry::name)
                .collect(Collectors.joining(", "));
        line(terminal, String.format(Locale.ROOT, "%-16s %s", model.name(), model.description()));
        line(terminal, " ".repeat(17) + checks);
      }
      return ExitCode.CONSISTENT.number();
    }
  }

  /** {@code minos formats}: what {@code --format} may be. */
  @Command(
      name = "formats",
      mixinStandardHelpOptions = true,
      versionProvider = Minos.Versions.class,
      description = "Lists the formats that histories are read in.")
  static final class Formats implements Callable<Integer> {
    private final Terminal terminal;

    Formats(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      for (Format format : Format.values()) {
        line(terminal, String.format(Locale.ROOT, "%-16s %s", format.id(), format.looks()));
      }
      return ExitCode.CONSISTENT.number();
    }
  }

  private static void line(Terminal terminal, String text) {
    terminal.out().print(text + "\n");
    terminal.out().flush();
  }
}

package minos.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import minos.catalog.CheckCatalog;
import minos.cli.run.Crash;
import minos.cli.run.ExitCode;
import minos.cli.run.Interruption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command as it is typed. */
@Command(
    name = "minos",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Judges histories: which consistency models allow what clients of a store saw.",
    versionProvider = Minos.Versions.class)
public final class Minos implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private Minos() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say what to do: minos check FILE");
  }

  /**
   * Runs a command line.
   *
   * @return the number to exit with
   */
  static int run(
      List<String> arguments, Terminal terminal, CheckCatalog catalog, Interruption interruption) {
    return commandLine(terminal, catalog, interruption).execute(arguments.toArray(String[]::new));
  }

  static CommandLine commandLine(
      Terminal terminal, CheckCatalog catalog, Interruption interruption) {
    PrintWriter out = new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8);
    return new CommandLine(new Minos())
        .addSubcommand(new CheckCommand(terminal, catalog, interruption))
        .addSubcommand(new VerifyCommand(terminal, catalog, interruption))
        .addSubcommand(new MergeCommand(terminal))
        .addSubcommand(new TrendCommand(terminal))
        .addSubcommand(new ConvertCommand(terminal))
        .addSubcommand(new GenerateCommand(terminal))
        .addSubcommand(new SimulateCommand(terminal))
        .addSubcommand(new AuditCommand(terminal, catalog))
        .addSubcommand(new ListCommands.Models(terminal, catalog))
        .addSubcommand(new ListCommands.Formats(terminal))
        .addSubcommand(new ContractsCommand(terminal))
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(80)
        .setParameterExceptionHandler((e, arguments) -> misused(e, err))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err));
  }

  private static int misused(ParameterException e, PrintWriter err) {
    err.print("minos: " + e.getMessage() + "\n");
    UnmatchedArgumentException.printSuggestions(e, err);
    err.print(
        "minos: '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help' says more\n");
    err.flush();
    return ExitCode.USAGE.number();
  }

  private static int failed(Exception e, PrintWriter err) {
    Crash.lines("running the command", e).forEach(line -> err.print("minos: " + line + "\n"));
    err.flush();
    return ExitCode.INTERNAL_ERROR.number();
  }

  /** Runs the command and exits. */
  public static void main(String[] arguments) {
    Interruption interruption = new Interruption();
    Thread running = Thread.currentThread();
    // Ctrl-C ends the JVM by way of its hooks; this one lets the run report what it knows.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!running.isAlive() || interruption.finished()) {
                    return;
                  }
                  interruption.happen();
                  try {
                    running.join(interruption.patience().toMillis());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
                },
                "interruption"));
    int code = run(List.of(arguments), Terminal.system(), CheckCatalog.ALL, interruption);
    if (interruption.finish()) {
      System.exit(code);
    }
  }

  /** What {@code --version} says. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "minos " + Version.NUMBER,
        "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
      };
    }
  }
}

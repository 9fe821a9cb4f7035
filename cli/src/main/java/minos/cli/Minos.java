package minos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command as it is typed. */
@Command(
    name = "minos",
    description = "Judges histories: which consistency models allow what clients of a store saw.",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 64,
    exitCodeOnExecutionException = 70)
public final class Minos implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 64;
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Minos()).execute(arguments));
  }
}

package minos.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import minos.cli.options.ContractText;
import minos.cli.run.ExitCode;
import minos.cli.text.ContractPage;
import minos.contract.Contract;
import minos.contract.Contracts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code minos contracts}: what {@code --contract} may be, and what each of them means. */
@Command(
    name = "contracts",
    mixinStandardHelpOptions = true,
    versionProvider = Minos.Versions.class,
    description = {
      "Lists what stores promise; with names, explains those contracts in full.",
      "",
      "  minos contracts",
      "  minos contracts s3 'quorum(3,2,2)' ./my.contract",
      "  minos check --contract dynamodb history.jsonl",
      ""
    })
final class ContractsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      converter = ContractText.class,
      description = "Contracts, with parameters or without, or files of your own.")
  private List<Contract> contracts = new ArrayList<>();

  ContractsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (contracts.isEmpty()) {
      for (Contract contract : Contracts.all()) {
        print(String.format(Locale.ROOT, "%-25s %s", contract.id(), contract.title()));
      }
    }
    for (Contract contract : contracts) {
      ContractPage.text(contract).forEach(this::print);
    }
    return ExitCode.CONSISTENT.number();
  }

  private void print(String line) {
    terminal.out().print(line + "\n");
    terminal.out().flush();
  }
}

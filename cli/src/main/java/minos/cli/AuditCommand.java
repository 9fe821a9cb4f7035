package minos.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import minos.audit.AuditResult;
import minos.audit.CounterexampleAudit;
import minos.audit.WitnessAudit;
import minos.catalog.CheckCatalog;
import minos.catalog.Question;
import minos.catalog.UnfitException;
import minos.check.Budget;
import minos.check.Check;
import minos.cli.options.Claimed;
import minos.cli.options.Reading;
import minos.cli.options.Specified;
import minos.cli.run.ExitCode;
import minos.contract.ContractCheck;
import minos.contract.StoreSteps;
import minos.format.Format;
import minos.format.HistoryFiles;
import minos.format.Keyed;
import minos.format.ReadOptions;
import minos.format.verdict.WitnessFile;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.SequentialSpec;
import minos.spec.UnknownCallException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code minos audit}: verifies a witness or a counterexample. */
@Command(
    name = "audit",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = Minos.Versions.class,
    description =
        "Verifies a witness of linearizability or a counterexample, without what found it where"
            + " that can be, and says what was verified.",
    footer = {
      "",
      "Exits with 0 if it is verified, 1 if it is refuted, 2 if nobody knows, 65 if a",
      "file is not what it should be.",
      "",
      "Examples:",
      "  minos check history.edn --witness witness.jsonl",
      "  minos audit history.edn --witness witness.jsonl",
      "  minos check broken.edn --counterexample small.jsonl",
      "  minos audit broken.edn --counterexample small.jsonl",
      "  minos audit broken.jsonl --contract s3 --counterexample small.jsonl"
    })
final class AuditCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final CheckCatalog catalog;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "HISTORY",
      description = "The whole history, as given to minos check.")
  private String file = "-";

  @ArgGroup(exclusive = true, multiplicity = "1", heading = "%nWhat is verified:%n")
  private Claimed claimed = new Claimed();

  @ArgGroup(validate = false, heading = "%nWhat it is verified against:%n")
  private Specified specified = new Specified();

  @ArgGroup(validate = false, heading = "%nHow the history is read:%n")
  private Reading reading = new Reading();

  AuditCommand(Terminal terminal, CheckCatalog catalog) {
    this.terminal = terminal;
    this.catalog = catalog;
  }

  @Override
  public Integer call() throws IOException {
    try {
      History history = history();
      String witness = claimed.witness();
      String counterexample = claimed.counterexample();
      if (witness != null) {
        return witness(history, witness);
      }
      return counterexample(history, String.valueOf(counterexample));
    } catch (MalformedHistoryException e) {
      e.problems().forEach(problem -> complain(problem.toString()));
      return ExitCode.BAD_DATA.number();
    } catch (UnfitException | UnknownCallException e) {
      complain(file + ": " + e.getMessage());
      return ExitCode.BAD_DATA.number();
    }
  }

  private History history() throws IOException, MalformedHistoryException {
    if (file.equals("-")) {
      return keyed(HistoryFiles.read(terminal.in(), "-", plain(reading.options())));
    }
    return keyed(HistoryFiles.read(existing(file), plain(reading.options())));
  }

  /** Keys are taken off values afterwards, for it depends on the looks of the whole history. */
  private static ReadOptions plain(ReadOptions options) {
    return options.keyed() == Keyed.AUTO ? options.withKeyed(Keyed.NO) : options;
  }

  private History keyed(History history) throws MalformedHistoryException {
    boolean auto = reading.options().keyed() == Keyed.AUTO;
    return auto && history.looksKeyedByValue() ? history.keyedByValue() : history;
  }

  private int witness(History history, String name)
      throws IOException, UnfitException, MalformedHistoryException {
    WitnessFile.Content content;
    try (InputStream in = Files.newInputStream(existing(name));
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in) {
      content = WitnessFile.read(plain, name);
    }
    if (!content.consistency().equals("linearizable")) {
      complain(name + ": only witnesses of linearizability can be verified");
      return ExitCode.BAD_DATA.number();
    }
    Check check = check(specified.linearizable(Optional.of(content.model())), history);
    History ordered = history;
    SequentialSpec<?> model;
    if (check instanceof LinearizabilityCheck linearizable) {
      model = linearizable.spec();
    } else if (check instanceof ContractCheck store) {
      Optional<StoreSteps> steps = StoreSteps.of(history, store, Budget.unlimited());
      if (steps.isEmpty()) {
        return tell(
            name,
            new AuditResult.Undecided("nobody knows what all of its keys hold, so none can tell"));
      }
      ordered = steps.get().history();
      model = steps.get().spec();
    } else {
      throw new UnfitException("the audit knows no specification for it; say which with --model");
    }
    if (content.operations() != ordered.size()) {
      return tell(
          name,
          new AuditResult.Refuted(
              "it is of a history of "
                  + content.operations()
                  + " operations, but this one has "
                  + ordered.size(),
              Optional.empty()));
    }
    return tell(name, WitnessAudit.verify(ordered, model, content.orders()));
  }

  private int counterexample(History history, String name)
      throws IOException, UnfitException, MalformedHistoryException {
    History part = HistoryFiles.read(existing(name), ReadOptions.DEFAULT);
    if (history.keyCount() > 0 && part.keyCount() == 0) {
      part = part.keyedByValue();
    }
    Check check = check(specified.question(), history);
    AuditResult result = CounterexampleAudit.verify(check, history, part, Budget.unlimited());
    boolean found =
        !(result instanceof AuditResult.Refuted)
            || !part.origin().format().equals(Format.JEPSEN_TXT.id());
    return tell(
        name,
        found
            ? result
            : new AuditResult.Undecided(
                "jepsen-txt does not say the indexes of operations, so they can't be found in the"
                    + " history; write it as .jsonl or .edn"));
  }

  private Check check(Question question, History history) throws UnfitException {
    List<Check> checks = catalog.choose(question, history, false).checks();
    if (checks.size() == 1) {
      return checks.get(0);
    }
    throw new UnfitException("an audit is of one check; say which with --model and --consistency");
  }

  private int tell(String name, AuditResult result) {
    ExitCode code;
    String verdict;
    String why;
    if (result instanceof AuditResult.Verified verified) {
      code = ExitCode.CONSISTENT;
      verdict = "verified";
      why = verified.operations() + " operations " + verified.how();
    } else if (result instanceof AuditResult.Refuted refuted) {
      code = ExitCode.VIOLATED;
      verdict = "refuted";
      why = refuted.reason() + refuted.operation().map(AuditCommand::at).orElse("");
    } else {
      code = ExitCode.UNDECIDED;
      verdict = "undecided";
      why = ((AuditResult.Undecided) result).reason();
    }
    terminal.out().print(verdict + "  " + name + "\n  " + why + "\n");
    terminal.out().flush();
    return code.number();
  }

  private static String at(Operation operation) {
    return ": "
        + operation
        + (operation.invokeLine().isPresent()
            ? ", line " + operation.invokeLine().getAsLong()
            : ", index " + operation.index());
  }

  private Path existing(String name) {
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + name);
    }
    return path;
  }

  private void complain(String message) {
    terminal.err().print("minos: " + message + "\n");
    terminal.err().flush();
  }
}

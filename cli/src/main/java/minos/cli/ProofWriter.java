package minos.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import minos.cli.options.Proofs;
import minos.cli.run.FileReport;
import minos.counterexample.Counterexample;
import minos.counterexample.Form;
import minos.format.Format;
import minos.format.HistoryWriter;
import minos.format.verdict.WitnessFile;
import minos.history.History;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;

/** Writes the proofs that a command line asks for, and says so where there is none. */
final class ProofWriter {
  private final Proofs proofs;
  private final Consumer<String> complain;

  ProofWriter(Proofs proofs, Consumer<String> complain) {
    this.proofs = proofs;
    this.complain = complain;
  }

  void write(FileReport report) throws IOException {
    if (report.history().isEmpty()) {
      return;
    }
    if (proofs.counterexample().isPresent()) {
      counterexample(report, proofs.counterexample().get());
    }
    if (proofs.witness().isPresent()) {
      witness(report, proofs.witness().get());
    }
  }

  private void counterexample(FileReport report, String name) throws IOException {
    Optional<Counterexample> first =
        report.proofs().counterexamples().values().stream().findFirst();
    if (first.isEmpty()) {
      complain.accept(
          "no counterexample was written to "
              + name
              + ": "
              + (report.judgement().equals(Optional.of(Judgement.VIOLATED))
                  ? "it is not known how to reduce histories for this check, or there was no time"
                  : "no violation was found"));
      return;
    }
    Counterexample counterexample = first.get();
    HistoryWriter writer = HistoryWriter.of(format(name).orElse(Format.JSONL)).orElseThrow();
    writer
        .losses(counterexample.history())
        .forEach(loss -> complain.accept("warning: " + name + ": " + loss));
    boolean headed = format(name).orElse(Format.JSONL) == Format.JSONL;
    History history = headed ? headed(counterexample) : counterexample.history();
    WholeFile.write(Path.of(name), out -> writer.write(history, out));
    if (counterexample.form() == Form.WINDOW || !counterexample.minimal()) {
      complain.accept(
          name
              + " has "
              + counterexample.history().size()
              + " operations, "
              + (counterexample.minimal()
                  ? "none of which can be left out by itself"
                  : "which may not be the fewest: there was no time to try all"));
    }
  }

  /** The history, saying which of Jepsen's checkers it is of: what is left may look otherwise. */
  private static History headed(Counterexample counterexample) {
    CheckResult result = counterexample.result();
    return result.consistency().equals("jepsen:" + result.model())
        ? counterexample
            .history()
            .withHeader("model", new Text(result.model()))
            .withHeader("consistency", Value.seq(new Text(result.consistency())))
        : counterexample.history();
  }

  /** The format to write, by the name of a file; empty if the name tells none. */
  private static Optional<Format> format(String name) {
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
      case "jsonl", "ndjson" -> Optional.of(Format.JSONL);
      case "edn" -> Optional.of(Format.JEPSEN_EDN);
      case "txt" -> Optional.of(Format.JEPSEN_TXT);
      case "csv", "tsv" -> Optional.of(Format.CSV);
      default -> Optional.empty();
    };
  }

  private void witness(FileReport report, String name) throws IOException {
    Optional<CheckResult> linearizable =
        report.results().stream()
            .filter(result -> result.consistency().equals("linearizable"))
            .findFirst();
    if (report.proofs().witness().isEmpty() || linearizable.isEmpty()) {
      complain.accept(
          "no witness was written to "
              + name
              + ": "
              + (linearizable.isEmpty()
                  ? "there are witnesses of linearizability only"
                  : linearizable.get().verdict().judgement() == Judgement.CONSISTENT
                      ? "the algorithm gives none, and a search found none in time"
                      : "the history is " + linearizable.get().verdict().judgement().word()));
      return;
    }
    WholeFile.write(
        Path.of(name),
        out ->
            WitnessFile.write(
                Version.NUMBER,
                linearizable.get().consistency(),
                linearizable.get().model(),
                report.proofs().witness().get().history(),
                report.proofs().witness().get().orders(),
                out));
  }
}

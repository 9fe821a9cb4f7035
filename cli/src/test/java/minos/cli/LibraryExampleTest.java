package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;
import minos.check.Check;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** The README's example of the library. */
final class LibraryExampleTest {
  @Test
  void judgesAFile() throws Exception {
    Path file = Path.of("../sample-histories/register/violated/minos-stale-read.edn");
    List<String> log = new ArrayList<>();

    History history = HistoryFiles.read(file, ReadOptions.DEFAULT);
    Check check = new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS));
    CheckResult result = check.check(history, Budget.unlimited());
    if (result.verdict() instanceof Verdict.Violated violated) {
      violated.violations().forEach(violation -> log.add(violation.summary()));
    }

    assertThat(log).isNotEmpty();
  }
}

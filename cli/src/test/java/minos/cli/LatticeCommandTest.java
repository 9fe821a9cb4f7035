package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code --consistency all} and {@code --staleness} for registers. */
final class LatticeCommandTest {
  private static final String STALE = "../sample-histories/register/violated/minos-stale-read.edn";

  @Test
  void drawsTheLatticeAndNamesTheStrongestSatisfiedAndTheWeakestViolated() {
    Ran ran = Ran.minos("check", "--consistency", "all", STALE);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("  strongest sequential, session, safe, bounded-staleness:2\n")
        .contains("  weakest   violated: regular\n")
        .contains("    [-] linearizable\n    |- [+] sequential\n")
        .contains("[+] causal (as causal-convergence)");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void hasACheckForEachModelInTheDocument() throws Exception {
    Ran ran = Ran.minos("check", "--consistency", "all", "--output", "json", STALE);

    JsonNode history = new ObjectMapper().readTree(ran.out()).get("histories").get(0);
    List<String> names = history.get("checks").findValuesAsText("consistency");
    assertThat(names).contains("linearizable", "sequential", "causal", "eventual", "no-thin-air");
    assertThat(history.get("strongest").toString()).contains("\"sequential\"");
    assertThat(history.get("violated").toString()).isEqualTo("[\"regular\"]");
  }

  @Test
  void asksOnlyWhatIsNamed() {
    Ran ran = Ran.minos("check", "--consistency", "sequential,bounded-staleness:1", STALE);

    assertThat(ran.code()).isEqualTo(0);
    assertThat(ran.out()).contains("checked   sequential, model register: consistent");
    assertThat(ran.out()).contains("checked   bounded-staleness:1, model register: consistent");
  }

  @Test
  void measuresStaleness() throws Exception {
    Ran text = Ran.minos("check", "--staleness", STALE);
    Ran json = Ran.minos("check", "--staleness", "--output", "json", STALE);

    assertThat(text.out())
        .contains("  staleness\n    reads     1 read\n    stale     1 of 1, 100 %");
    JsonNode history = new ObjectMapper().readTree(json.out()).get("histories").get(0);
    assertThat(history.get("staleness").get("stale").get("hits").intValue()).isEqualTo(1);
    assertThat(history.get("staleness").get("mostVersions").intValue()).isEqualTo(1);
  }
}

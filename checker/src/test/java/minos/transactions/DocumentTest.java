package minos.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import minos.verdict.Anomaly;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/transactions.md} has each level and each anomaly. */
final class DocumentTest {
  private static String page = "";

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of("..", "docs", "transactions.md"), UTF_8);
  }

  @Test
  void hasEachLevelAndWhatItImplies() {
    for (IsolationLevel level : IsolationLevel.values()) {
      String implied =
          level.implied().stream()
              .map(each -> "`" + each.id() + "`")
              .collect(Collectors.joining(", "));
      String section = page.split("### `" + level.id() + "`\n", 2)[1].split("\n#", 2)[0];
      assertThat(section)
          .contains("Implies: " + (implied.isEmpty() ? "nothing" : implied) + ".")
          .contains("Source: ");
    }
  }

  @Test
  void hasEachAnomaly() {
    List<Anomaly> anomalies =
        Arrays.stream(Anomaly.values())
            .filter(anomaly -> anomaly.compareTo(Anomaly.G0) >= 0)
            .toList();
    assertThat(anomalies).hasSizeGreaterThan(20);
    for (Anomaly anomaly : anomalies) {
      assertThat(page).contains("`" + anomaly.id() + "`");
    }
  }
}

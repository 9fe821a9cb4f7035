package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A store directory for each of Jepsen's and Maelstrom's workloads, good and bad, with results as
 * those checkers write them: without an option the verdict is Jepsen's, and so is every result
 * field.
 */
final class JepsenStoresTest {
  /** What these check has no result fields of its own, or none that tell them apart. */
  private static final Set<String> WITHOUT_FIELDS =
      Set.of("causal-reverse", "lin-kv", "txn-list-append", "txn-rw-register");

  static List<Path> stores() throws IOException, URISyntaxException {
    Path all =
        Path.of(
            Objects.requireNonNull(JepsenStoresTest.class.getResource("/jepsen-stores")).toURI());
    try (Stream<Path> stores = Files.list(all)) {
      return stores.sorted().toList();
    }
  }

  @Test
  void hasAStoreOfEachKind() throws Exception {
    assertThat(stores()).hasSizeGreaterThanOrEqualTo(47);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void agreesWithJepsenInTheVerdictAndInEveryField(Path store) throws IOException {
    String name = store.getFileName().toString();

    Ran ran = Ran.minos("check", "--output", "json", store.toString());

    JsonNode history = new ObjectMapper().readTree(ran.out()).get("histories").get(0);
    JsonNode jepsen = history.get("jepsen");
    assertThat(ran.code()).as(ran.toString()).isEqualTo(name.endsWith("-good") ? 0 : 1);
    assertThat(jepsen.get("agrees").booleanValue()).as(name).isTrue();
    assertThat(jepsen.get("differences")).as(name).isEmpty();
    JsonNode fields = jepsen.get("fields");
    assertThat(fields.get("agreeing").intValue())
        .as(name)
        .isEqualTo(fields.get("compared").intValue());
    if (!WITHOUT_FIELDS.contains(name.substring(0, name.lastIndexOf('-')))) {
      assertThat(fields.get("compared").intValue()).as(name).isPositive();
    }
  }
}

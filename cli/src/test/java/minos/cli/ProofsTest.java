package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counterexamples and witnesses: written, judged again, audited. */
final class ProofsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path STALE =
      Manifest.SAMPLES.resolve("register/violated/minos-stale-read.edn");
  private static final Path FINE =
      Manifest.SAMPLES.resolve("register/consistent/minos-concurrent-writes.edn");

  @TempDir private Path directory;

  static Stream<Manifest.Line> violated() {
    return Manifest.lines()
        .filter(line -> line.verdict().equals("violated"))
        .filter(
            line ->
                !line.consistency().startsWith("jepsen:")
                    || line.consistency().matches("jepsen:(bank|set)"));
  }

  static Stream<Manifest.Line> linearizable() {
    return Manifest.lines().filter(line -> line.consistency().equals("linearizable"));
  }

  @ParameterizedTest
  @MethodSource("violated")
  void aCounterexampleIsJudgedAsTheWholeIs(Manifest.Line line) throws IOException {
    Path small = directory.resolve("small.jsonl");
    JsonNode whole = violation(words(line.command(), "--counterexample", small.toString()));
    String[] again = line.command();
    again[1] = small.toString();
    again[3] = "jsonl";
    JsonNode part = violation(again);

    assertThat(part.get("anomaly")).isEqualTo(whole.get("anomaly"));
    assertThat(part.get("culprit").path("index")).isEqualTo(whole.get("culprit").path("index"));
  }

  @ParameterizedTest
  @MethodSource("linearizable")
  void theAuditVerifiesWhatCheckWrote(Manifest.Line line) {
    Path proof = directory.resolve("proof.jsonl");
    boolean violated = line.verdict().equals("violated");
    String option = violated ? "--counterexample" : "--witness";
    Ran.minos(words(line.command(), option, proof.toString()));
    if (line.verdict().equals("undecided")) {
      assertThat(proof).doesNotExist();
      return;
    }
    List<String> audit = new ArrayList<>(List.of(line.command()));
    audit.set(0, "audit");
    int consistency = audit.indexOf("--consistency");
    audit.subList(consistency, consistency + 2).clear();
    audit.addAll(List.of(option, proof.toString()));
    Ran ran = Ran.minos(audit.toArray(String[]::new));

    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out()).startsWith("verified  " + proof);
  }

  @Test
  void formatsGoByTheNameOfTheFile() throws IOException {
    Path edn = directory.resolve("small.edn");
    Ran.minos("check", STALE.toString(), "--counterexample", edn.toString());

    assertThat(Files.readString(edn)).startsWith("{");
    assertThat(Ran.minos("check", edn.toString()).code()).isEqualTo(1);
    assertThat(Ran.minos("audit", STALE.toString(), "--counterexample", edn.toString()).code())
        .isZero();
  }

  @Test
  void aCounterexampleOfARecordingWithoutInvocationsIsFoundInIt() throws IOException {
    Path history = directory.resolve("completions.edn");
    Path small = directory.resolve("small.jsonl");
    Files.writeString(
        history,
        """
        {:type :ok, :f :txn, :value [[:w 3 1]]}
        {:type :ok, :f :txn, :value [[:w 1 1] [:w 2 1]]}
        {:type :ok, :f :txn, :value [[:w 1 2] [:w 2 2]]}
        {:type :ok, :f :txn, :value [[:r 1 2] [:r 2 1]]}
        """);
    String[] rest = {
      history.toString(),
      "--model",
      "rw-register",
      "--consistency",
      "serializable",
      "--counterexample",
      small.toString()
    };
    Ran.minos(words(new String[] {"check"}, rest));
    Ran ran = Ran.minos(words(new String[] {"audit"}, rest));

    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out()).startsWith("verified  " + small);
  }

  /** Groups of three keys, which the first read that is left need not say. */
  @Test
  void aLongForkIsVerifiedWithTheSizeOfItsGroups() throws IOException {
    Path history = directory.resolve("history.edn");
    Path small = directory.resolve("small.edn");
    StringBuilder events = new StringBuilder();
    for (int key = 0; key < 3; key++) {
      events.append(transaction(0, "[[:w %d 1]]".formatted(key), "[[:w %d 1]]".formatted(key)));
    }
    String asked = "[[:r 0 nil] [:r 1 nil] [:r 2 nil]]";
    events.append(transaction(1, asked, asked));
    events.append(transaction(1, asked, "[[:r 0 1] [:r 1 nil] [:r 2 1]]"));
    events.append(transaction(2, asked, "[[:r 0 nil] [:r 1 1] [:r 2 1]]"));
    Files.writeString(history, events);

    Ran.minos(fork("check", history, "3", "--counterexample", small.toString()));
    Ran again = Ran.minos(fork("check", small, "3"));
    Ran audit = Ran.minos(fork("audit", history, "3", "--counterexample", small.toString()));
    Ran wrong = Ran.minos(fork("audit", history, "2", "--counterexample", small.toString()));

    assertThat(again.code()).as("%s", again).isEqualTo(1);
    assertThat(again.out()).contains("long fork");
    assertThat(audit.code()).as("%s", audit).isZero();
    assertThat(wrong.code()).as("%s", wrong).isEqualTo(2);
  }

  private static String[] fork(String command, Path file, String size, String... more) {
    String[] first = {command, file.toString(), "--check", "long-fork", "--group-size", size};
    return words(first, more);
  }

  private static String transaction(int process, String asked, String answered) {
    return "{:process %d, :type :invoke, :f :txn, :value %s}\n".formatted(process, asked)
        + "{:process %d, :type :ok, :f :txn, :value %s}\n".formatted(process, answered);
  }

  @Test
  void theAuditOfAFileWithoutIndexesIsUndecided() throws IOException {
    Path text = directory.resolve("small.txt");
    Path history = directory.resolve("history.edn");
    Files.writeString(
        history,
        """
        {:index 0, :process 0, :type :invoke, :f :write, :value 1}
        {:index 1, :process 0, :type :ok, :f :write, :value 1}
        {:index 2, :process 1, :type :invoke, :f :read, :value nil}
        {:index 3, :process 1, :type :ok, :f :read, :value 9}
        """);
    Ran.minos(
        "check", history.toString(), "--model", "register", "--counterexample", text.toString());
    Ran ran =
        Ran.minos(
            "audit",
            history.toString(),
            "--model",
            "register",
            "--counterexample",
            text.toString());

    assertThat(ran.code()).as("%s", ran).isEqualTo(2);
    assertThat(ran.out()).contains("does not say the indexes");
  }

  @Test
  void aWitnessOfAnotherHistoryIsRefuted() {
    Path witness = directory.resolve("witness.jsonl");
    Ran.minos("check", FINE.toString(), "--witness", witness.toString());
    Ran ran = Ran.minos("audit", STALE.toString(), "--witness", witness.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).startsWith("refuted  " + witness);
  }

  @Test
  void aPartOfAConsistentHistoryIsNoCounterexample() throws IOException {
    Path small = directory.resolve("small.jsonl");
    Ran.minos("check", STALE.toString(), "--counterexample", small.toString());
    Ran ran = Ran.minos("audit", FINE.toString(), "--counterexample", small.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("refuted");
  }

  @Test
  void aBrokenWitnessIsBadData() throws IOException {
    Path witness = directory.resolve("witness.jsonl");
    Ran.minos("check", FINE.toString(), "--witness", witness.toString());
    List<String> lines = Files.readAllLines(witness);
    Files.write(witness, lines.subList(0, lines.size() - 1));
    Ran cut = Ran.minos("audit", FINE.toString(), "--witness", witness.toString());

    assertThat(cut.code()).isEqualTo(65);
    assertThat(cut.err()).contains(witness + ":").contains("not a whole witness");

    Files.writeString(witness, "no json");
    assertThat(Ran.minos("audit", FINE.toString(), "--witness", witness.toString()).code())
        .isEqualTo(65);
  }

  @Test
  void oneOfBothIsNeeded() {
    assertThat(Ran.minos("audit", FINE.toString()).code()).isEqualTo(64);
    assertThat(
            Ran.minos("audit", FINE.toString(), "--witness", "a", "--counterexample", "b").code())
        .isEqualTo(64);
  }

  @Test
  void thereIsOneProofARun() {
    Ran ran =
        Ran.minos("check", FINE.toString(), STALE.toString(), "--counterexample", "nowhere.jsonl");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .startsWith("minos: --counterexample and --witness are of one history; there are 2\n");
  }

  @Test
  void whereThereIsNoProofItIsSaid() {
    Path nowhere = directory.resolve("nowhere.jsonl");
    Ran none = Ran.minos("check", FINE.toString(), "--counterexample", nowhere.toString());
    Ran violated = Ran.minos("check", STALE.toString(), "--witness", nowhere.toString());

    assertThat(none.err())
        .isEqualTo(
            "minos: no counterexample was written to " + nowhere + ": no violation was found\n");
    assertThat(violated.err())
        .isEqualTo("minos: no witness was written to " + nowhere + ": the history is violated\n");
    assertThat(nowhere).doesNotExist();
  }

  private static JsonNode violation(String... command) throws IOException {
    Ran ran = Ran.minos(words(command, "--output", "json"));
    assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
    return JSON.readTree(ran.out()).at("/histories/0/checks/0/violations/0");
  }

  private static String[] words(String[] command, String... more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
  }
}

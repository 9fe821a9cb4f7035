package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.verify.LocalServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerifyCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s4 --local | there is no store 's4'; did you mean s3?",
        "s3 | s3 needs a --bucket, or --local for a server of ours",
        "dynamodb | dynamodb needs a --table, or --local for a server of ours",
        "redis | redis needs an --endpoint",
        "etcd --local | there is no local server for etcd; start one, and give its --endpoint",
        "s3 --bucket b --workload caz | there is no workload 'caz'; did you mean cas?",
        "s3 --bucket b --local-fault eventual | --local-fault needs --local: faults are for servers of ours",
        "s3 --local --local-fault often | there is no --local-fault 'often'; expected eventual",
        "s3 --local --faults delai | there is no fault 'delai'; did you mean delay?",
        "s3 --bucket b --faults delay | --faults needs --local, or an --endpoint that begins with http:, redis:, zookeeper: or cassandra:; what stands in the way of others would break their TLS",
        "cassandra --endpoint cassandra://c | cassandra needs a --table KEYSPACE.TABLE",
        "cassandra --endpoint cassandra://c --table k.t --write-level seriel | there is no --write-level 'seriel'; expected one of one, two, quorum, all, local-quorum, serial",
        "s3 --local --consistency linearisable | there is no consistency model 'linearisable'; did you mean linearizable?",
        "s3 --local --contract s3 --consistency regular | --contract and --consistency are two ways to ask; give one of them, or run twice",
        "s3 --bucket b --workload set --dry-run | the workload set is not one for s3",
        "redis --endpoint redis://h --resume . --dry-run | --resume goes on with a run; leave out --dry-run, --plan and --clean",
        "s3 --local --routing round | there is no --routing 'round'; expected one of sticky, roaming, write-first",
        "s3 --local --read-level weak | there is no --read-level 'weak'; expected strong or eventual",
        "s3 --local --reads 0.9 --deletes 0.2 | a run needs clients and keys, and shares of reads and deletions that are at most 1 together",
      })
  void whatCanNotBeDoneIsSaidBeforeAnythingIsDone(String line, String message) {
    Ran ran = Ran.minos(("verify " + line).split(" ", -1));

    assertThat(ran.err()).startsWith("minos: " + message + "\n");
    assertThat(ran.code()).isEqualTo(64);
  }

  @Test
  void aDryRunSaysWhatItWouldDoAndAsksNobody() {
    Ran ran =
        Ran.minos(
            "verify", "s3", "--bucket", "b", "--operations", "100000", "--seed", "1", "--dry-run");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern(
            "would use     objects below minos-verify/\\d{8}-\\d{6}/ in the bucket b\n")
        .contains("would do      100,000 operations of the workload registers")
        .containsPattern("would cost    \\$0\\.2\\d{3} by the prices of 2024-11-01")
        .contains("and no more than $1.00\n")
        .endsWith("nothing was asked of the store\n");
  }

  /** What removes things has a dry run, too. */
  @Test
  void aDryRunOfCleaningUpRemovesNothing() {
    Ran ran =
        Ran.minos("verify", "redis", "--endpoint", "redis://127.0.0.1:1", "--clean", "--dry-run");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .isEqualTo("would remove  keys below minos-verify/\nnothing was asked of the store\n");
  }

  @Test
  void aDryRunFitsATerminalAndCountsRequestsThatAreFree() {
    Ran ran =
        Ran.minos(
            "verify", "redis", "--endpoint", "redis://127.0.0.1:1", "--seed", "1", "--dry-run");

    assertThat(ran.out()).containsPattern("about \\d+ delete, \\d+ read, \\d+ write\n");
    assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void aPlanSaysHowManyReadsRareViolationsTake() {
    Ran ran = Ran.minos("verify", "s3", "--bucket", "b", "--plan");

    assertThat(ran.out()).containsPattern("1,000 +2,995 +4,603 ");
    assertThat(ran.out()).containsPattern("1,000,000 +2,995,731 +4,605,168 ");
  }

  @Test
  void aStoreThatDoesNotAnswerIsUnreachableAndLeavesNothing() {
    Path out = directory.resolve("run");

    Ran ran =
        Ran.minos("verify", "redis", "--endpoint", "redis://127.0.0.1:1", "--out", out.toString());

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err()).startsWith("minos: Redis at 127.0.0.1:1 does not answer: ");
    assertThat(out).doesNotExist();
  }

  @Test
  void aRunIsNotRecordedOverAnother() throws IOException {
    Files.writeString(directory.resolve("precious"), "");

    Ran ran = Ran.minos("verify", "s3", "--local", "--out", directory.toString());

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .startsWith(
            "minos: --out "
                + directory
                + " is not empty: a run is recorded into an empty directory\n");
  }

  /** S3Proxy loses updates that are guarded by an ETag: some run shows it, and so does its file. */
  @Test
  void lostUpdatesOfAnS3ServerAreFoundAndFoundAgain() throws IOException {
    assumeBuilt(LocalServer.Kind.S3);
    Path out = directory.resolve("run");

    Ran ran =
        Ran.minos(
            "verify",
            "s3",
            "--local",
            "--workload",
            "cas",
            "--keys",
            "1",
            "--operations",
            "250",
            "--seed",
            "1",
            "--out",
            out.toString());

    assertThat(ran.out()).startsWith("violated  " + out).contains("cas [");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(out.resolve("verdict.json")).content().contains("\"verdict\" : \"violated\"");
    assertThat(out.resolve("run.json")).content().contains("\"seed\" : 1", "\"all\" : 250");
    assertThat(out.resolve("junit.xml")).exists();
    assertThat(out.resolve("report/history.jsonl.html")).content().contains("verify s3 --local");
    Ran proof = Ran.minos("check", out.resolve("counterexample.jsonl").toString(), "--quiet");
    assertThat(proof.code()).isEqualTo(1);
    assertThat(out.resolve("metrics.txt")).content().contains("minos_exit_code{store=\"s3\"} 1\n");

    Ran again = Ran.minos("check", out.toString(), "--quiet");
    assertThat(again.code()).isEqualTo(1);
    assertNoSecret(out, ran);
  }

  @Test
  void staleReadsOfAnEventualS3ServerAreFound() throws IOException {
    assumeBuilt(LocalServer.Kind.S3);
    Path out = directory.resolve("run");

    Ran ran =
        Ran.minos(
            "verify",
            "s3",
            "--local",
            "--local-fault",
            "eventual",
            "--operations",
            "200",
            "--out",
            out.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("the recording says that its store promises s3")
        .contains("Broken promise `regular` (documented)")
        .contains("stale read");
  }

  /** What is promised decides the verdict; what is asked for instead is kept for later, too. */
  @Test
  void anEventualReadMayBeStaleUnlessMoreIsAskedFor() throws IOException {
    assumeBuilt(LocalServer.Kind.DYNAMODB);
    Path promised = directory.resolve("promised");
    Path asked = directory.resolve("asked");

    Ran byContract = eventual(promised, "--operations", "200");
    Ran byModel = eventual(asked, "--operations", "60", "--consistency", "linearizable");

    assertThat(byContract.code()).isZero();
    assertThat(byContract.out()).contains("stronger  violated").contains("stale     ");
    assertThat(byModel.code()).isEqualTo(1);
    assertThat(byModel.out()).contains("linearizable, model register: violated");
    assertThat(Ran.minos("check", promised.toString(), "--quiet").code()).isZero();
    assertThat(Ran.minos("check", asked.toString(), "--quiet").code()).isEqualTo(1);
  }

  private static Ran eventual(Path out, String... more) {
    List<String> words =
        new ArrayList<>(List.of("verify", "dynamodb", "--local", "--local-fault", "eventual"));
    words.addAll(List.of("--read-level", "eventual", "--seed", "1"));
    words.addAll(List.of("--out", out.toString()));
    words.addAll(List.of(more));
    return Ran.minos(words.toArray(String[]::new));
  }

  /** A counter that is not idempotent counts what arrives twice twice. */
  @Test
  void requestsThatArriveTwiceAreSeenAndRecorded() throws IOException {
    assumeBuilt(LocalServer.Kind.DYNAMODB);
    Path out = directory.resolve("run");

    Ran ran =
        Ran.minos(
            "verify",
            "dynamodb",
            "--local",
            "--workload",
            "counter",
            "--operations",
            "200",
            "--seed",
            "1",
            "--faults",
            "duplicate",
            "--fault-period",
            "200ms",
            "--out",
            out.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("counter out of bounds");
    assertThat(out.resolve("history.jsonl")).content().contains("\":nemesis\"", "\"duplicate\"");
  }

  @Test
  void tornBatchesOfDynamoDbLocalAreFoundAndItsTransactionsAreRight() throws IOException {
    assumeBuilt(LocalServer.Kind.DYNAMODB);
    Path torn = directory.resolve("torn");
    Path right = directory.resolve("right");

    Ran batches =
        Ran.minos(
            "verify",
            "dynamodb",
            "--local",
            "--workload",
            "batch-reads",
            "--operations",
            "300",
            "--seed",
            "1",
            "--out",
            torn.toString());
    Ran transactions =
        Ran.minos(
            "verify",
            "dynamodb",
            "--local",
            "--workload",
            "transactions",
            "--operations",
            "300",
            "--seed",
            "1",
            "--out",
            right.toString());

    assertThat(batches.code()).isZero();
    assertThat(batches.out())
        .contains("dynamodb, model store: consistent")
        .contains("stronger  violated")
        .contains("G-single");
    assertThat(Ran.minos("check", torn.toString(), "--quiet").code()).isZero();
    Ran asked = Ran.minos("check", torn.toString(), "--consistency", "serializable");
    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.out()).contains("serializable, model rw-register: violated");
    assertThat(transactions.code()).isZero();
    assertNoSecret(torn, batches);
  }

  private static void assumeBuilt(LocalServer.Kind kind) {
    Optional<Path> jar = kind.find(Path.of("target"), Path.of(".."));
    assumeTrue(
        jar.isPresent(), kind.module() + " was not built: mvn -pl " + kind.module() + " package");
  }

  /** The secret of the local servers' credentials is nowhere. */
  private static void assertNoSecret(Path out, Ran ran) throws IOException {
    String secret = "local-only";
    assertThat(ran.out() + ran.err()).doesNotContain(secret);
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
            .as("%s", file)
            .doesNotContain(secret);
      }
    }
  }
}

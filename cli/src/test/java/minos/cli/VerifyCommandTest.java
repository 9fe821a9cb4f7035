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
        "s3 --bucket b --workload set --dry-run | the workload set is not one for s3; expected one of registers, hot-key, many-keys, recreate, probe, cas, list",
        "dynamodb --table t --workload list-append --dry-run | the workload list-append is not one for dynamodb; expected one of registers, hot-key, many-keys, recreate, probe, cas, counter, set, transactions, batch-reads, list-transactions",
        "redis --endpoint redis://h --resume . --dry-run | --resume goes on with a run; leave out --dry-run, --plan and --clean",
        "s3 --local --routing round | there is no --routing 'round'; expected one of sticky, roaming, write-first",
        "s3 --local --read-level weak | there is no --read-level 'weak'; expected strong or eventual",
        "s3 --local --reads 0.9 --deletes 0.2 | a share of 0.9 reads and one of 0.2 deletions are more than all; expected at most 1 together",
        "s3 --local --reads 2 | --reads 2.0 is no share; expected a number from 0 to 1",
        "s3 --local --clients 0 | --clients 0 is too few; expected 1 or more",
        "s3 --local --keys 0 | --keys 0 is too few; expected 1 or more",
        "s3 --local --operations -5 | --operations -5 is too few; expected 1 or more",
        "s3 --local --page-size 0 | --page-size 0 is too few; expected 1 or more",
        "s3 --local --rate 0 | --rate 0.0 is no rate; expected operations a second, more than 0",
        "s3 --local --max-cost -1 | --max-cost -1.0 is no price; expected dollars, such as 2.00",
        "s3 --bucket b --role 3/2 --run x --dry-run | there is no role 3/2; expected one from 1/2 to 2/2",
        "s3 --bucket b --flush often --dry-run | Invalid value for option '--flush': there is no flush 'often'; expected each, disk or a duration such as 100ms",
        "s3 --bucket b --endpoint host --dry-run | --endpoint host is no address for s3; expected https://HOST or http://HOST:PORT",
        "s3 --bucket b --endpoint ftp://h --dry-run | --endpoint ftp://h is no address for s3; expected https://HOST or http://HOST:PORT",
        "redis --endpoint http://h --dry-run | --endpoint http://h is no address for redis; expected redis://HOST:6379",
        "jdbc --endpoint h:1 --dry-run | --endpoint h:1 is no address for jdbc; expected jdbc:postgresql://HOST/DATABASE or the like",
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

    Ran ran = verify(out, "redis --endpoint redis://127.0.0.1:1");

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err()).startsWith("minos: Redis at 127.0.0.1:1 does not answer: ");
    assertThat(out).doesNotExist();
  }

  @Test
  void aRunIsNotRecordedOverAnother() throws IOException {
    Files.writeString(directory.resolve("precious"), "");

    Ran ran = verify(directory, "s3 --local");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .startsWith(
            "minos: --out "
                + directory
                + " is not empty: a run is recorded into an empty directory\n");
  }

  @Test
  void aRunIsNotRecordedIntoAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("precious"), "");

    Ran ran = verify(file, "s3 --local");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .startsWith(
            "minos: --out "
                + file
                + " is a file; a run is recorded into an empty directory, or none yet\n");
    assertThat(file).isEmptyFile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis://127.0.0.1:1 | nobody listens there (Connection refused)",
        "redis://no-such-host.invalid | there is no host of this name"
      })
  void whyAStoreDoesNotAnswerIsTold(String endpoint, String why) {
    Ran ran = verify(directory.resolve("run"), "redis --endpoint " + endpoint);

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err().replaceAll("\\s+", " ")).contains("does not answer: " + why);
  }

  @Test
  void theHelpFitsATerminal() {
    Ran ran = Ran.minos("verify", "--help");

    assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  /** S3Proxy loses updates that are guarded by an ETag: some run shows it, and so does its file. */
  @Test
  void lostUpdatesOfAnS3ServerAreFoundAndFoundAgain() throws IOException {
    assumeBuilt(LocalServer.Kind.S3);
    Path out = directory.resolve("run");

    Ran ran = verify(out, "s3 --local --workload cas --keys 1 --operations 250 --seed 1");

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

    Ran ran = verify(out, "s3 --local --local-fault eventual --operations 200");

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

    Ran byContract = eventual(promised, "--operations 200");
    Ran byModel = eventual(asked, "--operations 60 --consistency linearizable");

    assertThat(byContract.code()).isZero();
    assertThat(byContract.out()).contains("stronger  violated").contains("stale     ");
    assertThat(byModel.code()).isEqualTo(1);
    assertThat(byModel.out()).contains("linearizable, model register: violated");
    assertThat(Ran.minos("check", promised.toString(), "--quiet").code()).isZero();
    assertThat(Ran.minos("check", asked.toString(), "--quiet").code()).isEqualTo(1);
  }

  private static Ran eventual(Path out, String more) {
    return verify(
        out, "dynamodb --local --local-fault eventual --read-level eventual --seed 1 " + more);
  }

  /** A counter that is not idempotent counts what arrives twice twice. */
  @Test
  void requestsThatArriveTwiceAreSeenAndRecorded() throws IOException {
    assumeBuilt(LocalServer.Kind.DYNAMODB);
    Path out = directory.resolve("run");

    Ran ran =
        verify(
            out,
            "dynamodb --local --workload counter --operations 200 --seed 1 --faults duplicate --fault-period 200ms");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("counter out of bounds");
    assertThat(out.resolve("history.jsonl")).content().contains("\":nemesis\"", "\"duplicate\"");
  }

  @Test
  void tornBatchesOfDynamoDbLocalAreFoundAndItsTransactionsAreRight() throws IOException {
    assumeBuilt(LocalServer.Kind.DYNAMODB);
    Path torn = directory.resolve("torn");
    Path right = directory.resolve("right");

    Ran batches = verify(torn, "dynamodb --local --workload batch-reads --operations 300 --seed 1");
    Ran transactions =
        verify(right, "dynamodb --local --workload transactions --operations 300 --seed 1");

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

  /** What arrives twice is done once: each transaction has a token. */
  @Test
  void listsThatTransactionsOfDynamoDbLocalReadAreRight() throws IOException {
    assumeBuilt(LocalServer.Kind.DYNAMODB);
    Path out = directory.resolve("run");

    Ran ran =
        verify(
            out,
            "dynamodb --local --workload list-transactions --operations 300 --seed 1 --faults duplicate --fault-period 200ms");

    assertThat(ran.out()).contains("serializable, model list-append: consistent");
    assertThat(ran.code()).isZero();
    assertThat(out.resolve("history.jsonl")).content().contains("\"duplicate\"", "\"append\"");
    Ran strict = Ran.minos("check", out.toString(), "--consistency", "strict-serializable");
    assertThat(strict.code()).isZero();
    assertNoSecret(out, ran);
  }

  /** Runs a command line, whose words have no blanks. */
  private static Ran verify(Path out, String line) {
    List<String> words = new ArrayList<>(List.of("verify"));
    words.addAll(List.of(line.split(" ", -1)));
    words.addAll(List.of("--out", out.toString()));
    return Ran.minos(words.toArray(String[]::new));
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

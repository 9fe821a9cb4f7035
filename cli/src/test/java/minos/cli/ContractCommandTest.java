package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minos.contract.Contract;
import minos.contract.Contracts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code minos contracts}, {@code --contract}, {@code --tier} and {@code --clock-error}. */
final class ContractCommandTest {
  private static final String STORES = "../sample-histories/object-store/";
  private static final String ITEMS = "../sample-histories/item-store/";

  @Test
  void listsTheContracts() {
    Ran ran = Ran.minos("contracts");

    assertThat(ran.code()).isZero();
    for (Contract contract : Contracts.all()) {
      assertThat(ran.out()).contains(contract.id() + " ").contains(contract.title());
    }
  }

  @Test
  void explainsAContractWithBothTiersDateAndSources() {
    Ran ran = Ran.minos("contracts", "s3-2006");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("s3-2006: Amazon S3 before December 2020")
        .contains("as of      2020-11-30")
        .contains("source     https://web.archive.org")
        .contains("documented Read-after-write for a PUT of a new key")
        .contains("- read: new-key")
        .contains("stronger   A new key is seen");
    assertThat(ran.out().lines().filter(line -> !line.contains("http")))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void namesTheOperationItsLevelAndTheBrokenPromise() {
    Ran ran =
        Ran.minos(
            "check", "--contract", "dynamodb", ITEMS + "violated/minos-strong-read-is-old.jsonl");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("stale read")
        .contains("Broken promise `linearizable` (documented, asked for with consistentRead=true)")
        .contains("2 steps were promised committed");
  }

  @Test
  void saysThatOnlyTheStrongerTierIsBroken() {
    Ran ran =
        Ran.minos(
            "check", "--contract", "s3", STORES + "violated/minos-new-then-old-during-a-put.jsonl");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("what is not documented but often assumed (--tier stronger) is broken")
        .contains("new-old-inversion");
  }

  @Test
  void givesTheSmallestErrorThatExcusesAViolation() {
    String file = STORES + "violated/minos-within-clock-error.jsonl";

    Ran certain = Ran.minos("check", "--contract", "s3", "--clock-error", "500us", file);
    Ran within = Ran.minos("check", "--contract", "s3", "--clock-error", "1ms", file);

    assertThat(certain.code()).isEqualTo(1);
    assertThat(certain.out().replaceAll("\\s+", " "))
        .contains("(certain: an error of 1 ms would excuse it)");
    assertThat(within.code()).isEqualTo(2);
    assertThat(within.out().replaceAll("\\s+", " "))
        .contains("One violation is within the clock error of 1 ms, and none is certain")
        .contains("stale-read");
  }

  @Test
  void judgesByTheContractThatTheRecordingStates(@TempDir Path directory) throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of(ITEMS + "consistent/minos-eventual-read-is-old.jsonl"));
    Path file = directory.resolve("stated.jsonl");
    Files.writeString(
        file,
        String.join("\n", lines)
            .replaceFirst("\"version\": ?1", "\"version\": 1, \"contract\": \"dynamodb\""));

    Ran ran = Ran.minos("check", file.toString());

    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("the recording says that its store promises dynamodb");
  }

  @Test
  void takesAContractFileOfTheUsersOwn(@TempDir Path directory) throws IOException {
    Path contract = directory.resolve("mine.contract");
    Files.writeString(
        contract,
        """
        contract   mine
        title      Our store
        date       2026-11-21
        source     our own pages
        documented Reads that say so are strong, the others of committed values.
        stronger   All reads are regular.
        rule documented read where consistentRead=true : linearizable
        rule documented read, query : committed
        rule stronger read, query : regular
        """);

    Ran ran =
        Ran.minos(
            "check",
            "--contract",
            contract.toString(),
            ITEMS + "violated/minos-strong-read-is-old.jsonl");

    assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
    assertThat(ran.out()).contains("mine, model store: violated");
  }

  @Test
  void refusesAMalformedContractFile(@TempDir Path directory) throws IOException {
    Path contract = directory.resolve("mine.contract");
    Files.writeString(contract, "contract mine\nrule documented read : perfect\n");

    Ran ran = Ran.minos("check", "--contract", contract.toString(), "-");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .contains("mine.contract:2: `perfect` is no promise; known are linearizable")
        .contains("mine.contract: lacks a line `date`");
  }

  @Test
  void refusesAContractAndAConsistencyModelTogether() {
    Ran ran = Ran.minos("check", "--contract", "s3", "--consistency", "linearizable", "-");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .startsWith("minos: --contract and --consistency are two ways to ask; give one of them");
  }

  @Test
  void suggestsTheContractThatWasMeant() {
    Ran ran = Ran.minos("check", "--contract", "dynamdb", "-");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).contains("there is no contract 'dynamdb'; did you mean dynamodb?");
  }

  @Test
  void theDocumentSaysWhatTheFilesSay() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append(minos.cli.text.ContractPage.promises()).append('\n');
    Contracts.all()
        .forEach(contract -> page.append(minos.cli.text.ContractPage.markdown(contract)));

    Golden.check(Path.of("..", "docs", "contracts.md"), page.toString().stripTrailing() + "\n");
  }

  private static final String INTRODUCTION =
      """
      # Contracts

      What stores promise, as files that `minos check --contract NAME` judges by. `minos contracts` lists
      them, and `minos contracts NAME` explains one. This page is made from the files in
      `checker/src/main/resources/minos/contract` by the test `ContractCommandTest`, with
      `mvn test -pl cli -am -Dtest=ContractCommandTest -Dminos.refresh=true`.

      Each operation is judged by what was promised for the level that it asked for. A contract has two tiers:
      *documented* is what the text promises, *stronger* is what is often assumed. `--tier` chooses; when what is
      documented was kept, the report says whether the stronger tier was, too.

      ## What is decided

      In the framework of Bouajjani, Enea, Mukund, Shenoy and Suresh, "Formalizing and Checking Multilevel
      Consistency" (VMCAI 2020), a history is consistent if one visibility and one arbitration of the writes satisfy
      every operation's own level.

      - *Exactly, as one question*: strong operations are linearizable together with all writes, and what a committed
        read saw had taken effect when it ended (for values that were written once).
      - *Exactly, each read by itself*: regular, quorum, bounded, committed, new-key and snapshot reads. They are
        defined by real time, or by the store's own timestamps.
      - *Approximated*: promises to different operations need not agree on the order of concurrent writes beyond that,
        so a violation can be missed, never invented. Session guarantees take the server's order of versions where
        it is recorded, else that of real time.

      ## How operations are recorded

      `get`, `head`, `put`, `delete`, `cas [old new]`, `add n`, `list`, `query`, `copy [from to]`, `rename [from to]` and
      `txn [[:r k v] [:w k v]]`; the SDKs' own names, such as `GetObject` and `update-item`, are known too. Fields may be
      the event's own or in its `meta`; case, hyphens and underscores don't matter.

      - `status` 404 of a read is a read of nil; 412 of a write says that the state was not the expected one; 409
        says nothing. A `NoSuchUpload` on completing a multipart upload is of unknown outcome.
      - `ifMatch`, `ifNoneMatch`, `ifGenerationMatch`, `expected` and `condition` make a write conditional. ETags and
        generations stand for the values that acknowledged writes and reads told with them.
      - Each key of a page of a `list` (keys, or `[key etag]`) is read over the interval of that page, present or
        absent; `prefix`, `startAfter` and `truncated` say which keys the page is about.
      - A read with a `versionId` in its request is of that version and not of the key; deleting a version for good
        makes the key unclear, which is then undecided.
      - `old` beside a write, or `returnValues` beside an `add`, tells what was replaced.

      ## A contract of your own

      ```
      contract   mine
      title      our store
      date       2026-11-21
      source     where the promise is written
      documented what the text promises, in prose
      stronger   what people assume, in prose
      records    level   the level that an operation asked for
      alias      level consistency
      session    user
      parameter  N 3
      note       what else to know
      rule documented  read where level=strong : linearizable
      rule documented  read, list, query : committed + monotonic-reads
      rule stronger    read, list, query : regular
      rule both        conditional : linearizable
      ```

      `alias` names a field that stands for another where that was not recorded. A line that is indented goes on with the one before; `#` begins a comment. Kinds of operations are `read`, `list`,
      `query`, `conditional`, `transaction`, `rename` and `write`. Conditions are `field=word`, `field=word|word`,
      `field!=word`, `field present` and `field absent`, joined by `and`. The first rule that fits an operation holds
      for it. Promises about some writes only have conditions on the writes: `regular(region=same)`.

      ## Promises

      """;
}

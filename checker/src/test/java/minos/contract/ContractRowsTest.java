package minos.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.History;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each contract a history that keeps it, and a sibling that breaks a promise by name. */
final class ContractRowsTest {
  /**
   * A case.
   *
   * @param broken the promise and the anomaly that the bad sibling is found by: {@code
   *     regular/stale-read}
   * @param culprit what the summary names of the operation's level; empty for none
   */
  record Case(
      String contract, String tier, String broken, String culprit, String good, String bad) {
    @Override
    public String toString() {
      return contract + " " + tier + " " + broken;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "s3",
            "documented",
            "regular/stale-read",
            "",
            "a put x 1 0-10; b get x 1 20-30",
            "a put x 1 0-10; b put x 2 15-20; c get x 1 30-40"),
        new Case(
            "s3",
            "documented",
            "regular/resurrected-delete",
            "",
            "a put x 1 0-10; a delete x nil 20-30; c get x nil 40-50",
            "a put x 1 0-10; a delete x nil 20-30; c get x 1 40-50"),
        new Case(
            "s3",
            "stronger",
            "linearizable/new-old-inversion",
            "",
            "a put x 1 0-10; a put x 2 20-90; b get x 1 30-40; c get x 2 50-60",
            "a put x 1 0-10; a put x 2 20-90; b get x 2 30-40; c get x 1 50-60"),
        new Case(
            "s3",
            "documented",
            "linearizable/not-linearizable",
            "",
            "a put x 1 0-10 etag=e1; b put x 2 20-30 ifMatch=e1 etag=e2;"
                + " c put x 3 40-!50 ifMatch=e1 status=412",
            "a put x 1 0-10 etag=e1; b put x 2 20-30 ifMatch=e1 etag=e2;"
                + " c put x 3 40-50 ifMatch=e1 etag=e3"),
        new Case(
            "s3",
            "documented",
            "regular/stale-read",
            "",
            "a put x 1 0-10; a put y 1 20-30; b list - [x y] 40-50",
            "a put x 1 0-10; a put y 1 20-30; b list - [x] 40-50"),
        new Case(
            "s3-2006",
            "documented",
            "new-key/stale-read",
            "",
            "b get x nil 0-5; a put x 1 10-20; b get x nil 30-40",
            "a put x 1 10-20; b get x nil 30-40"),
        new Case(
            "s3-2006",
            "stronger",
            "new-key-always/stale-read",
            "",
            "b get x nil 0-5; a put x 1 10-20; a put x 2 25-30; b get x 1 35-40",
            "b get x nil 0-5; a put x 1 10-20; b get x nil 30-40"),
        new Case(
            "s3-2006",
            "documented",
            "new-key/thin-air-read",
            "",
            "a put x 1 0-10; a put x 2 20-30; b get x 1 40-50",
            "a put x 1 0-10; a put x 2 20-30; b get x 3 40-50"),
        new Case(
            "s3-express",
            "stronger",
            "linearizable/not-linearizable",
            "",
            "a put x 1 0-10; a rename - [x y] 20-30; b get y 1 40-50; b get x nil 60-70",
            "a put x 1 0-10; a rename - [x y] 20-30; b get y 1 40-50; b get x 1 60-70"),
        new Case(
            "s3-replication",
            "documented",
            "regular(region=same)/stale-read",
            "",
            "a put x 1 0-10 region=eu; b get x nil 20-30 region=us; c get x 1 40-50 region=eu",
            "a put x 1 0-10 region=eu; b get x nil 20-30 region=us; c get x nil 40-50 region=eu"),
        new Case(
            "mongodb",
            "documented",
            "monotonic-writes(writeConcern=majority)/non-monotonic-write",
            "readConcern=majority",
            // A replica that is behind may serve a local read; monotonic reads are not promised.
            "a put x 1 0-10 writeConcern=majority; a put x 2 20-30 writeConcern=majority;"
                + " b get x 2 40-50 readConcern=majority; b get x nil 60-70 readConcern=local",
            "a put x 1 0-10 writeConcern=majority; a put x 2 20-30 writeConcern=majority;"
                + " b get x 2 40-50 readConcern=majority; b get x nil 60-70 readConcern=majority"),
        new Case(
            "dynamodb",
            "documented",
            "linearizable/stale-read",
            "consistentRead=true",
            "a put x 1 0-10; a put x 2 20-30; b get x 1 40-50 consistentRead=false",
            "a put x 1 0-10; a put x 2 20-30; b get x 1 40-50 consistentRead=true"),
        new Case(
            "dynamodb",
            "documented",
            "linearizable/new-old-inversion",
            "consistentRead=true",
            "a put x 1 0-10; w put x 2 20-~; b get x 1 40-50 consistentRead=true;"
                + " b get x 2 60-70 consistentRead=false",
            "a put x 1 0-10; w put x 2 20-~; b get x 2 40-50 consistentRead=false;"
                + " b get x 1 60-70 consistentRead=true"),
        new Case(
            "dynamodb",
            "stronger",
            "read-your-writes/own-write-not-seen",
            "",
            "a put x 1 0-10; b put x 2 20-30; a get x 1 40-50",
            "a put x 1 0-10; a put x 2 20-30; a get x 1 40-50"),
        new Case(
            "dynamodb",
            "documented",
            "serializable/G-single",
            "",
            "a txn - [[w x 1] [w y 1]] 0-10; b txn - [[r x 1] [r y 1]] 20-30",
            "a txn - [[w x 1] [w y 1]] 0-10; b txn - [[r x 1] [r y nil]] 20-30"),
        new Case(
            "dynamodb-global-eventual",
            "documented",
            "linearizable(region=same)/stale-read",
            "consistentRead=true",
            "a put x 1 0-10 region=eu; b get x nil 20-30 region=us consistentRead=true",
            "a put x 1 0-10 region=eu; b get x nil 20-30 region=eu consistentRead=true"),
        new Case(
            "dynamodb-global-strong",
            "documented",
            "linearizable/stale-read",
            "consistentRead=true",
            "a put x 1 0-10 region=eu; b get x nil 20-30 region=us consistentRead=false",
            "a put x 1 0-10 region=eu; b get x nil 20-30 region=us consistentRead=true"),
        new Case(
            "dax",
            "documented",
            "new-key/stale-read",
            "client=dax",
            "b get x nil 0-5 client=dax; a put x 1 10-20; b get x nil 30-40 client=dax",
            "a put x 1 10-20; b get x nil 30-40 client=dax"),
        new Case(
            "cassandra",
            "documented",
            "quorum/stale-read",
            "",
            "a put x 1 0-10 level=ONE; b get x nil 20-30 level=QUORUM; c get x 1 40-50 level=ALL",
            "a put x 1 0-10 level=QUORUM; b get x nil 20-30 level=QUORUM"),
        new Case(
            "cassandra",
            "documented",
            "linearizable(lightweight=true)/stale-read",
            "level=SERIAL",
            "a put x 1 0-10 lightweight=false level=ONE; b get x nil 20-30 level=SERIAL",
            "a put x 1 0-10 lightweight=true level=ONE; b get x nil 20-30 level=SERIAL"),
        new Case(
            "mongodb",
            "documented",
            "read-your-writes(writeConcern=majority)/own-write-not-seen",
            "readConcern=majority",
            "a put x 1 0-10 writeConcern=1; a get x nil 20-30 readConcern=majority",
            "a put x 1 0-10 writeConcern=majority; a get x nil 20-30 readConcern=majority"),
        new Case(
            "mongodb",
            "documented",
            "read-your-writes(writeConcern=majority)/own-write-not-seen",
            "readConcern=majority",
            "a put x 1 0-10 level=w:1; a get x nil 20-30 level=majority",
            "a put x 1 0-10 level=majority; a get x nil 20-30 level=majority"),
        new Case(
            "dynamodb",
            "documented",
            "linearizable/stale-read",
            "consistentRead=strong",
            "a put x 1 0-10; b get x nil 20-30 level=eventual",
            "a put x 1 0-10; b get x nil 20-30 level=strong"),
        new Case(
            "mongodb",
            "documented",
            "monotonic-reads/non-monotonic-read",
            "readConcern=majority",
            "a put x 1 0-10 writeConcern=1; b get x 1 20-30 readConcern=local;"
                + " b get x nil 40-50 readConcern=local",
            "a put x 1 0-10 writeConcern=1; b get x 1 20-30 readConcern=majority;"
                + " b get x nil 40-50 readConcern=majority"),
        new Case(
            "spanner",
            "documented",
            "snapshot(readTimestamp, commitTimestamp)/stale-read",
            "staleness=exact",
            "a put x 1 0-10 commitTimestamp=5; b get x nil 20-30 staleness=exact readTimestamp=4",
            "a put x 1 0-10 commitTimestamp=5; b get x nil 20-30 staleness=exact readTimestamp=6"),
        new Case(
            "spanner",
            "documented",
            "bounded(maxStaleness)/stale-read",
            "staleness=bounded",
            "a put x 1 0-10; b get x nil 1000-1010 staleness=bounded maxStaleness=10",
            "a put x 1 0-10; b get x nil 20000-20010 staleness=bounded maxStaleness=10"),
        new Case(
            "cockroachdb",
            "documented",
            "snapshot(asOf, commitTimestamp)/thin-air-read",
            "asOf=4",
            "a put x 1 0-10 commitTimestamp=5; b get x 1 20-30 asOf=5",
            "a put x 1 0-10 commitTimestamp=5; b get x 1 20-30 asOf=4"),
        new Case(
            "cosmosdb",
            "documented",
            "bounded(maxStaleness)/stale-read",
            "level=bounded",
            "a put x 1 0-10; a put x 2 20-30; b get x 1 40-50 level=bounded maxStaleness=1versions",
            "a put x 1 0-10; a put x 2 20-30; b get x nil 40-50 level=bounded maxStaleness=1versions"),
        new Case(
            "cosmosdb",
            "documented",
            "read-your-writes/own-write-not-seen",
            "level=session",
            "a put x 1 0-10; a get x nil 20-30 level=session",
            "a put x 1 0-10; a get x nil 20-30 level=session sessionToken=t1"),
        new Case(
            "gcs",
            "documented",
            "linearizable/not-linearizable",
            "",
            "a put x 1 0-10 ifGenerationMatch=0; b put x 2 20-!30 ifGenerationMatch=0 status=412",
            "a put x 1 0-10 ifGenerationMatch=0; b put x 2 20-30 ifGenerationMatch=0"),
        new Case(
            "r2",
            "documented",
            "regular/stale-read",
            "",
            "a put x 1 0-10; b get x nil 20-30 cache=true",
            "a put x 1 0-10; b get x nil 20-30"),
        new Case(
            "etcd",
            "documented",
            "snapshot(revision, modRevision)/stale-read",
            "serializable=true, revision=7",
            "a put x 1 0-10 modRevision=6; b get x nil 20-30 serializable=true revision=5",
            "a put x 1 0-10 modRevision=6; b get x nil 20-30 serializable=true revision=7"),
        new Case(
            "etcd",
            "documented",
            "ordered(modRevision)/version-order-violation",
            "",
            "a put x 1 0-20 modRevision=7; b put x 2 10-30 modRevision=6; c get x 1 40-50",
            "a put x 1 0-10 modRevision=7; b put x 2 20-30 modRevision=6; c get x 2 40-50"),
        new Case(
            "etcd",
            "documented",
            "snapshot(revision, modRevision)/stale-read",
            "serializable=eventual, revision=7",
            "a put x 1 0-10 version=6; b get x nil 20-30 level=eventual revision=5",
            "a put x 1 0-10 version=6; b get x nil 20-30 level=eventual revision=7"),
        new Case(
            "zookeeper",
            "documented",
            "regular/stale-read",
            "sync=strong",
            "a put x 1 0-10; b get x nil 20-30 level=eventual",
            "a put x 1 0-10; b get x nil 20-30 level=strong"),
        new Case(
            "zookeeper",
            "stronger",
            "monotonic-reads/non-monotonic-read",
            "",
            "a put x 1 0-10; b get x 1 20-30 session=s; c get x nil 40-50 session=t",
            "a put x 1 0-10; b get x 1 20-30 session=s; c get x nil 40-50 session=s"),
        new Case(
            "postgresql",
            "documented",
            "regular/stale-read",
            "node=0",
            "a put x 1 0-10 node=0; b get x nil 20-30 node=1",
            "a put x 1 0-10 node=0; b get x nil 20-30 node=0"),
        new Case(
            "postgresql",
            "documented",
            "serializable/G2-item",
            "",
            "a txn - [[r x nil] [r y nil] [w x 1]] 0-20 isolation=repeatable-read;"
                + "b txn - [[r x nil] [r y nil] [w y 2]] 10-30 isolation=repeatable-read",
            "a txn - [[r x nil] [r y nil] [w x 1]] 0-20 isolation=serializable;"
                + "b txn - [[r x nil] [r y nil] [w y 2]] 10-30 isolation=serializable"),
        new Case(
            "postgresql",
            "documented",
            "snapshot-isolation/lost-update",
            "",
            "a txn - [[r x nil] [w x 1]] 0-20 isolation=read-committed;"
                + "b txn - [[r x nil] [w x 2]] 10-30 isolation=read-committed",
            "a txn - [[r x nil] [w x 1]] 0-20 isolation=repeatable-read;"
                + "b txn - [[r x nil] [w x 2]] 10-30 isolation=repeatable-read"),
        new Case(
            "postgresql",
            "documented",
            "read-committed/G1b",
            "",
            "a txn - [[w x 1] [w x 2]] 0-20 isolation=read-committed;"
                + "b txn - [[r x 2]] 30-40 isolation=read-committed",
            "a txn - [[w x 1] [w x 2]] 0-20 isolation=read-committed;"
                + "b txn - [[r x 1]] 30-40 isolation=read-committed"),
        new Case(
            "dynamodb",
            "documented",
            "serializable/G-single",
            "",
            "a txn - [[w x 1] [w y 1]] 0-10; b txn - [[r x 1] [r y nil]] 20-30 batch=true",
            "a txn - [[w x 1] [w y 1]] 0-10; b txn - [[r x 1] [r y nil]] 20-30"),
        new Case(
            "redis-wait",
            "stronger",
            "linearizable/stale-read",
            "node=0",
            "a put x 1 0-10; b get x nil 20-30 node=1",
            "a put x 1 0-10; b get x nil 20-30 node=0"),
        new Case(
            "gcs",
            "stronger",
            "ordered(generation)/version-order-violation",
            "",
            "a put x 1 0-10 generation=7; b put x 2 20-30 generation=8; c get x 2 40-50 generation=8",
            "a put x 1 0-10 generation=7; b put x 2 20-30 generation=8; c get x 3 40-50 generation=8"),
        new Case(
            "redis-wait",
            "stronger",
            "regular(waited=true)/stale-read",
            "",
            "a put x 1 0-10 waited=false; b get x nil 20-30",
            "a put x 1 0-10 waited=true; b get x nil 20-30"),
        new Case(
            "dns",
            "documented",
            "bounded(ttl)/stale-read",
            "ttl=60",
            "a put x 1 0-10; a put x 2 20-30; b get x 1 50000-50010 ttl=60",
            "a put x 1 0-10; a put x 2 20-30; b get x 1 70000-70010 ttl=60"),
        new Case(
            "sticky-sessions",
            "documented",
            "monotonic-reads/non-monotonic-read",
            "",
            "a put x 1 0-10; b get x 1 20-30 session=s; c get x nil 40-50 session=t",
            "a put x 1 0-10; b get x 1 20-30 session=s; c get x nil 40-50 session=s"),
        new Case(
            "quorum(5,3,3)",
            "documented",
            "quorum/stale-read",
            "",
            "a put x 1 0-10 w=2; b get x nil 20-30",
            "a put x 1 0-10; b get x nil 20-30"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whoKeepsItIsConsistent(Case of) {
    CheckResult result = check(of, of.good());

    assertThat(result.verdict().judgement()).as(result.toString()).isEqualTo(Judgement.CONSISTENT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whoBreaksItIsNamedWithLevelAndAnomaly(Case of) {
    CheckResult result = check(of, of.bad());

    assertThat(result.verdict()).as(result.toString()).isInstanceOf(Verdict.Violated.class);
    List<Violation> violations = ((Verdict.Violated) result.verdict()).violations();
    String promise = of.broken().substring(0, of.broken().lastIndexOf('/'));
    String anomaly = of.broken().substring(of.broken().lastIndexOf('/') + 1);
    assertThat(violations)
        .as(violations.toString())
        .anySatisfy(
            violation -> {
              assertThat(violation.anomaly().id()).isEqualTo(anomaly);
              assertThat(violation.summary())
                  .startsWith("broken promise `" + promise + "` (" + of.tier())
                  .contains(of.culprit().isEmpty() ? "" : "asked for with " + of.culprit());
              assertThat(violation.operations()).isNotEmpty();
            });
  }

  @Test
  void aHistoryInWhichNothingHappenedHasNothingToJudge() {
    CheckResult result =
        new ContractCheck(Contracts.byName("s3").orElseThrow(), ContractOptions.DEFAULTS)
            .check(Scene.of(List.of()), Budget.unlimited());

    assertThat(((Verdict.Undecided) result.verdict()).cause().kind()).isEqualTo(Cause.Kind.EMPTY);
  }

  @Test
  void whyTheOtherTierIsUndecidedIsTold() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add("p" + i % 5 + " put x " + i + " " + 10 * i + "-" + (10 * i + 45));
    }
    lines.add("q get x 199 3000-3010");
    History history = Scene.of(lines);
    List<String> causes = new ArrayList<>();
    for (long memory = 256; memory < 1 << 22; memory += memory / 8) {
      CheckResult result =
          new ContractCheck(Contracts.byName("s3").orElseThrow(), ContractOptions.DEFAULTS)
              .check(history, Budget.of(Optional.empty(), OptionalLong.of(memory), 1));
      Value cause = result.details().get(new Text("strongerCause"));
      Value stronger = result.details().get(new Text("stronger"));
      assertThat(cause != null)
          .as("%d bytes", memory)
          .isEqualTo(new Text("undecided").equals(stronger));
      if (cause != null && result.verdict() instanceof Verdict.Consistent) {
        causes.add(cause.letters());
      }
    }

    assertThat(causes).isNotEmpty().allMatch(cause -> cause.contains("memory limit"));
  }

  @Test
  void everyContractHasCases() {
    List<String> covered = new ArrayList<>();
    cases().forEach(c -> covered.add(c.contract().replaceFirst("\\(.*", "")));

    assertThat(covered).containsAll(Contracts.names());
  }

  private static CheckResult check(Case of, String lines) {
    History history = Scene.of(Arrays.asList(lines.split(";")));
    ContractOptions options =
        ContractOptions.DEFAULTS.withTier(Tier.ofWord(of.tier()).orElseThrow());
    return new ContractCheck(Contracts.byName(of.contract()).orElseThrow(), options)
        .check(history, Budget.unlimited());
  }
}

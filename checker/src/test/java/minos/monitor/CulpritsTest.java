package minos.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.history.EventType;
import minos.history.History;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.value.Int;
import minos.verdict.Anomaly;
import org.junit.jupiter.api.Test;

/** What monitors say about histories drawn by hand. */
class CulpritsTest {
  private static Finding judge(String model, Drawing drawing) {
    return judge(model, ModelOptions.DEFAULTS, drawing);
  }

  private static Finding judge(String model, ModelOptions options, Drawing drawing) {
    History history = drawing.history();
    return Monitors.judge(model, options, history, IntStream.range(0, history.size()).toArray());
  }

  private static void assertViolated(
      Finding finding, Anomaly anomaly, String summary, int culprit, int... operations) {
    assertThat(finding)
        .isInstanceOfSatisfying(
            Finding.Violated.class,
            found -> {
              assertThat(found.summary()).isEqualTo(summary);
              assertThat(found.anomaly()).isEqualTo(anomaly);
              assertThat(found.culprit()).isEqualTo(culprit);
              assertThat(found.operations()).containsExactly(operations);
            });
  }

  private static void assertConsistent(Finding finding, String algorithm) {
    assertThat(finding).isEqualTo(new Finding.Consistent(algorithm));
  }

  private static void assertNotApplicable(Finding finding, String reason) {
    assertThat(finding).isEqualTo(new Finding.NotApplicable(reason));
  }

  @Test
  void anIdIsGeneratedOnce() {
    Drawing drawing = new Drawing().did("generate", null, 7).did("generate", null, 8);
    assertConsistent(judge("id-generator", drawing), "id-monitor");
    assertViolated(
        judge("id-generator", drawing.did("generate", null, 7)),
        Anomaly.DUPLICATE_ID,
        "7 was generated twice.",
        2,
        0,
        2);
  }

  @Test
  void theLowestPriorityComesOutFirst() {
    Drawing drawing =
        new Drawing()
            .did("enqueue", 9, 9)
            .did("enqueue", 3, 3)
            .did("enqueue", 5, 5)
            .did("peek", null, 3)
            .did("dequeue", null, 5);
    assertViolated(
        judge("priority-queue", drawing),
        Anomaly.NOT_LINEARIZABLE,
        "5 came out, but at every moment at which it can have, a lower one was certainly inside.",
        4,
        1,
        2,
        3,
        4);
    assertNotApplicable(
        judge("priority-queue", new Drawing().did("enqueue", 3, 3).did("enqueue", 3, 3)),
        "a value was put in twice");
    assertNotApplicable(
        judge("priority-queue", new Drawing().did("enqueue", "x", "x")),
        "a priority is not a number");
  }

  @Test
  void aPoolWithSomethingInIsNotFoundEmpty() {
    Drawing drawing =
        new Drawing()
            .did("enqueue", 1, 1)
            .did("enqueue", 2, 2)
            .did("dequeue", null, 2)
            .did("dequeue", null, null);
    assertViolated(
        judge("unordered-queue", drawing),
        Anomaly.NOT_LINEARIZABLE,
        "the queue was found empty, but at every moment of that some value was certainly inside.",
        3,
        0,
        3);
    assertViolated(
        judge(
            "unordered-queue",
            new Drawing()
                .did("enqueue", 1, 1)
                .did("dequeue", null, 1)
                .did("dequeue", null, 1)
                .did("enqueue", 1, 1)),
        Anomaly.DUPLICATE_MESSAGE,
        "1 came out more often than anybody had begun to put it in.",
        2,
        0,
        1,
        2);
  }

  @Test
  void anElementOfAMultisetIsThereAsOftenAsItWasAdded() {
    Drawing drawing =
        new Drawing()
            .did("add", 1, null)
            .did("add", 1, null)
            .did("remove", 1, null)
            .did("contains", 1, true)
            .did("remove", 1, null);
    assertConsistent(judge("multiset", drawing), "multiset-monitor");
    assertViolated(
        judge("multiset", drawing.did("add", 2, null).did("contains", 1, true)),
        Anomaly.NOT_LINEARIZABLE,
        "of 1: it was found, but it can't have been there.",
        6,
        0,
        1,
        2,
        3,
        4,
        6);
  }

  @Test
  void aSemaphoreHasOnlySoManyPermits() {
    ModelOptions two = new ModelOptions(Optional.of(new Int(2)), NilRead.ABSENT, FailedCas.IGNORED);
    Drawing drawing = new Drawing().by(0, "acquire", 1, 1).by(1, "acquire", 1, 1);
    assertConsistent(judge("semaphore", two, drawing), "semaphore-monitor");
    assertViolated(
        judge("semaphore", two, drawing.by(2, "acquire", 1, 1)),
        Anomaly.DOUBLE_ACQUIRE,
        "more permits were acquired than the 2 that there are.",
        2,
        0,
        1,
        2);
    assertNotApplicable(
        judge(
            "semaphore",
            two,
            new Drawing()
                .did("acquire", 1, 1)
                .did("acquire", 0, 0)
                .did("release", 1, 1)
                .did("acquire", 2, 2)),
        "operations take different numbers of permits");
  }

  @Test
  void aLockHasOneOwner() {
    Drawing drawing =
        new Drawing()
            .by(0, "acquire", null, null)
            .by(1, "acquire", null, null)
            .by(0, "release", null, null);
    assertViolated(
        judge("owner-mutex", drawing),
        Anomaly.DOUBLE_ACQUIRE,
        "process 1 acquired the lock while process 0 held it.",
        1,
        0,
        1,
        2);
    Drawing twice = new Drawing().by(0, "acquire", null, null).by(0, "acquire", null, null);
    assertConsistent(judge("reentrant-mutex", twice), "owner-monitor");
    assertViolated(
        judge("owner-mutex", twice),
        Anomaly.DOUBLE_ACQUIRE,
        "process 0 acquired the lock, which it held.",
        1,
        0,
        1);
    assertViolated(
        judge("reentrant-mutex", new Drawing().by(3, "release", null, null)),
        Anomaly.RELEASE_WITHOUT_HOLD,
        "process 3 released the lock, which it did not hold.",
        0,
        0);
    assertNotApplicable(
        judge(
            "owner-mutex",
            new Drawing()
                .invoke(0, "acquire", null)
                .event(EventType.INFO, 0, "acquire", null)
                .by(0, "release", null, null)),
        "a process went on with an operation of its own open");
  }

  @Test
  void tokensOfALockGrow() {
    Drawing drawing =
        new Drawing()
            .by(0, "acquire", null, 4)
            .by(0, "release", null, null)
            .by(1, "acquire", null, null)
            .by(1, "release", null, null);
    assertViolated(
        judge("fenced-mutex", drawing.by(2, "acquire", null, 4)),
        Anomaly.NON_MONOTONIC_FENCE,
        "process 2 acquired the lock with the token 4, after 4 had been given out.",
        4,
        0,
        1,
        4);
  }

  @Test
  void aCounterNeverGoesBackOrTooFar() {
    assertViolated(
        judge("counter", new Drawing().did("add", 1, 1).did("add", 1, 1).did("read", null, 1)),
        Anomaly.COUNTER_OUT_OF_BOUNDS,
        "it read 1, but by the time it began the counter was further.",
        2,
        0,
        1,
        2);
    assertViolated(
        judge("counter", new Drawing().did("add", 5, 5).did("read", null, 7)),
        Anomaly.COUNTER_OUT_OF_BOUNDS,
        "it read 7, where it never is.",
        1,
        1);
    assertViolated(
        judge(
            "counter",
            new Drawing().did("add", 5, 5).did("decrement", 2, null).did("read", null, 4)),
        Anomaly.COUNTER_OUT_OF_BOUNDS,
        "it read 4, which no updates add up to.",
        2,
        0,
        1,
        2);
    assertNotApplicable(
        judge(
            "counter",
            new Drawing().did("add", 5, 5).did("decrement", 2, null).did("read", null, 3)),
        "updates add different numbers");
    assertConsistent(
        judge("counter", new Drawing().did("add", 5, 5).did("decrement", 2, null)),
        "counter-monitor");
  }

  @Test
  void aListGrowsAtItsEnd() {
    Drawing drawing = new Drawing().did("append", 1, 1).did("append", 2, 2);
    assertConsistent(
        judge("append-list", drawing.did("read", null, List.of(1, 2))), "append-list-monitor");
    assertViolated(
        judge("append-list", drawing.did("read", null, List.of(1))),
        Anomaly.NOT_LINEARIZABLE,
        "a read of 1 value began after the append of 2 had ended, but comes before it in the lists"
            + " that were read.",
        3,
        0,
        1,
        2,
        3);
    assertNotApplicable(
        judge("append-list", new Drawing().did("append", 1, 1).did("append", 1, 1)),
        "a value was appended twice");
  }

  @Test
  void aValueIsReplacedOnce() {
    Drawing drawing =
        new Drawing()
            .did("write", 1, 1)
            .did("cas", List.of(1, 2), null)
            .did("cas", List.of(2, 3), null)
            .did("read", null, 3);
    assertConsistent(judge("cas-register", drawing), "chain-monitor");
    assertViolated(
        judge("cas-register", drawing.did("read", null, 1)),
        Anomaly.STALE_READ,
        "it read 1, which had been replaced before.",
        4,
        0,
        1,
        4);
    assertViolated(
        judge(
            "cas-register",
            new Drawing()
                .did("write", 1, 1)
                .did("cas", List.of(1, 2), null)
                .did("cas", List.of(1, 3), null)),
        Anomaly.LOST_UPDATE,
        "two compare-and-sets replaced 1, which was set once.",
        2,
        0,
        1,
        2);
    assertViolated(
        judge("cas-register", new Drawing().did("read", null, 8)),
        Anomaly.THIN_AIR_READ,
        "it read 8, which nobody had written.",
        0,
        0);
    assertViolated(
        judge(
            "cas-register",
            new Drawing()
                .invoke(0, "cas", List.of(1, 2))
                .invoke(1, "cas", List.of(2, 1))
                .ok(0, "cas", List.of(1, 2))
                .ok(1, "cas", List.of(2, 1))),
        Anomaly.NOT_LINEARIZABLE,
        "compare-and-sets replaced each other's values in a circle, which none began.",
        0,
        0,
        1);
    assertViolated(
        judge(
            "cas-register",
            new Drawing().did("write", 1, 1).did("write", 2, 2).did("read", null, 1)),
        Anomaly.STALE_READ,
        "it read 1, but another value was certainly there in between.",
        2,
        0,
        1,
        2);
  }

  @Test
  void versionsOrderEqualValues() {
    Drawing drawing =
        new Drawing()
            .invoke(0, "write", 1)
            .invoke(1, "write", 2)
            .invoke(2, "write", 1)
            .ok(2, "write", 1, "version", 3)
            .ok(1, "write", 2, "version", 2)
            .ok(0, "write", 1, "version", 1)
            .invoke(0, "read", null)
            .ok(0, "read", 1, "version", 3);
    assertConsistent(judge("register", drawing), "version-monitor");
    assertConsistent(judge("cas-register", drawing), "version-monitor");
    assertNotApplicable(
        judge("register", drawing.invoke(0, "read", null).ok(0, "read", 2, "version", 2)),
        "the versions do not explain the history");
    assertNotApplicable(
        judge("register", drawing.did("write", 2, 2)),
        "an update was acknowledged without a version");
    assertNotApplicable(
        judge("register", new Drawing().did("write", 2, 2)), "no versions were recorded");
  }

  @Test
  void etagsNameEqualValues() {
    Drawing drawing =
        new Drawing()
            .did("read", null, null)
            .invoke(0, "write", 1)
            .invoke(1, "write", 1)
            .ok(1, "write", 1, "etag", "b")
            .ok(0, "write", 1, "etag", "a")
            .invoke(0, "read", null)
            .ok(0, "read", 1, "etag", "a");
    assertConsistent(judge("register", drawing), "version-monitor");
    assertNotApplicable(
        judge("register", drawing.invoke(0, "read", null).ok(0, "read", 2, "etag", "a")),
        "the versions do not explain the history");
  }

  @Test
  void aWriteOfUnknownOutcomeHasTheVersionThatWasRead() {
    Drawing drawing =
        new Drawing()
            .invoke(9, "write", 5)
            .invoke(0, "read", null)
            .ok(0, "read", 5, "version", 1)
            .invoke(0, "write", 5)
            .ok(0, "write", 5, "version", 2);
    assertConsistent(judge("register", drawing), "version-monitor");
  }
}

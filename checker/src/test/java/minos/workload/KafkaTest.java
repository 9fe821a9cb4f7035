package minos.workload;

import static minos.workload.Recording.mop;
import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import minos.history.Operation;
import minos.value.Keyword;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** Messages are integers on the log {@code "x"}; {@code {offset, message}} pairs. */
final class KafkaTest {
  private static final String LOG = "x";

  /** A history of single sends and polls. */
  private static final class Log {
    private final Recording recording = new Recording();

    Log send(int process, int offset, int message) {
      recording
          .invoke(process, "send", mop(mop("send", LOG, message)))
          .ok(process, "send", mop(mop("send", LOG, mop(offset, message))));
      return this;
    }

    Log sendFails(int process, int message) {
      recording.failed(process, "send", mop(mop("send", LOG, message)));
      return this;
    }

    Log poll(int process, int[]... pairs) {
      recording.invoke(process, "poll", mop(mop("poll"))).ok(process, "poll", mop(polled(pairs)));
      return this;
    }

    Log assign(int process, String f, Object... keys) {
      recording.did(process, f, List.of(keys));
      return this;
    }

    CheckResult check() {
      return recording.check("jepsen:kafka");
    }
  }

  private static Value polled(int[]... pairs) {
    List<Value> list = new ArrayList<>();
    for (int[] pair : pairs) {
      list.add(mop(pair[0], pair[1]));
    }
    return mop("poll", Map.of(LOG, new Seq(list)));
  }

  private static int[] at(int offset, int message) {
    return new int[] {offset, message};
  }

  @Test
  void acceptsALogThatIsPolledToItsEnd() {
    CheckResult result =
        new Log()
            .send(0, 0, 10)
            .send(1, 3, 11)
            .poll(2, at(0, 10), at(3, 11))
            .poll(3, at(0, 10))
            .poll(3, at(3, 11))
            .check();

    assertConsistent(result);
    assertThat(result.details())
        .hasToString(
            "{:valid? true, :bad-error-types [], :error-types [], :info-txn-causes [],"
                + " :worst-realtime-lag {:time 0.007, :process 3, :key \"x\", :lag 0.003}}");
  }

  @Test
  void findsAMessageBelowTheHighestThatNobodyPolled() {
    CheckResult result =
        new Log()
            .send(0, 0, 10)
            .send(0, 1, 11)
            .send(0, 2, 12)
            .poll(1, at(0, 10), at(2, 12))
            .check();

    List<Violation> violations =
        assertViolated(result, Anomaly.LOST_LOG_ENTRY, Anomaly.UNSEEN_LOG_ENTRY, Anomaly.POLL_SKIP);
    Violation lost =
        violations.stream()
            .filter(v -> v.anomaly() == Anomaly.LOST_LOG_ENTRY)
            .findFirst()
            .orElseThrow();
    assertThat(lost.summary())
        .isEqualTo(
            "the message 11 was sent to the log \"x\" and nobody polled it, though 12 further on"
                + " was polled.");
    assertThat(lost.operations()).extracting(Operation::ordinal).containsExactly(1, 3);
    assertThat(field(result, "error-types")).isEqualTo("[:int-poll-skip :lost-write :unseen]");
    assertThat(field(result, "unseen")).isEqualTo("{:unseen {\"x\" 1}, :messages {\"x\" [11]}}");
  }

  @Test
  void findsAMessageThatIsStillUnseenInTheEnd() {
    CheckResult result = new Log().send(0, 0, 10).send(0, 1, 11).poll(1, at(0, 10)).check();

    assertViolated(result, Anomaly.UNSEEN_LOG_ENTRY);
    assertThat(result.assumptions()).contains("the final polls reached the end of each log");
  }

  @Test
  void findsTwoMessagesAtOneOffset() {
    Violation violation =
        assertViolated(
                new Log()
                    .send(0, 0, 10)
                    .poll(1, at(0, 10))
                    .send(1, 0, 11)
                    .poll(2, at(0, 11))
                    .check(),
                Anomaly.INCONSISTENT_OFFSETS)
            .get(0);

    assertThat(violation.summary())
        .isEqualTo("at offset 0 of the log \"x\" are two messages, 10 and 11.");
  }

  @Test
  void findsOneMessageAtTwoOffsets() {
    Violation violation =
        assertViolated(
                new Log().send(0, 0, 10).poll(1, at(0, 10)).poll(2, at(1, 10)).check(),
                Anomaly.DUPLICATE_OFFSET)
            .get(0);

    assertThat(violation.summary())
        .isEqualTo("the message 10 is at the offsets 0 and 1 of the log \"x\", but was sent once.");
  }

  @Test
  void findsConsumersThatSkipOrGoBack() {
    CheckResult result =
        new Log()
            .send(0, 0, 10)
            .send(0, 1, 11)
            .send(0, 2, 12)
            .poll(1, at(0, 10), at(1, 11), at(2, 12))
            .poll(2, at(0, 10))
            .poll(2, at(2, 12))
            .poll(2, at(1, 11))
            .check();

    assertViolated(result, Anomaly.POLL_SKIP, Anomaly.NON_MONOTONIC_POLL);
    assertThat(field(result, "error-types")).isEqualTo("[:nonmonotonic-poll :poll-skip]");
    assertThat(field(result, "poll-skip")).contains(":delta 2, :skipped [11]");
  }

  @Test
  void allowsSubscribersToSkipAndToGoBack() {
    CheckResult result =
        new Log()
            .assign(2, "subscribe", LOG)
            .send(0, 0, 10)
            .send(0, 1, 11)
            .poll(2, at(1, 11))
            .poll(2, at(0, 10))
            .check();

    assertConsistent(result);
    assertThat(field(result, "error-types")).isEqualTo("[:nonmonotonic-poll]");
    assertThat(field(result, "bad-error-types")).isEqualTo("[]");
  }

  @Test
  void forgetsAPositionWhenTheKeyIsNoLongerAssigned() {
    assertConsistent(
        new Log()
            .send(0, 0, 10)
            .send(0, 1, 11)
            .poll(2, at(0, 10), at(1, 11))
            .assign(2, "assign", "other")
            .assign(2, "assign", LOG)
            .poll(2, at(0, 10))
            .check());
  }

  @Test
  void findsProducersThatGoBack() {
    assertViolated(
        new Log().send(0, 1, 10).send(0, 0, 11).poll(1, at(0, 11), at(1, 10)).check(),
        Anomaly.NON_MONOTONIC_SEND);
  }

  @Test
  void findsPollsOfFailedSends() {
    Violation violation =
        assertViolated(new Log().sendFails(0, 10).poll(1, at(0, 10)).check(), Anomaly.ABORTED_POLL)
            .get(0);

    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(0, 1);
  }

  @Test
  void findsATransactionThatPollsItsOwnSend() {
    CheckResult result =
        new Recording()
            .invoke(0, "txn", mop(mop("send", LOG, 10), mop("poll")))
            .ok(0, "txn", mop(mop("send", LOG, mop(0, 10)), polled(at(0, 10))))
            .check("kafka");

    assertViolated(result, Anomaly.PRECOMMITTED_READ);
  }

  @Test
  void forgivesJumpsWithinATransactionThatWasRebalanced() {
    Recording recording =
        new Log().send(0, 0, 10).send(0, 1, 11).poll(3, at(0, 10), at(1, 11)).recording;
    recording
        .invoke(1, "txn", mop(mop("poll"), mop("poll")))
        .with(Map.of("rebalance-log", Value.of(List.of(Map.of(new Keyword("keys"), List.of(LOG))))))
        .ok(1, "txn", mop(polled(at(1, 11)), polled(at(0, 10))));

    assertConsistent(recording.check("kafka"));
  }

  @Test
  void countsASendOfUnknownOutcomeOnceItWasPolled() {
    Recording recording = new Recording();
    recording
        .invoke(0, "txn", mop(mop("send", LOG, 10), mop("send", LOG, 11)))
        .info(0, "txn", mop(mop("send", LOG, mop(0, 10)), mop("send", LOG, mop(1, 11))));
    recording.invoke(1, "send", mop(mop("send", LOG, 12)));
    recording.ok(1, "send", mop(mop("send", LOG, mop(2, 12))));
    recording.invoke(2, "poll", mop(mop("poll"))).ok(2, "poll", mop(polled(at(1, 11), at(2, 12))));

    assertViolated(recording.check("kafka"), Anomaly.LOST_LOG_ENTRY);
  }

  @Test
  void isUndecidedWhereNothingWasPolled() {
    assertUndecided(
        new Recording()
            .invoke(0, "send", mop(mop("send", LOG, 1)))
            .info(0, "send", mop(mop("send", LOG, 1)))
            .did(1, "assign", List.of(LOG))
            .check("kafka"),
        Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void agreesWithTheDefinitionsOnSeededHistories() {
    Set<String> types = new TreeSet<>();
    int[] clean = new int[1];
    Cases.forEachSeed(
        random -> {
          Definition expected = new Definition(random);
          CheckResult result = expected.log.check();
          assertThat(field(result, "error-types"))
              .isEqualTo(expected.types.toString().replace(",", ""));
          types.addAll(expected.types);
          clean[0] += expected.types.isEmpty() ? 1 : 0;
        });
    assertThat(types)
        .containsExactly(
            ":G1a",
            ":duplicate",
            ":inconsistent-offsets",
            ":int-nonmonotonic-poll",
            ":int-poll-skip",
            ":lost-write",
            ":nonmonotonic-poll",
            ":nonmonotonic-send",
            ":poll-skip",
            ":unseen");
    assertThat(clean[0]).isPositive();
  }

  /**
   * A random log served by a broker that makes mistakes, and the errors read off what the clients
   * saw.
   */
  private static final class Definition {
    private final Log log = new Log();
    private final Set<String> types = new TreeSet<>();
    private final List<int[]> seen = new ArrayList<>();
    private final Set<Integer> acknowledged = new TreeSet<>();
    private final Set<Integer> failed = new TreeSet<>();
    private final Set<Integer> polled = new TreeSet<>();
    private final List<int[]> sends = new ArrayList<>();
    private final List<List<int[]>> polls = new ArrayList<>();
    private final List<Integer> pollers = new ArrayList<>();

    Definition(Random random) {
      double trouble = random.nextInt(3) * 0.06;
      List<int[]> broker = new ArrayList<>();
      Map<Integer, Integer> position = new HashMap<>();
      int offset = 0;
      for (int i = 0; i < 8; i++) {
        int process = random.nextInt(2);
        if (random.nextInt(3) > 0) {
          int message = 10 + i;
          if (random.nextInt(6) == 0) {
            log.sendFails(process, message);
            failed.add(message);
            if (random.nextDouble() < trouble) {
              broker.add(at(offset++, message));
            }
            continue;
          }
          int where = random.nextDouble() < trouble ? random.nextInt(offset + 1) : offset;
          offset = Math.max(offset, where + 1) + random.nextInt(2);
          log.send(process, where, message);
          sends.add(new int[] {process, message});
          acknowledged.add(message);
          seen.add(at(where, message));
          if (random.nextDouble() >= trouble) {
            broker.add(at(where, message));
          }
        } else {
          poll(random, 5 + process, broker, position, trouble);
        }
      }
      poll(random, 7, broker, position, trouble);
      errors();
    }

    private void poll(
        Random random,
        int process,
        List<int[]> broker,
        Map<Integer, Integer> position,
        double trouble) {
      int from = position.getOrDefault(process, 0);
      if (random.nextDouble() < trouble) {
        from = random.nextInt(broker.size() + 1);
      }
      List<int[]> batch = new ArrayList<>(broker.subList(from, broker.size()));
      if (batch.size() > 1 && random.nextDouble() < trouble) {
        batch.remove(random.nextInt(batch.size()));
      }
      if (!batch.isEmpty() && random.nextDouble() < trouble) {
        int[] moved = batch.remove(batch.size() - 1);
        batch.add(at(moved[0] + 1, moved[1]));
      }
      position.put(process, broker.size());
      log.poll(process, batch.toArray(new int[0][]));
      polls.add(batch);
      pollers.add(process);
      seen.addAll(batch);
      batch.forEach(pair -> polled.add(pair[1]));
    }

    /** The place among the known offsets of the highest offset that a message was seen at. */
    private int index(int message, boolean highest) {
      TreeSet<Integer> offsets = new TreeSet<>();
      seen.forEach(pair -> offsets.add(pair[0]));
      TreeSet<Integer> own = new TreeSet<>();
      seen.stream().filter(pair -> pair[1] == message).forEach(pair -> own.add(pair[0]));
      return own.isEmpty() ? -1 : offsets.headSet(highest ? own.last() : own.first()).size();
    }

    private void errors() {
      for (int[] one : seen) {
        for (int[] other : seen) {
          if (one[0] == other[0] && one[1] != other[1]) {
            types.add(":inconsistent-offsets");
          } else if (one[0] != other[0] && one[1] == other[1]) {
            types.add(":duplicate");
          }
        }
      }
      polled.stream().filter(failed::contains).forEach(m -> types.add(":G1a"));
      int bound = polled.stream().mapToInt(m -> index(m, false)).max().orElse(-1);
      for (int message : acknowledged) {
        if (!polled.contains(message)) {
          types.add(":unseen");
          if (index(message, true) <= bound) {
            types.add(":lost-write");
          }
        }
      }
      Map<Integer, Integer> last = new HashMap<>();
      for (int p = 0; p < polls.size(); p++) {
        List<int[]> batch = polls.get(p);
        for (int i = 1; i < batch.size(); i++) {
          jump("int-", batch.get(i - 1)[1], batch.get(i)[1]);
        }
        if (!batch.isEmpty()) {
          Integer before = last.put(pollers.get(p), batch.get(batch.size() - 1)[1]);
          if (before != null) {
            jump("", before, batch.get(0)[1]);
          }
        }
      }
      Map<Integer, Integer> lastSend = new HashMap<>();
      for (int[] send : sends) {
        Integer before = lastSend.put(send[0], send[1]);
        if (before != null && index(send[1], true) <= index(before, true)) {
          types.add(":nonmonotonic-send");
        }
      }
    }

    private void jump(String prefix, int from, int to) {
      int delta = index(to, true) - index(from, true);
      if (delta > 1) {
        types.add(":" + prefix + "poll-skip");
      } else if (delta < 1) {
        types.add(":" + prefix + "nonmonotonic-poll");
      }
    }
  }
}

package minos.workload;

import static minos.workload.Recording.mop;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How far behind consumers were. */
final class KafkaLagTest {
  private static final int LOGS = 3;

  /** When somebody knew of a message of a log. */
  private record Known(int log, int offset, long time) {}

  /** A poll, and how far its process had come in each of its logs. */
  private record Poll(int process, long time, Map<Integer, Integer> position) {}

  @Test
  void isHowLongTheNextMessageWasKnownByDefinition() {
    int behind = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      Consumers consumers = new Consumers(new Random(seed));
      String found = field(consumers.recording.check("kafka"), "worst-realtime-lag");

      long worst = consumers.polls.stream().mapToLong(consumers::lag).max().orElse(0);
      assertThat(found).as("seed %d", seed).endsWith(":lag " + worst / 1e3 + "}");
      List<String> whos = new ArrayList<>();
      for (Poll poll : consumers.polls) {
        for (int log : new TreeSet<>(poll.position().keySet())) {
          if (consumers.lag(poll, log) == worst) {
            whos.add(
                ":time " + poll.time() / 1e3 + ", :process " + poll.process() + ", :key \"k" + log);
          }
        }
      }
      assertThat(whos).as("seed %d", seed).anyMatch(found::contains);
      behind += worst > 0 ? 1 : 0;
    }
    assertThat(behind).isBetween(300, 2_990);
  }

  /** Three processes that are assigned logs and poll them, and one that sends. */
  private static final class Consumers {
    private final Recording recording = new Recording();
    private final int[] sent = new int[LOGS];
    private final List<Map<Integer, Integer>> positions =
        List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
    private final List<Known> known = new ArrayList<>();
    private final List<Poll> polls = new ArrayList<>();
    private long time = 1;

    Consumers(Random random) {
      send(0);
      poll(0, 0, 0);
      for (int i = 0; i < 16; i++) {
        int process = random.nextInt(3);
        int log = random.nextInt(LOGS);
        int next = positions.get(process).getOrDefault(log, -1) + 1 + random.nextInt(2);
        int dice = random.nextInt(10);
        if (dice == 0) {
          assign(process, random.nextInt(1 << LOGS));
        } else if (dice < 5) {
          send(log);
        } else if (next < sent[log]) {
          poll(process, log, next);
        }
      }
    }

    private void assign(int process, int logs) {
      List<String> names = new ArrayList<>();
      Map<Integer, Integer> now = new HashMap<>();
      for (int log = 0; log < LOGS; log++) {
        if ((logs >> log & 1) != 0) {
          names.add("k" + log);
          now.put(log, positions.get(process).getOrDefault(log, -1));
        }
      }
      recording.did(process, "assign", names);
      positions.get(process).clear();
      positions.get(process).putAll(now);
      time += 2;
    }

    private void send(int log) {
      int offset = sent[log]++;
      recording
          .invoke(3, "send", mop(mop("send", "k" + log, offset)))
          .ok(3, "send", mop(mop("send", "k" + log, mop(offset, offset))));
      known.add(new Known(log, offset, time + 1));
      time += 2;
    }

    private void poll(int process, int log, int offset) {
      positions.get(process).put(log, offset);
      recording
          .invoke(process, "poll", mop(mop("poll")))
          .ok(process, "poll", mop(mop("poll", Map.of("k" + log, mop(mop(offset, offset))))));
      known.add(new Known(log, offset, time + 1));
      polls.add(new Poll(process, time, Map.copyOf(positions.get(process))));
      time += 2;
    }

    private long lag(Poll poll) {
      return poll.position().keySet().stream().mapToLong(log -> lag(poll, log)).max().orElseThrow();
    }

    private long lag(Poll poll, int log) {
      return known.stream()
          .filter(k -> k.log() == log && k.offset() > poll.position().getOrDefault(log, -1))
          .mapToLong(k -> Math.max(0, poll.time() - k.time()))
          .max()
          .orElse(0);
    }
  }
}

package minos.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * Is a history of a lock with owners linearizable, plain, reentrant or fenced?
 *
 * <p><b>Idea.</b> A process does one thing after the other, so its acquires and releases pair up in
 * its own order. A process certainly holds the lock from the end of the acquire that got it to the
 * beginning of the release that gave it back. No two such stays may overlap in time; and as they
 * don't, their order is that of the holds, in which tokens must grow.
 *
 * <p><b>Soundness.</b> Acquiring later and releasing earlier, within the two intervals, only makes
 * room for others. Of the last operation of a process, if its outcome is unknown: an acquire need
 * not have happened, and that it did helps nobody; a release may have, and is best at once. Neither
 * bears a token. Every stay has some length, because a release begins after its acquire ended, so
 * the order is determined. A process that goes on after an operation of unknown outcome, whose
 * order is then open, is not applicable.
 *
 * <p><b>Cost.</b> O(n log n). The argument is our own.
 */
final class OwnerMonitor {
  /** Which lock. */
  enum Kind {
    OWNER,
    REENTRANT,
    FENCED
  }

  private static final String NAME = "owner-monitor";

  private final History history;
  private final Kind kind;
  private final List<Hold> holds = new ArrayList<>();

  OwnerMonitor(History history, Kind kind) {
    this.history = history;
    this.kind = kind;
  }

  /**
   * How long a process had the lock.
   *
   * @param release -1 if it never gave it back
   */
  private record Hold(int acquire, int release) {}

  Finding judge(int[] ordinals) {
    int[] depth = new int[history.processCount()];
    int[] first = new int[depth.length];
    int[] last = new int[depth.length];
    Arrays.fill(last, -1);
    int[] inOrder =
        Arrays.stream(ordinals)
            .filter(op -> history.outcome(op) != Outcome.FAIL)
            .mapToLong(op -> ((long) history.invoked(op) << 32) | op)
            .sorted()
            .mapToInt(code -> (int) code)
            .toArray();
    for (int op : inOrder) {
      String f = history.functionName(history.function(op));
      boolean acquire = f.equals("acquire") || f.equals("lock");
      int p = history.process(op);
      if (!acquire && !f.equals("release") && !f.equals("unlock")) {
        return new Finding.NotApplicable("there are operations other than acquire and release");
      } else if (history.invoked(op) < last[p]) {
        return new Finding.NotApplicable("a process went on with an operation of its own open");
      }
      last[p] = history.completed(op);
      boolean unknown = history.outcome(op) == Outcome.INFO;
      if (acquire && !unknown) {
        if (depth[p] > 0 && kind != Kind.REENTRANT) {
          return violated(
              Anomaly.DOUBLE_ACQUIRE, who(op) + " acquired the lock, which it held.", op, first[p]);
        } else if (depth[p]++ == 0) {
          first[p] = op;
        }
      } else if (!acquire && depth[p] > 0) {
        if (--depth[p] == 0) {
          holds.add(new Hold(first[p], op));
        }
      } else if (!acquire && !unknown) {
        return violated(
            Anomaly.RELEASE_WITHOUT_HOLD,
            who(op) + " released the lock, which it did not hold.",
            op);
      }
    }
    IntStream.range(0, depth.length)
        .filter(p -> depth[p] > 0)
        .forEach(p -> holds.add(new Hold(first[p], -1)));
    return inTurn();
  }

  private Finding inTurn() {
    holds.sort(Comparator.comparingInt(hold -> history.completed(hold.acquire())));
    Hold before = new Hold(-1, -1);
    Hold fenced = before;
    long highest = Long.MIN_VALUE;
    for (Hold hold : holds) {
      if (before.acquire() >= 0
          && (before.release() < 0
              || history.completed(hold.acquire()) < history.invoked(before.release()))) {
        return violated(
            Anomaly.DOUBLE_ACQUIRE,
            who(hold.acquire()) + " acquired the lock while " + who(before.acquire()) + " held it.",
            hold.acquire(),
            before.acquire(),
            before.release(),
            hold.release());
      }
      OptionalLong token = token(hold.acquire());
      if (token.isPresent() && token.getAsLong() <= highest) {
        return fenced.acquire() < 0
            ? new Finding.NotApplicable("a token is the least of all integers")
            : violated(
                Anomaly.NON_MONOTONIC_FENCE,
                who(hold.acquire())
                    + " acquired the lock with the token "
                    + token.getAsLong()
                    + ", after "
                    + highest
                    + " had been given out.",
                hold.acquire(),
                fenced.acquire(),
                fenced.release());
      } else if (token.isPresent()) {
        highest = token.getAsLong();
        fenced = hold;
      }
      before = hold;
    }
    return new Finding.Consistent(NAME);
  }

  private OptionalLong token(int acquire) {
    if (kind != Kind.FENCED) {
      return OptionalLong.empty();
    }
    Value output = history.operation(acquire).output();
    Value token = output instanceof Dict dict ? dict.get("fence") : output;
    return token instanceof Int number ? OptionalLong.of(number.value()) : OptionalLong.empty();
  }

  private String who(int op) {
    return "process " + history.operation(op).process();
  }

  private Finding violated(Anomaly anomaly, String summary, int culprit, int... more) {
    int[] all =
        IntStream.concat(IntStream.of(culprit), IntStream.of(more)).filter(op -> op >= 0).toArray();
    return new Finding.Violated(NAME, anomaly, summary, culprit, all);
  }
}

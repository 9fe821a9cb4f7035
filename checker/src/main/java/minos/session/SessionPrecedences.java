package minos.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.register.Proof;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What the reads of a session whose operations overlap say of the order of versions, one precedence
 * at a time: for sessions that span processes, which are short. Quadratic in a session.
 */
final class SessionPrecedences {
  /**
   * A step between two writes.
   *
   * @param to the newer write
   * @param read the read that says so
   */
  private record Step(int to, int read) {}

  private final RegisterHistory history;

  SessionPrecedences(RegisterHistory history) {
    this.history = history;
  }

  /** Read your writes: own writes are before what a later read returned. */
  @Nullable Cause searchWrites(List<Violation> violations, Budget budget) {
    return search(true, Anomaly.OWN_WRITE_NOT_SEEN, violations, budget);
  }

  /** Monotonic reads: what was returned is before what a later read returned. */
  @Nullable Cause searchReads(List<Violation> violations, Budget budget) {
    return search(false, Anomaly.NON_MONOTONIC_READ, violations, budget);
  }

  private @Nullable Cause search(
      boolean writes, Anomaly anomaly, List<Violation> violations, Budget budget) {
    for (int[] chains : history.chainsOfSessions()) {
      int[] nodes =
          Arrays.stream(chains)
              .flatMap(c -> java.util.stream.IntStream.range(history.start(c), history.end(c)))
              .toArray();
      Map<Integer, List<Step>> steps = new HashMap<>();
      for (int read : nodes) {
        Cause stop = budget.exhausted();
        if (stop != null) {
          return stop;
        }
        if (history.isWrite(read) || history.source(read) < 0) {
          continue;
        }
        for (int node : nodes) {
          if (history.isWrite(node) != writes
              || history.key(node) != history.key(read)
              || !history.sessionBefore(node, read)) {
            continue;
          }
          int older = writes ? node : history.source(node);
          if (older >= 0 && older != history.source(read)) {
            steps
                .computeIfAbsent(older, ignored -> new ArrayList<>())
                .add(new Step(history.source(read), read));
          }
        }
      }
      for (int write : steps.keySet()) {
        List<Step> cycle = cycle(write, steps);
        if (!cycle.isEmpty()) {
          violations.add(violation(write, cycle, anomaly));
          break;
        }
      }
    }
    return null;
  }

  /** A shortest cycle through a write; empty if there is none. */
  private static List<Step> cycle(int write, Map<Integer, List<Step>> steps) {
    Map<Integer, List<Step>> reached = new HashMap<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(write));
    reached.put(write, List.of());
    while (!queue.isEmpty()) {
      int at = queue.remove();
      for (Step step : steps.getOrDefault(at, List.of())) {
        List<Step> path = new ArrayList<>(reached.getOrDefault(at, List.of()));
        path.add(step);
        if (step.to() == write) {
          return path;
        }
        if (reached.putIfAbsent(step.to(), path) == null) {
          queue.add(step.to());
        }
      }
    }
    return List.of();
  }

  private Violation violation(int write, List<Step> cycle, Anomaly anomaly) {
    Proof proof = new Proof(history);
    int at = write;
    int culprit = write;
    for (Step step : cycle) {
      culprit = step.read();
      proof.mention(culprit);
      proof.edge(
          at,
          step.to(),
          "ww",
          history.describe(culprit) + " returned the latter with the former in its session's past");
      at = step.to();
    }
    return proof.violation(
        anomaly, culprit, "no order of the versions explains what one session's reads returned");
  }
}

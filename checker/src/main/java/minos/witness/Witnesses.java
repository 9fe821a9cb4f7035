package minos.witness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.audit.AuditResult;
import minos.audit.ClaimedOrder;
import minos.audit.WitnessAudit;
import minos.check.Budget;
import minos.history.History;
import minos.linearizability.Algorithm;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.Register;
import minos.spec.SequentialSpec;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Witness;

/**
 * Gives the witness of a history that was found linearizable: that of the verdict if it has one,
 * else one that is made afterwards, by blocks where a register's written values are unique, by a
 * search where they are not. Each order is audited before it is given away. Stateless.
 */
public final class Witnesses {
  private Witnesses() {}

  /**
   * Orders with points, one for each object that has operations.
   *
   * @param result a consistent verdict of the check
   * @return empty if none was found within the budget
   */
  public static Optional<List<ClaimedOrder>> of(
      LinearizabilityCheck check, History history, CheckResult result, Budget budget) {
    if (!(result.verdict() instanceof Verdict.Consistent consistent)) {
      return Optional.empty();
    }
    Optional<List<ClaimedOrder>> orders =
        consistent.witness().isPresent()
            ? Optional.of(claimed(history, consistent.witness().get()))
            : made(check.spec(), history, budget);
    orders.ifPresent(all -> audited(check.spec(), history, all));
    return orders;
  }

  private static Optional<List<ClaimedOrder>> made(
      SequentialSpec<?> spec, History history, Budget budget) {
    List<ClaimedOrder> orders = new ArrayList<>();
    for (int[] part : parts(history)) {
      Optional<ClaimedOrder> order =
          (spec instanceof Register register
                  ? BlockOrder.of(register, history, part)
                  : Optional.<int[]>empty())
              .map(places -> claimed(history, places))
              .or(() -> searched(spec, history, part, budget));
      if (order.isEmpty()) {
        return Optional.empty();
      }
      orders.add(order.get());
    }
    return Optional.of(orders);
  }

  private static List<int[]> parts(History history) {
    if (history.keyCount() == 0) {
      return List.of(IntStream.range(0, history.size()).toArray());
    }
    List<List<Integer>> parts = new ArrayList<>();
    IntStream.rangeClosed(0, history.keyCount()).forEach(key -> parts.add(new ArrayList<>()));
    for (int op = 0; op < history.size(); op++) {
      parts.get(history.key(op) + 1).add(op);
    }
    return parts.stream()
        .filter(part -> !part.isEmpty())
        .map(part -> part.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private static Optional<ClaimedOrder> searched(
      SequentialSpec<?> spec, History history, int[] part, Budget budget) {
    Verdict verdict =
        new LinearizabilityCheck(spec, Algorithm.WING_GONG)
            .check(history.select(part, History.NEVER), budget)
            .verdict();
    if (verdict instanceof Verdict.Consistent consistent && consistent.witness().isPresent()) {
      List<Witness.Order> orders = consistent.witness().get().orders();
      if (orders.size() == 1) {
        Witness.Order order = orders.get(0);
        return Optional.of(
            claimed(
                history,
                IntStream.range(0, order.size()).map(i -> part[order.operation(i)]).toArray()));
      }
    }
    // A part in which nothing succeeded has the empty order.
    return verdict instanceof Verdict.Undecided undecided
            && undecided.cause().kind() == minos.verdict.Cause.Kind.NOTHING_SUCCEEDED
        ? Optional.of(new ClaimedOrder(new int[0], new int[0]))
        : Optional.empty();
  }

  private static List<ClaimedOrder> claimed(History history, Witness witness) {
    return witness.orders().stream()
        .map(
            order ->
                claimed(history, IntStream.range(0, order.size()).map(order::operation).toArray()))
        .toList();
  }

  /** The earliest points: as soon as the predecessor has taken effect and the operation began. */
  private static ClaimedOrder claimed(History history, int[] places) {
    int[] points = new int[places.length];
    int now = 0;
    for (int i = 0; i < places.length; i++) {
      now = Math.max(now, history.invoked(places[i]));
      points[i] = now;
    }
    return new ClaimedOrder(places, points);
  }

  private static void audited(SequentialSpec<?> spec, History history, List<ClaimedOrder> orders) {
    AuditResult result = WitnessAudit.verify(history, spec, orders);
    if (result instanceof AuditResult.Refuted refuted) {
      throw new IllegalStateException(
          "a witness of our own making is refuted: "
              + refuted.reason()
              + refuted.operation().map(operation -> " (" + operation + ")").orElse("")
              + "; this is a fault of the checker");
    }
  }

  /** The object of an order, if the history has several. */
  public static Optional<Value> key(History history, ClaimedOrder order) {
    return order.size() == 0 ? Optional.empty() : history.operation(order.operation(0)).key();
  }
}

package minos.convergence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.check.Budget;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * Sets in which adding wins: a removal undoes the additions that its replica had received, no
 * others.
 *
 * <p>An element is surely in an answer if the replica had acknowledged an addition of it, or had
 * answered it, before it was asked, and no removal that may have received the addition had begun
 * when the answer came. It is surely not if every addition that had begun by then was received by a
 * removal that the replica itself had acknowledged: the replica of the removal had acknowledged the
 * addition, or had answered the element when it had been added once. A last answer knows what all
 * replicas had acknowledged. An element that nobody had begun to add is in no answer.
 */
final class SetLaws extends Laws {
  /** Stands for all replicas, in the end. */
  static final int ALL = -1;

  /** Elements that are surely there, as a replica knows, and those that it ever answered. */
  private static final class Replica {
    private final BitSet sure = new BitSet();
    private final BitSet answered = new BitSet();
    private int count;
    private int lastRead = SetElement.NOBODY;

    void set(int element, boolean there) {
      if (sure.get(element) != there) {
        sure.set(element, there);
        count += there ? 1 : -1;
      }
    }
  }

  /** What an answer does not show, when its read began, that it has to show when it comes. */
  private record Doubts(List<Missing> missing, Map<SetElement, Integer> extra) {}

  /**
   * An element that an answer lacks.
   *
   * @param since where an addition began that is surely there
   * @param shown the addition, or an answer that has the element
   */
  private record Missing(SetElement element, int since, int shown) {}

  private final Map<Value, SetElement> byValue = new HashMap<>();
  private final List<SetElement> elements = new ArrayList<>();
  private final Map<Integer, Replica> replicas = new HashMap<>();
  private final Map<Integer, Doubts> open = new HashMap<>();
  private int passes;

  SetLaws(ReplicatedOperations operations, int[] places, BitSet finals, Budget budget) {
    super(operations, places, finals, budget);
  }

  private SetElement element(Value value) {
    return byValue.computeIfAbsent(
        value,
        v -> {
          SetElement element = new SetElement(elements.size(), v);
          elements.add(element);
          return element;
        });
  }

  private Replica replica(int number) {
    return replicas.computeIfAbsent(number, ignored -> new Replica());
  }

  private boolean adds(int update) {
    return operations.kind(update) == ReplicatedOperations.Kind.ADD;
  }

  @Override
  void began(int update) {
    SetElement element = element(operations.argument(update));
    int replica = operations.replica(update);
    if (adds(update)) {
      element.addBegan(update, history.invoked(update));
      return;
    }
    boolean answered = replica(replica).answered.get(element.number());
    element.removalBegan(update, replica, history.completed(update), answered);
    replicas.values().forEach(there -> there.set(element.number(), false));
  }

  @Override
  void ended(int update) {
    SetElement element = element(operations.argument(update));
    int replica = operations.replica(update);
    if (!adds(update)) {
      element.removalEnded(update, replica);
    } else if (element.addEnded(update, replica, history.invoked(update))) {
      replica(replica).set(element.number(), true);
      replica(ALL).set(element.number(), true);
    }
  }

  @Override
  void reading(int read) {
    List<Missing> missing = new ArrayList<>();
    Map<SetElement, Integer> extra = new LinkedHashMap<>();
    doubt(read, operations.replica(read), missing, extra);
    if (isFinal(read)) {
      doubt(read, ALL, missing, extra);
    }
    if (!missing.isEmpty() || !extra.isEmpty()) {
      open.put(read, new Doubts(missing, extra));
    }
  }

  private void doubt(int read, int knows, List<Missing> missing, Map<SetElement, Integer> extra) {
    Replica replica = replica(knows);
    passes++;
    int there = 0;
    for (Value value : operations.members(read)) {
      SetElement element = byValue.get(value);
      if (element != null && element.firstIn(passes)) {
        there += replica.sure.get(element.number()) ? 1 : 0;
        if (element.allUndone(knows)) {
          extra.put(element, element.begun());
        }
      }
    }
    if (there < replica.count) {
      missing.forEach(one -> one.element().firstIn(passes));
      replica.sure.stream()
          .mapToObj(elements::get)
          .filter(element -> element.firstIn(passes))
          .forEach(element -> missing.add(missing(element, replica, knows)));
    }
  }

  private Missing missing(SetElement element, Replica replica, int knows) {
    int add = element.sure(knows);
    return add == SetElement.NOBODY
        ? new Missing(element, element.firstBegan(), replica.lastRead)
        : new Missing(element, history.invoked(add), add);
  }

  @Override
  void read(int read) {
    Doubts doubts = open.remove(read);
    if (doubts != null) {
      doubts.missing().stream()
          .filter(missing -> missing.element().unremovedSince(missing.since()))
          .forEach(missing -> lost(read, missing));
      // Told once.
      doubts
          .missing()
          .forEach(one -> replica(operations.replica(read)).set(one.element().number(), false));
      doubts.extra().forEach((element, begun) -> back(read, element, begun));
    }
    Replica replica = replica(operations.replica(read));
    replica.lastRead = read;
    for (Value value : operations.members(read)) {
      SetElement element = byValue.get(value);
      if (element == null || element.begun() == 0) {
        add(
            Anomaly.THIN_AIR_READ,
            read,
            theAnswer(read) + " contains " + value + ", which nobody had begun to add",
            "No addition of " + quoted(value) + " had begun when [%s] ended.",
            read);
      } else if (!replica.sure.get(element.number())) {
        replica.answered.set(element.number());
        replica.set(element.number(), element.unremovedSince(element.firstBegan()));
      }
    }
  }

  private void lost(int read, Missing missing) {
    SetElement element = missing.element();
    boolean seen = operations.kind(missing.shown()) == ReplicatedOperations.Kind.READ;
    boolean removed = element.removals() > 0;
    add(
        seen ? Anomaly.NON_MONOTONIC_READ : Anomaly.LOST_UPDATE,
        read,
        theAnswer(read)
            + " lacks "
            + element.value()
            + (seen
                ? ", which its replica had answered before, and no removal undid"
                : ", whose addition no removal undid"),
        (seen
                ? "[%s] had ended at that replica when [%s] began, and "
                : isFinal(read)
                    ? "[%s] had succeeded when [%s] began, and "
                    : "[%s] had been acknowledged by that replica when [%s] began, and ")
            + (removed ? "each removal of " : "no removal of ")
            + quoted(element.value())
            + (removed
                ? " that had begun by its end had ended before the addition began."
                : " had begun when it ended."),
        missing.shown(),
        read);
  }

  private void back(int read, SetElement element, int begun) {
    if (element.begun() == begun) {
      add(
          Anomaly.RESURRECTED_DELETE,
          read,
          theAnswer(read)
              + " contains "
              + element.value()
              + ", every addition of which was removed where it was known",
          "Each addition of "
              + quoted(element.value())
              + " had come to the replica of a removal, such as [%s], that had succeeded when [%s]"
              + " began.",
          element.lastRemoval(),
          read);
    }
  }

  @Override
  Object answer(int read) {
    return Set.copyOf(operations.members(read));
  }
}

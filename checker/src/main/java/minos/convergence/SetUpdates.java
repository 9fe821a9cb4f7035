package minos.convergence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * Sets in which adding wins: a removal undoes the additions that its replica had received, no
 * others.
 *
 * <p>So at the end an element is in if some successful addition of it was received by no removal:
 * surely so if it began after every removal of the element had ended, or there is none. And it is
 * out if every addition of it was received by a successful removal: surely so if the removing
 * replica had acknowledged the addition itself, or had returned the element, added once, before. An
 * element that nobody had begun to add is in no answer.
 */
final class SetUpdates extends Updates {
  private static final String KNOWN = "add and remove of an element, and read of all";

  private final Map<Value, List<Operation>> additions = new LinkedHashMap<>();
  private final Map<Value, List<Operation>> removals = new LinkedHashMap<>();

  SetUpdates(ReplicatedType type, Replicas replicas) {
    super(type, replicas);
  }

  @Override
  void judge() {
    for (Operation update : replicas.updates()) {
      Map<Value, List<Operation>> kind =
          switch (update.f()) {
            case "add" -> additions;
            case "remove" -> removals;
            default -> throw unknown(update, KNOWN);
          };
      kind.computeIfAbsent(update.input(), ignored -> new ArrayList<>()).add(update);
    }
    for (Operation read : replicas.reads()) {
      for (Value element : elements(read)) {
        boolean begun =
            additions.getOrDefault(element, List.of()).stream()
                .anyMatch(add -> Replicas.invoked(add) < Replicas.completed(read));
        if (!begun) {
          add(
              Anomaly.THIN_AIR_READ,
              read,
              "the answer contains " + element + ", which nobody had begun to add",
              List.of(read));
        }
      }
    }
    for (Operation read : replicas.finalReads()) {
      finalRead(read);
    }
  }

  @Override
  Object answer(Operation read) {
    return Set.copyOf(elements(read));
  }

  private void finalRead(Operation read) {
    Set<Value> present = Set.copyOf(elements(read));
    additions.forEach(
        (element, adds) -> {
          List<Operation> removes = removals.getOrDefault(element, List.of());
          for (Operation add : adds) {
            boolean unremoved =
                removes.stream().allMatch(r -> Replicas.completed(r) < Replicas.invoked(add));
            if (add.outcome() == Outcome.OK && unremoved && !present.contains(element)) {
              add(
                  Anomaly.LOST_UPDATE,
                  read,
                  "a replica's last answer lacks " + element + ", whose addition no removal undid",
                  List.of(add, read));
              break;
            }
          }
          if (present.contains(element) && adds.stream().allMatch(a -> undone(a, adds, removes))) {
            add(
                Anomaly.RESURRECTED_DELETE,
                read,
                "a replica's last answer contains "
                    + element
                    + ", every addition of which was removed where it was known",
                List.of(removes.get(0), read));
          }
        });
  }

  /** Whether a successful removal had certainly received an addition. */
  private boolean undone(Operation add, List<Operation> adds, List<Operation> removes) {
    for (Operation remove : removes) {
      if (remove.outcome() != Outcome.OK) {
        continue;
      }
      Value replica = Replicas.replica(remove);
      if (Replicas.replica(add).equals(replica)
          && Replicas.completed(add) < Replicas.invoked(remove)) {
        return true;
      }
      boolean returned =
          adds.size() == 1
              && replicas.reads().stream()
                  .anyMatch(
                      read ->
                          Replicas.replica(read).equals(replica)
                              && Replicas.completed(read) < Replicas.invoked(remove)
                              && elements(read).contains(add.input()));
      if (returned) {
        return true;
      }
    }
    return false;
  }

  private Collection<Value> elements(Operation read) {
    Value value = read.value();
    if (value instanceof Members members) {
      return members.items();
    }
    if (value instanceof Seq seq) {
      return seq.items();
    }
    if (value.isNil()) {
      return List.of();
    }
    throw unknown(read, KNOWN);
  }
}

package minos.generate.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * A set or a multiset of which clients add, remove and look for single elements. With unique values
 * each is added once and removed once, and the set stays small however long the history is.
 *
 * <p>The scripts are about elements that nobody else touches.
 */
final class ElementsObject extends SimulatedObject {
  private static final int MANY = 64;
  private static final int REMEMBERED = 16;

  private final Traffic traffic;
  private final boolean multiple;
  private final Map<Value, Integer> counts = new HashMap<>();

  /** What is there and nobody has asked to remove. */
  private final List<Value> free = new ArrayList<>();

  private final Value[] removed = new Value[REMEMBERED];
  private int removals;

  ElementsObject(Traffic traffic, boolean multiple) {
    this.traffic = traffic;
    this.multiple = multiple;
    Arrays.fill(removed, Nil.NIL);
  }

  @Override
  Request next(int client, boolean leaving) {
    Draw draw = traffic.draw();
    if (traffic.reads()) {
      return new Request("contains", asked());
    }
    if (!traffic.unique()) {
      Int element = new Int(draw.below(traffic.values()));
      return new Request(draw.chance(0.5) ? "add" : "remove", element);
    }
    if (free.isEmpty() || draw.chance(free.size() < MANY ? 0.6 : 0.3)) {
      return new Request("add", traffic.fresh());
    }
    return new Request("remove", take(draw.below(free.size())));
  }

  private Value take(int index) {
    Value element = free.get(index);
    Value last = free.remove(free.size() - 1);
    if (index < free.size()) {
      free.set(index, last);
    }
    removed[removals++ % REMEMBERED] = element;
    return element;
  }

  private Value asked() {
    Draw draw = traffic.draw();
    if (!traffic.unique()) {
      return new Int(draw.below(traffic.values()));
    }
    if (!free.isEmpty() && draw.chance(0.7)) {
      return free.get(draw.below(free.size()));
    }
    Value old = removed[draw.below(REMEMBERED)];
    return old.isNil() ? traffic.fresh() : old;
  }

  @Override
  Answer apply(Request request, int client, Value process) {
    Value element = request.input() == null ? Nil.NIL : request.input();
    int count = counts.getOrDefault(element, 0);
    switch (request.f()) {
      case "add" -> {
        counts.put(element, multiple ? count + 1 : 1);
        if (traffic.unique()) {
          free.add(element);
        }
        return Answer.echo(request);
      }
      case "remove" -> {
        if (count == 0 && multiple) {
          return Answer.failed(request);
        } else if (count <= 1) {
          counts.remove(element);
        } else {
          counts.put(element, count - 1);
        }
        return Answer.echo(request);
      }
      default -> {
        return Answer.of(Bool.of(count > 0));
      }
    }
  }

  /** A crashed removal takes effect, else what nobody asks to remove again would pile up. */
  @Override
  Crash crash(Request request, int client) {
    return request.f().equals("remove") ? Crash.WITH_EFFECT : Crash.MAYBE;
  }

  @Override
  void completed(Request request, int client, Answer answer) {
    if (request.f().equals("remove")
        && answer.outcome() == Outcome.FAIL
        && traffic.unique()
        && request.input() != null) {
      free.add(request.input());
    }
  }

  @Override
  Set<Anomaly> faults() {
    Set<Anomaly> faults =
        EnumSet.of(Anomaly.LOST_ELEMENT, Anomaly.STALE_ELEMENT, Anomaly.UNEXPECTED_ELEMENT);
    if (multiple) {
      faults.add(Anomaly.DUPLICATE_ELEMENT);
    }
    return faults;
  }

  @Override
  Script script(Anomaly fault) {
    Value element = traffic.fresh();
    Script.Step add = echoed("add", element);
    Script.Step remove = echoed("remove", element);
    if (fault == Anomaly.LOST_ELEMENT) {
      return Script.amid(fault, add, contains(element, false));
    } else if (fault == Anomaly.STALE_ELEMENT) {
      return Script.amid(fault, add, remove, contains(element, true));
    } else if (fault == Anomaly.UNEXPECTED_ELEMENT) {
      return Script.amid(fault, contains(element, true));
    } else if (fault == Anomaly.DUPLICATE_ELEMENT && multiple) {
      return Script.amid(fault, add, remove, remove);
    }
    throw unknown(fault);
  }

  private static Script.Step echoed(String f, Value element) {
    Request request = new Request(f, element);
    return Script.feigned(request, Answer.echo(request));
  }

  private static Script.Step contains(Value element, boolean found) {
    return Script.feigned(new Request("contains", element), Answer.of(Bool.of(found)));
  }
}

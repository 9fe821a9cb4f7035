package minos.generate.synthetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * A queue, a queue without an order, a priority queue or a stack, that stays short.
 *
 * <p>The scripts use elements that nobody else puts in: one that was put in and taken by nobody is
 * there; one that was taken is gone; of two that were put in one after the other, the discipline
 * says which leaves first. Only a crashed take could excuse a loss, so takes don't crash where a
 * loss is to be put in.
 */
final class QueueObject extends SimulatedObject {
  /** Which element leaves next. */
  enum Discipline {
    FIFO,
    ANY,
    LOWEST,
    LIFO
  }

  private static final int MANY = 24;
  private static final long SCATTER = 0x9E3779B1L;
  private static final Comparator<Value> BY_PRIORITY =
      Comparator.comparingLong(value -> value instanceof Int number ? number.value() : 0);

  private final Traffic traffic;
  private final Discipline discipline;
  private final List<Value> elements = new ArrayList<>();
  private Value lastTaken = Nil.NIL;

  QueueObject(Traffic traffic, Discipline discipline) {
    this.traffic = traffic;
    this.discipline = discipline;
  }

  @Override
  Request next(int client, boolean leaving) {
    if (discipline != Discipline.ANY && traffic.reads()) {
      return new Request("peek", null);
    }
    return traffic.draw().chance(elements.size() < MANY ? 0.5 : 0.25)
        ? put(discipline == Discipline.LOWEST ? scattered(traffic.value()) : traffic.value())
        : take();
  }

  /** Different values for different values below 2^31, in no obvious order. */
  private static Int scattered(Int value) {
    return new Int((value.value() * SCATTER) & 0x7fffffffL);
  }

  @Override
  Answer apply(Request request, int client, Value process) {
    if (request.input() != null) {
      elements.add(request.input());
      return Answer.echo(request);
    } else if (elements.isEmpty()) {
      return Answer.of(Nil.NIL);
    }
    int next =
        switch (discipline) {
          case FIFO -> 0;
          case LIFO -> elements.size() - 1;
          case ANY -> traffic.draw().below(elements.size());
          case LOWEST -> elements.indexOf(elements.stream().min(BY_PRIORITY).orElseThrow());
        };
    Value element = elements.get(next);
    if (!request.f().equals("peek")) {
      elements.remove(next);
    }
    return Answer.of(element);
  }

  @Override
  Crash crash(Request request, int client) {
    boolean takes = request.input() == null && !request.f().equals("peek");
    return takes && traffic.awaits(Anomaly.LOST_ELEMENT) ? Crash.NONE : Crash.MAYBE;
  }

  @Override
  void completed(Request request, int client, Answer answer) {
    boolean took = request.input() == null && !request.f().equals("peek") && ok(answer);
    if (took && answer.output() != null && !answer.output().isNil()) {
      lastTaken = answer.output();
    }
  }

  @Override
  Set<Anomaly> faults() {
    Set<Anomaly> faults =
        EnumSet.of(Anomaly.LOST_ELEMENT, Anomaly.DUPLICATE_ELEMENT, Anomaly.UNEXPECTED_ELEMENT);
    if (discipline != Discipline.ANY) {
      faults.add(Anomaly.REORDERED);
    }
    return faults;
  }

  @Override
  Script script(Anomaly fault) {
    Int a = fresh();
    Int b = fresh();
    if (fault == Anomaly.LOST_ELEMENT) {
      return Script.amid(fault, puts(a), takes(Nil.NIL));
    } else if (fault == Anomaly.DUPLICATE_ELEMENT) {
      return traffic.unique() && !lastTaken.isNil()
          ? Script.amid(fault, takes(lastTaken))
          : Script.amid(fault, puts(a), takes(a), takes(a));
    } else if (fault == Anomaly.UNEXPECTED_ELEMENT) {
      return Script.amid(fault, takes(a));
    } else if (fault == Anomaly.REORDERED && discipline != Discipline.ANY) {
      Int first = discipline == Discipline.LOWEST && a.value() > b.value() ? b : a;
      Int second = first.equals(a) ? b : a;
      // What must leave first leaves last.
      return discipline == Discipline.LIFO
          ? Script.amid(fault, puts(a), puts(b), takes(a), takes(b))
          : Script.amid(fault, puts(first), puts(second), takes(second), takes(first));
    }
    throw unknown(fault);
  }

  private Int fresh() {
    Int value = traffic.fresh();
    return discipline == Discipline.LOWEST && traffic.unique() ? scattered(value) : value;
  }

  private Script.Step puts(Value element) {
    Request put = put(element);
    return Script.feigned(put, Answer.echo(put));
  }

  private Script.Step takes(Value element) {
    return Script.feigned(take(), Answer.of(element));
  }

  private Request put(Value element) {
    return new Request(discipline == Discipline.LIFO ? "push" : "enqueue", element);
  }

  private Request take() {
    return new Request(discipline == Discipline.LIFO ? "pop" : "dequeue", null);
  }
}

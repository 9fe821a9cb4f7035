package minos.generate.synthetic;

import java.util.EnumSet;
import java.util.Set;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * A counter that only grows.
 *
 * <p>The scripts are played alone, so a read must lie between what certainly was added and that
 * with all crashed additions, and they leave that range.
 */
final class CounterObject extends SimulatedObject {
  private static final int MOST = 5;

  private final Traffic traffic;
  private long value;

  /** The initial value and all additions that succeeded. */
  private long certain;

  /** All additions of unknown outcome. */
  private long possible;

  CounterObject(Traffic traffic, long initial) {
    this.traffic = traffic;
    this.value = initial;
    this.certain = initial;
  }

  @Override
  Request next(int client, boolean leaving) {
    return traffic.reads() ? read() : add(1 + traffic.draw().below(MOST));
  }

  @Override
  Answer apply(Request request, int client, Value process) {
    if (request.input() instanceof Int by) {
      value += by.value();
      return Answer.echo(request);
    }
    return Answer.of(new Int(value));
  }

  @Override
  void completed(Request request, int client, Answer answer) {
    if (request.input() instanceof Int by) {
      switch (answer.outcome()) {
        case OK -> certain += by.value();
        case INFO -> possible += by.value();
        case FAIL -> {}
      }
    }
  }

  @Override
  Set<Anomaly> faults() {
    return EnumSet.of(Anomaly.LOST_UPDATE, Anomaly.COUNTER_OUT_OF_BOUNDS);
  }

  @Override
  Script script(Anomaly fault) {
    if (fault == Anomaly.COUNTER_OUT_OF_BOUNDS) {
      return Script.alone(
          fault, Script.feigned(read(), () -> Answer.of(new Int(certain + possible + 1))));
    } else if (fault == Anomaly.LOST_UPDATE) {
      // More than all crashed additions together could make up for.
      Request add = add(possible + 1);
      return Script.alone(
          fault, Script.feigned(add, Answer.echo(add)), Script.feigned(read(), this::without));
    }
    throw unknown(fault);
  }

  private Answer without() {
    return Answer.of(new Int(value));
  }

  private static Request read() {
    return new Request("read", null);
  }

  private static Request add(long by) {
    return new Request("add", new Int(by));
  }
}

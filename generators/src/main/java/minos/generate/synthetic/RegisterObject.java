package minos.generate.synthetic;

import java.util.EnumSet;
import java.util.Set;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * A register, with or without compare-and-set.
 *
 * <p>The scripts rest on values that nobody else writes: what was overwritten never comes back.
 */
final class RegisterObject extends SimulatedObject {
  private final Traffic traffic;
  private final boolean compareAndSet;
  private Value value;
  private Value previous;

  RegisterObject(Traffic traffic, boolean compareAndSet, Value initial) {
    this.traffic = traffic;
    this.compareAndSet = compareAndSet;
    this.value = initial;
    this.previous = initial;
  }

  @Override
  Request next(int client, boolean leaving) {
    if (traffic.reads()) {
      return read();
    }
    if (!compareAndSet || value.isNil() || traffic.draw().chance(0.5)) {
      return write(traffic.value());
    }
    Value expected = traffic.draw().chance(0.75) ? value : old();
    return cas(expected, traffic.value());
  }

  private Value old() {
    return traffic.unique() ? previous : new Int(traffic.draw().below(traffic.values()));
  }

  @Override
  Answer apply(Request request, int client, Value process) {
    if (request instanceof Update update) {
      if (update.expected != null && !update.expected.equals(value)) {
        return Answer.failed(request);
      }
      previous = value;
      value = update.written;
      return Answer.echo(request);
    }
    return Answer.of(value);
  }

  /** A failed compare-and-set may be taken to say that the value was another one. */
  @Override
  boolean mayFail(Request request) {
    return !request.f().equals("cas");
  }

  @Override
  Set<Anomaly> faults() {
    Set<Anomaly> faults = EnumSet.of(Anomaly.STALE_READ, Anomaly.LOST_WRITE, Anomaly.THIN_AIR_READ);
    if (compareAndSet) {
      faults.add(Anomaly.LOST_UPDATE);
    }
    return faults;
  }

  @Override
  Script script(Anomaly fault) {
    Value a = traffic.fresh();
    Value b = traffic.fresh();
    Script.Step writeA = Script.genuine(write(a));
    Script.Step readA = Script.feigned(read(), Answer.of(a));
    Request writeB = write(b);
    if (fault == Anomaly.STALE_READ) {
      return Script.amid(fault, writeA, Script.genuine(writeB), readA);
    } else if (fault == Anomaly.LOST_WRITE) {
      return Script.amid(fault, writeA, Script.feigned(writeB, Answer.echo(writeB)), readA);
    } else if (fault == Anomaly.THIN_AIR_READ) {
      return Script.amid(fault, readA);
    } else if (fault == Anomaly.LOST_UPDATE && compareAndSet) {
      Request second = cas(a, traffic.fresh());
      return Script.alone(
          fault, writeA, Script.genuine(cas(a, b)), Script.feigned(second, Answer.echo(second)));
    }
    throw unknown(fault);
  }

  private static Request read() {
    return new Request("read", null);
  }

  private static Request write(Value value) {
    return new Update("write", value, null, value);
  }

  private static Request cas(Value expected, Value value) {
    return new Update("cas", Value.seq(expected, value), expected, value);
  }

  /** A write or a compare-and-set. */
  private static final class Update extends Request {
    private final @Nullable Value expected;
    private final Value written;

    Update(String f, Value input, @Nullable Value expected, Value written) {
      super(f, input);
      this.expected = expected;
      this.written = written;
    }
  }
}

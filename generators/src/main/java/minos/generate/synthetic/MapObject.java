package minos.generate.synthetic;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * A map as one object: get, put, delete, cas, list. The scripts rest on values that nobody else
 * writes, or on a key that nobody else uses.
 */
final class MapObject extends SimulatedObject {
  private static final String[] SORTS = {"put", "put", "put", "cas", "cas", "delete"};

  private final Traffic traffic;
  private final TreeMap<Long, Value> map = new TreeMap<>();
  private long furtherKey;

  MapObject(Traffic traffic) {
    this.traffic = traffic;
    this.furtherKey = traffic.keyCount();
  }

  /** A request on a key, or on none. */
  private static final class Access extends Request {
    private final long key;
    private final @Nullable Value expected;
    private final Value value;

    Access(String f, @Nullable Value input, long key, @Nullable Value expected, Value value) {
      super(f, input);
      this.key = key;
      this.expected = expected;
      this.value = value;
    }
  }

  @Override
  Request next(int client, boolean leaving) {
    long key = traffic.key();
    if (traffic.reads()) {
      return traffic.draw().chance(0.2) ? list() : get(key);
    }
    Value held = map.get(key);
    return switch (SORTS[traffic.draw().below(SORTS.length)]) {
      case "cas" -> held == null ? put(key, traffic.value()) : cas(key, held, traffic.value());
      case "delete" -> delete(key);
      default -> put(key, traffic.value());
    };
  }

  @Override
  Answer apply(Request request, int client, Value process) {
    if (!(request instanceof Access access)) {
      Map<Value, Value> entries = new LinkedHashMap<>();
      map.forEach((key, value) -> entries.put(new Int(key), value));
      return Answer.of(new Dict(entries));
    }
    Value held = map.getOrDefault(access.key, Nil.NIL);
    if (access.f().equals("get")) {
      return Answer.of(held);
    } else if (access.expected != null && !access.expected.equals(held)) {
      return Answer.failed(request);
    } else if (access.value.isNil()) {
      map.remove(access.key);
    } else {
      map.put(access.key, access.value);
    }
    return Answer.echo(request);
  }

  /** A failed compare-and-set may be taken to say that the value was another one. */
  @Override
  boolean mayFail(Request request) {
    return !request.f().equals("cas");
  }

  @Override
  Set<Anomaly> faults() {
    return EnumSet.of(
        Anomaly.STALE_READ,
        Anomaly.LOST_WRITE,
        Anomaly.THIN_AIR_READ,
        Anomaly.RESURRECTED_DELETE,
        Anomaly.LOST_UPDATE,
        Anomaly.LOST_ELEMENT);
  }

  @Override
  Script script(Anomaly fault) {
    long key = traffic.key();
    Value a = traffic.fresh();
    Value b = traffic.fresh();
    Script.Step putA = Script.genuine(put(key, a));
    Script.Step getA = Script.feigned(get(key), Answer.of(a));
    if (fault == Anomaly.STALE_READ) {
      return Script.amid(fault, putA, Script.genuine(put(key, b)), getA);
    } else if (fault == Anomaly.LOST_WRITE) {
      return Script.amid(fault, putA, lost(put(key, b)), getA);
    } else if (fault == Anomaly.THIN_AIR_READ) {
      return Script.amid(fault, getA);
    } else if (fault == Anomaly.RESURRECTED_DELETE) {
      return Script.amid(fault, putA, Script.genuine(delete(key)), getA);
    } else if (fault == Anomaly.LOST_UPDATE) {
      return Script.alone(
          fault, putA, Script.genuine(cas(key, a, b)), lost(cas(key, a, traffic.fresh())));
    } else if (fault == Anomaly.LOST_ELEMENT) {
      return Script.amid(fault, lost(put(furtherKey++, a)), Script.genuine(list()));
    }
    throw unknown(fault);
  }

  private static Script.Step lost(Request request) {
    return Script.feigned(request, Answer.echo(request));
  }

  private static Request list() {
    return new Request("list", null);
  }

  private static Request get(long key) {
    return new Access("get", new Int(key), key, null, Nil.NIL);
  }

  private static Request put(long key, Value value) {
    return new Access("put", Value.seq(new Int(key), value), key, null, value);
  }

  private static Request cas(long key, Value expected, Value value) {
    return new Access("cas", Value.seq(new Int(key), expected, value), key, expected, value);
  }

  private static Request delete(long key) {
    return new Access("delete", new Int(key), key, null, Nil.NIL);
  }
}

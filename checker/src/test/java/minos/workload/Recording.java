package minos.workload;

import java.util.Arrays;
import java.util.Map;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.CheckResult;
import org.jspecify.annotations.Nullable;

/** Writes histories down, event by event; a millisecond passes between two events. */
final class Recording {
  private static final long TICK = 1_000_000;

  private final HistoryBuilder builder = new HistoryBuilder();
  private @Nullable Value key;
  private Map<String, Value> extra = Map.of();
  private long time;

  /** What follows is on this key. */
  Recording on(@Nullable Object name) {
    key = name == null ? null : Value.of(name);
    return this;
  }

  /** The next event has these further fields. */
  Recording with(Map<String, Value> fields) {
    extra = fields;
    return this;
  }

  Recording header(Map<String, Object> fields) {
    Dict strings = (Dict) Value.of(fields);
    builder.header(strings);
    return this;
  }

  Recording invoke(int process, String f, @Nullable Object value) {
    return event(EventType.INVOKE, process, f, value);
  }

  Recording ok(int process, String f, @Nullable Object value) {
    return event(EventType.OK, process, f, value);
  }

  Recording fail(int process, String f, @Nullable Object value) {
    return event(EventType.FAIL, process, f, value);
  }

  Recording info(int process, String f, @Nullable Object value) {
    return event(EventType.INFO, process, f, value);
  }

  /** An operation by itself that succeeds with the value it was invoked with. */
  Recording did(int process, String f, @Nullable Object value) {
    return invoke(process, f, value).ok(process, f, value);
  }

  /** An operation by itself that was invoked with nil and returns a value. */
  Recording got(int process, String f, @Nullable Object value) {
    return invoke(process, f, null).ok(process, f, value);
  }

  /** An operation by itself that fails. */
  Recording failed(int process, String f, @Nullable Object value) {
    return invoke(process, f, value).fail(process, f, value);
  }

  Recording event(EventType type, int process, String f, @Nullable Object value) {
    time += TICK;
    try {
      builder.accept(
          new Event(
              type,
              new Int(process),
              f,
              key,
              Value.of(value),
              Event.ABSENT,
              time,
              Event.ABSENT,
              extra));
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
    extra = Map.of();
    return this;
  }

  History history() {
    try {
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  CheckResult check(String workload) {
    return check(workload, WorkloadOptions.DEFAULTS);
  }

  CheckResult check(String workload, WorkloadOptions options) {
    return WorkloadChecks.byName(workload, options).check(history(), Budget.unlimited());
  }

  /** A micro-operation, or another tuple that may have nils. */
  static Value mop(@Nullable Object... parts) {
    return Value.of(Arrays.asList(parts));
  }
}

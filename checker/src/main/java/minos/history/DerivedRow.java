package minos.history;

import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a history that is {@linkplain HistoryRewriter derived} from another.
 *
 * @param source the place of the operation that it is made from, in the other history
 * @param process who did it
 * @param f the function's letters
 * @param key the object; null if there is none
 * @param input the invocation's value; null if it had none
 * @param output the completion's value; null if it had none
 * @param outcome how it ended
 * @param begin where it began, on a line that all rows share; where another ends at the same point,
 *     both overlap
 * @param end where it ended; of no meaning if the outcome is {@link Outcome#INFO}
 * @param beginTime nanoseconds, or {@link Event#ABSENT}
 * @param endTime nanoseconds, or {@link Event#ABSENT}
 * @param fields whether it has the further fields of its source
 */
public record DerivedRow(
    int source,
    Value process,
    String f,
    @Nullable Value key,
    @Nullable Value input,
    @Nullable Value output,
    Outcome outcome,
    long begin,
    long end,
    long beginTime,
    long endTime,
    boolean fields) {

  /** An operation as it is, with the history's positions for a line. */
  public static DerivedRow of(History history, int operation) {
    return new DerivedRow(
        operation,
        history.processName(history.process(operation)),
        history.functionName(history.function(operation)),
        history.key(operation) < 0 ? null : history.keyName(history.key(operation)),
        value(history, history.input(operation)),
        value(history, history.output(operation)),
        history.outcome(operation),
        history.invoked(operation),
        history.completed(operation),
        history.invokeTime(operation),
        history.completeTime(operation),
        true);
  }

  private static @Nullable Value value(History history, int id) {
    return id == Dictionary.ABSENT ? null : history.dictionary().value(id);
  }

  /** The same as an operation on an object. */
  public DerivedRow doing(
      String function, @Nullable Value object, @Nullable Value argument, @Nullable Value result) {
    return new DerivedRow(
        source, process, function, object, argument, result, outcome, begin, end, beginTime,
        endTime, fields);
  }

  /** The same with another outcome. */
  public DerivedRow ended(Outcome other) {
    return new DerivedRow(
        source, process, f, key, input, output, other, begin, end, beginTime, endTime, fields);
  }

  /** The same in another interval; times are moved by as much as the caller says. */
  public DerivedRow within(long from, long to, long fromTime, long toTime) {
    return new DerivedRow(
        source, process, f, key, input, output, outcome, from, to, fromTime, toTime, fields);
  }

  /** The same by somebody else, whose further fields (such as the session) nobody knows. */
  public DerivedRow by(Value other) {
    return new DerivedRow(
        source, other, f, key, input, output, outcome, begin, end, beginTime, endTime, false);
  }
}

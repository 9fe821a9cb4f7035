package minos.history;

import java.util.Optional;
import java.util.OptionalLong;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An invocation paired with its completion, if it has one: a view into a {@link History}, made when
 * somebody looks.
 *
 * <p>Equal if of the same history and the same place in it. Immutable.
 *
 * @param history the history that it is of
 * @param ordinal its place among the history's operations, from 0, in the order of their
 *     invocations in the source
 */
public record Operation(History history, int ordinal) {
  /** Checks the place. */
  public Operation {
    if (ordinal < 0 || ordinal >= history.size()) {
      throw new IndexOutOfBoundsException(
          "no operation " + ordinal + "; there are " + history.size());
    }
  }

  /**
   * The source's number of the invocation, or its place among all events where the source numbers
   * none.
   */
  public long index() {
    return history.invokeIndex(ordinal);
  }

  /**
   * The source's number of the completion; empty if it never completed or the source does not say.
   */
  public OptionalLong completionIndex() {
    return optional(history.completeIndex(ordinal));
  }

  /** The process that invoked it; nil where the source has no processes. */
  public Value process() {
    return history.processName(history.process(ordinal));
  }

  /** The function's letters, such as {@code read}. */
  public String f() {
    return history.functionName(history.function(ordinal));
  }

  /** The object that it is on, in a history of many. */
  public Optional<Value> key() {
    int key = history.key(ordinal);
    return key < 0 ? Optional.empty() : Optional.of(history.keyName(key));
  }

  /** The invocation's value; nil where it had none. */
  public Value input() {
    return history.dictionary().value(history.input(ordinal));
  }

  /**
   * The completion's value; the invocation's where the completion had none; nil if there was
   * neither.
   */
  public Value output() {
    int output = history.output(ordinal);
    return output == Dictionary.ABSENT ? input() : history.dictionary().value(output);
  }

  /** What it is about: its output if it is known to have happened, else its input. */
  public Value value() {
    return outcome() == Outcome.OK ? output() : input();
  }

  /** How it ended. */
  public Outcome outcome() {
    return history.outcome(ordinal);
  }

  /** Nanoseconds at the invocation, on the recorder's clock. */
  public OptionalLong invokeTime() {
    return optional(history.invokeTime(ordinal));
  }

  /** Nanoseconds at the completion, on the recorder's clock. */
  public OptionalLong completeTime() {
    return optional(history.completeTime(ordinal));
  }

  /** Line of the invocation in the source, from 1. */
  public OptionalLong invokeLine() {
    return line(history.invokeLine(ordinal));
  }

  /** Line of the completion in the source, from 1. */
  public OptionalLong completeLine() {
    return line(history.completeLine(ordinal));
  }

  /**
   * A further field of the source, such as {@code version} or {@code error}: the completion's, else
   * the invocation's.
   */
  public Optional<Value> field(String name) {
    return history.field(ordinal, name);
  }

  private static OptionalLong optional(long value) {
    return value == Event.ABSENT ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalLong line(int value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Operation that
        && ordinal == that.ordinal
        && history.equals(that.history);
  }

  @Override
  public int hashCode() {
    return 31 * history.hashCode() + ordinal;
  }

  @Override
  public String toString() {
    String on = key().map(key -> " " + key).orElse("");
    return process() + " " + f() + on + " " + value() + " " + outcome().word();
  }
}

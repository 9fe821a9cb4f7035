package minos.spec;

import minos.history.Outcome;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a specification sees of an operation. Operations that agree in this are alike to it, so a
 * transition is computed once for all of them.
 *
 * @param f the function's letters
 * @param input the argument; nil if none
 * @param output the result as recorded; meaningless unless the outcome is {@link Outcome#OK}; nil
 *     if none
 * @param outcome how the operation ended
 * @param process who invoked it, for specifications that {@linkplain SequentialSpec#perProcess ask
 *     for it}; else nil
 */
public record Call(String f, Value input, Value output, Outcome outcome, Value process) {
  /** The output of an operation that is known to have happened, else its input. */
  public Value value() {
    return outcome == Outcome.OK ? output : input;
  }

  /** Whether it is known to have happened, so that its output is to be believed. */
  public boolean ok() {
    return outcome == Outcome.OK;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Call that
        && f.equals(that.f)
        && input.equals(that.input)
        && output.equals(that.output)
        && outcome == that.outcome
        && process.equals(that.process);
  }

  @Override
  public int hashCode() {
    return 31
            * (31 * (31 * (31 * f.hashCode() + input.hashCode()) + output.hashCode())
                + outcome.hashCode())
        + process.hashCode();
  }

  @Override
  public String toString() {
    return f + " " + value() + (ok() ? "" : " (" + outcome.word() + ")");
  }
}

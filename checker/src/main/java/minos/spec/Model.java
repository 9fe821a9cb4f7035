package minos.spec;

import java.util.function.Function;

/**
 * A built-in specification by name.
 *
 * @param name what the command line calls it
 * @param description one line: its operations and what they do
 * @param factory makes the specification for the user's choices
 */
public record Model(
    String name, String description, Function<ModelOptions, SequentialSpec<?>> factory) {
  /** The specification for the user's choices. */
  public SequentialSpec<?> create(ModelOptions options) {
    return factory.apply(options);
  }
}

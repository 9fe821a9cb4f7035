package minos.recorder;

import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an object until the history is made: itself, if it is an integer or a string,
 * which then cost nothing; else the value that it stands for, since it may change later.
 */
final class Plain {
  private Plain() {}

  /**
   * An {@code Integer}, a {@code Long}, a {@code String} or a {@link Value}.
   *
   * @throws IllegalArgumentException if no value can stand for the object
   */
  static Object of(@Nullable Object object) {
    if (object instanceof Integer || object instanceof String || object instanceof Long) {
      return object;
    }
    return object == null ? Nil.NIL : Value.of(object);
  }
}

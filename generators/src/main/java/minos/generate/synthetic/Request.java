package minos.generate.synthetic;

import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** What a client asks of an object. */
class Request {
  private final String f;
  private final @Nullable Value input;

  Request(String f, @Nullable Value input) {
    this.f = f;
    this.input = input;
  }

  final String f() {
    return f;
  }

  final @Nullable Value input() {
    return input;
  }
}

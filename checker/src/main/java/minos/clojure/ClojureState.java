package minos.clojure;

import clojure.lang.RT;
import clojure.lang.Util;
import org.jspecify.annotations.Nullable;

/** Any Clojure value as a state, compared as Clojure compares: {@code 1} equals {@code 1N}. */
final class ClojureState {
  private final @Nullable Object value;
  private final int hash;

  ClojureState(@Nullable Object value) {
    this.value = value;
    this.hash = Util.hasheq(value);
  }

  @Nullable Object value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClojureState that && hash == that.hash && Util.equiv(value, that.value);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return RT.printString(value);
  }
}

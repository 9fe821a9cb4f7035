package minos.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Values one on top of the other: the state of stacks and of lists that grow at their end.
 * Immutable; versions share what is below. Pushing, popping and hashing take constant time,
 * comparing walks down to the first value that is shared or differs.
 */
final class Chain {
  static final Chain EMPTY = new Chain(null, null, 0, 0);

  private final @Nullable Value top;
  private final @Nullable Chain below;
  private final int size;
  private final long hash;

  private Chain(@Nullable Value top, @Nullable Chain below, int size, long hash) {
    this.top = top;
    this.below = below;
    this.size = size;
    this.hash = hash;
  }

  /** The last of the values comes on top. */
  static Chain of(List<Value> values) {
    Chain chain = EMPTY;
    for (Value value : values) {
      chain = chain.with(value);
    }
    return chain;
  }

  Chain with(Value value) {
    return new Chain(value, this, size + 1, (hash + value.hashCode() + 1) * 0x9E3779B97F4A7C15L);
  }

  int size() {
    return size;
  }

  /** The value on top; null if there is none. */
  @Nullable Value top() {
    return top;
  }

  /** What is below the top; the empty chain itself if there is none. */
  Chain below() {
    return below == null ? this : below;
  }

  /** Whether the values from the bottom to the top are these. */
  boolean is(List<Value> values) {
    if (values.size() != size) {
      return false;
    }
    Chain chain = this;
    for (int i = size - 1; i >= 0; i--) {
      if (!values.get(i).equals(chain.top)) {
        return false;
      }
      chain = chain.below();
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Chain that) || size != that.size || hash != that.hash) {
      return false;
    }
    Chain a = this;
    Chain b = that;
    while (a != b && a.top != null) {
      if (!a.top.equals(b.top)) {
        return false;
      }
      a = a.below();
      b = b.below();
    }
    return true;
  }

  @Override
  public int hashCode() {
    return (int) (hash >>> 32);
  }

  /** From the bottom to the top. */
  List<Value> values() {
    List<Value> values = new ArrayList<>(size);
    for (Chain chain = this; chain.top != null; chain = chain.below()) {
      values.add(chain.top);
    }
    Collections.reverse(values);
    return values;
  }

  /** From the bottom to the top. */
  @Override
  public String toString() {
    return values().stream().map(Value::toString).collect(Collectors.joining(" ", "[", "]"));
  }
}

package minos.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Values in a line, the state of a queue: they come in at the back and leave at the front.
 * Immutable. A front in leaving order and a back in reverse; the back is turned when the front is
 * used up. The hash is a polynomial whose factor is odd, so invertible, and both ends update it in
 * constant time. Cost: constant amortized, comparing linear.
 */
final class Line {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final long INVERSE = inverse(FACTOR);
  static final Line EMPTY = new Line(Chain.EMPTY, Chain.EMPTY, 0, 1);

  // The top of the front leaves next; the top of the back came last. The front is empty only if
  // all is.
  private final Chain front;
  private final Chain back;
  private final long hash;
  // FACTOR to the power of the size.
  private final long power;

  private Line(Chain front, Chain back, long hash, long power) {
    this.front = front;
    this.back = back;
    this.hash = hash;
    this.power = power;
  }

  private static long inverse(long odd) {
    long inverse = odd;
    for (int bits = 3; bits < 64; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  int size() {
    return front.size() + back.size();
  }

  /** The value that leaves next; null if there is none. */
  @Nullable Value first() {
    return front.top();
  }

  Line with(Value value) {
    long next = hash * FACTOR + value.hashCode();
    return front.size() == 0
        ? new Line(front.with(value), back, next, power * FACTOR)
        : new Line(front, back.with(value), next, power * FACTOR);
  }

  Line withoutFirst() {
    Value first = front.top();
    if (first == null) {
      return this;
    }
    long weight = power * INVERSE;
    Chain rest = front.below();
    Chain waiting = back;
    if (rest.size() == 0) {
      for (Value top = waiting.top(); top != null; top = waiting.top()) {
        rest = rest.with(top);
        waiting = waiting.below();
      }
    }
    return new Line(rest, waiting, hash - first.hashCode() * weight, weight);
  }

  /** A line of values, of which the first leaves first. */
  static Line of(List<Value> values) {
    Line line = EMPTY;
    for (Value value : values) {
      line = line.with(value);
    }
    return line;
  }

  /** The values, the next to leave first. */
  List<Value> values() {
    List<Value> all = new ArrayList<>(size());
    Chain chain = front;
    for (Value top = chain.top(); top != null; top = chain.top()) {
      all.add(top);
      chain = chain.below();
    }
    int turned = all.size();
    chain = back;
    for (Value top = chain.top(); top != null; top = chain.top()) {
      all.add(top);
      chain = chain.below();
    }
    Collections.reverse(all.subList(turned, all.size()));
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Line that
            && hash == that.hash
            && size() == that.size()
            && values().equals(that.values()));
  }

  @Override
  public int hashCode() {
    return (int) (hash ^ (hash >>> 32));
  }

  @Override
  public String toString() {
    return new Seq(values()).toString();
  }
}

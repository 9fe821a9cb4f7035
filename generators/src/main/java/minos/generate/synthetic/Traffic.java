package minos.generate.synthetic;

import java.util.Set;
import java.util.function.IntSupplier;
import minos.value.Int;
import minos.verdict.Anomaly;

/** What all objects of a history share: random numbers, values, and how they are used. */
final class Traffic {
  private final Draw draw;
  private final int values;
  private final double readRatio;
  private final int clients;
  private final Set<Anomaly> anomalies;
  private final IntSupplier keys;
  private final int keyCount;
  private final int keyLife;
  private long next;

  Traffic(Draw draw, GeneratorOptions options, double readRatio, IntSupplier keys, int keyLife) {
    this.draw = draw;
    this.values = options.values();
    this.readRatio = readRatio;
    this.clients = options.clients();
    this.anomalies = Set.copyOf(options.anomalies());
    this.keys = keys;
    this.keyCount = options.keys().keys();
    this.keyLife = keyLife;
    this.next = values;
  }

  Draw draw() {
    return draw;
  }

  int clients() {
    return clients;
  }

  /** The number of keys there are at any time. */
  int keyCount() {
    return keyCount;
  }

  /** After how many uses a key is replaced; 0 for never. */
  int keyLife() {
    return keyLife;
  }

  /** One of the keys, by the distribution that was asked for. */
  int key() {
    return keys.getAsInt();
  }

  /** Whether the history will have this anomaly. */
  boolean awaits(Anomaly anomaly) {
    return anomalies.contains(anomaly);
  }

  /** Whether every written value is written once. */
  boolean unique() {
    return values == 0;
  }

  /** How many values there are if they repeat. */
  int values() {
    return values;
  }

  /** A value that no other operation writes, also where values repeat. */
  Int fresh() {
    return new Int(next++);
  }

  /** A value to write. */
  Int value() {
    return unique() ? fresh() : new Int(draw.below(values));
  }

  /** Whether the next operation is one that changes nothing. */
  boolean reads() {
    return draw.chance(readRatio);
  }
}

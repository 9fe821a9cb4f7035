package minos.convergence;

import java.util.Optional;

/**
 * Replicated data types, and the operations that histories of them have. Every operation may carry
 * a field {@code node}, the replica that it talked to (else its process stands for one), and a read
 * a field {@code clock}, what that replica had received.
 */
public enum ReplicatedType {
  /**
   * A counter that only grows: {@code add} ({@code increment}, {@code inc}) of a number from 0, 1
   * if there is none; {@code read} returns a number, or the state {@code {node: count}}.
   */
  G_COUNTER("g-counter"),
  /**
   * A counter: {@code add} of any number, {@code decrement} ({@code dec}) of a number; {@code read}
   * returns a number.
   */
  PN_COUNTER("pn-counter"),
  /** A set in which adding wins: {@code add} and {@code remove} an element, {@code read} all. */
  OR_SET("or-set"),
  /**
   * A register in which the last writer wins: {@code write} with an integer field {@code
   * timestamp}; equal timestamps are ordered by {@code node}. {@code read} returns the value.
   */
  LWW_REGISTER("lww-register");

  private final String id;

  ReplicatedType(String id) {
    this.id = id;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** The type of that name. */
  public static Optional<ReplicatedType> ofId(String id) {
    for (ReplicatedType type : values()) {
      if (type.id.equals(id)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}

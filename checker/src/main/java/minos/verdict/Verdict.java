package minos.verdict;

import java.util.List;
import java.util.Optional;

/** What a check found. Never a boolean. */
public sealed interface Verdict {
  /** Which of the three answers it is. */
  Judgement judgement();

  /**
   * The history satisfies the consistency model.
   *
   * @param witness the proof, where the check makes one
   */
  record Consistent(Optional<Witness> witness) implements Verdict {
    /** A verdict without a witness. */
    public Consistent() {
      this(Optional.empty());
    }

    @Override
    public Judgement judgement() {
      return Judgement.CONSISTENT;
    }
  }

  /**
   * The history does not satisfy it.
   *
   * @param violations why, at least one
   */
  record Violated(List<Violation> violations) implements Verdict {
    /** Copies the list, which must not be empty. */
    public Violated {
      violations = List.copyOf(violations);
      if (violations.isEmpty()) {
        throw new IllegalArgumentException("a violated verdict names at least one violation");
      }
    }

    /** A verdict with one violation. */
    public Violated(Violation violation) {
      this(List.of(violation));
    }

    @Override
    public Judgement judgement() {
      return Judgement.VIOLATED;
    }
  }

  /**
   * Neither was shown.
   *
   * @param cause why not, and how far it got
   */
  record Undecided(Cause cause) implements Verdict {
    @Override
    public Judgement judgement() {
      return Judgement.UNDECIDED;
    }
  }
}

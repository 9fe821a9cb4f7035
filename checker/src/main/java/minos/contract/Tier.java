package minos.contract;

import java.util.Locale;
import java.util.Optional;

/** How much is taken for promised. */
public enum Tier {
  /** What the text of the documentation promises. */
  DOCUMENTED,
  /** What people assume, or what the store does whenever anybody looks. */
  STRONGER;

  /** The word in contract files and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The tier of that word. */
  public static Optional<Tier> ofWord(String word) {
    for (Tier tier : values()) {
      if (tier.word().equals(word)) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }
}

package minos.format.json;

/**
 * Gives the same string for the same few letters, so that the words which come again in each event
 * ({@code ok}, {@code read}) are made, and hashed, once. Forgets what collides. Not thread-safe.
 */
final class Strings {
  private static final int LONGEST = 32;

  private final String[] known = new String[256];

  /** The string of these characters. */
  String get(char[] letters, int offset, int length) {
    if (length > LONGEST) {
      return new String(letters, offset, length);
    }
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + letters[i];
    }
    int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & known.length - 1;
    String candidate = known[slot];
    if (candidate != null && same(candidate, letters, offset, length)) {
      return candidate;
    }
    String made = new String(letters, offset, length);
    known[slot] = made;
    return made;
  }

  private static boolean same(String candidate, char[] letters, int offset, int length) {
    if (candidate.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (candidate.charAt(i) != letters[offset + i]) {
        return false;
      }
    }
    return true;
  }
}

package minos.cli.options;

import java.util.Collection;
import java.util.List;

/** Helps a person who mistyped a name. */
public final class Similar {
  private Similar() {}

  /**
   * What to append to a message about an unknown name: the nearest names if some are near, else all
   * of them.
   */
  public static String hint(String typed, Collection<String> names) {
    int nearest =
        names.stream()
            .filter(name -> distance(typed, name) <= Math.max(1, name.length() / 3))
            .mapToInt(name -> distance(typed, name))
            .min()
            .orElse(-1);
    List<String> near = names.stream().filter(name -> distance(typed, name) == nearest).toList();
    return near.isEmpty()
        ? "; expected one of " + String.join(", ", names)
        : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** Edits that lead from one word to the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

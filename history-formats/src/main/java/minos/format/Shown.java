package minos.format;

import minos.value.Dict;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Value;

/** Input in messages: enough of it to be found again, never a page of it. */
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  /** A value. */
  static String brief(Value value) {
    if (value instanceof Seq seq && seq.size() > 4) {
      return "a list of " + seq.size();
    } else if (value instanceof Dict dict && dict.entries().size() > 2) {
      return "a map of " + dict.entries().size() + " entries";
    } else if (value instanceof Members set && set.items().size() > 4) {
      return "a set of " + set.items().size();
    } else if (value instanceof Tagged tagged) {
      return "a #" + brief(tagged.tag());
    }
    return brief(value.toString());
  }

  /** A text. */
  static String brief(String text) {
    int end = Math.min(text.length(), LONGEST);
    StringBuilder shown = new StringBuilder(end + 3);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '?' : c);
    }
    return end < text.length() ? shown.append("...").toString() : shown.toString();
  }
}

package minos.format.edn;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Writes random EDN, as oddly as it may be written. */
final class EdnText {
  private static final String[] ATOMS = {
    "nil",
    "true",
    "false",
    ":a",
    ":read",
    ":a/b-c",
    ":x.y/z?",
    "sym",
    "a.b/c",
    "Lock$Sync",
    "+",
    "-",
    "->x",
    "a'b",
    "\"\"",
    "\"text\"",
    "\"a\\nb\\\"c\\\\\"",
    "\"\\u00e9 é\"",
    "\"two\nlines\"",
    "\"; no\"",
    "\"\\101\"",
    "\\a",
    "\\newline",
    "\\space",
    "\\u00e9",
    "\\o101",
    "0",
    "-1",
    "+5",
    "007",
    "0x1f",
    "2r101",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "12N",
    "1.5",
    "1.",
    "-0.0",
    "1e3",
    "2.5E-3",
    "1.50M",
    "3M",
    "1/3",
    "-4/6",
    "6/3",
    "##NaN",
    "##Inf",
    "##-Inf"
  };

  private final Random random;

  EdnText(Random random) {
    this.random = random;
  }

  /** A few values. */
  String values() {
    StringBuilder text = new StringBuilder(gap());
    int n = random.nextInt(4);
    for (int i = 0; i < n; i++) {
      text.append(value(4)).append(gap()).append(' ');
    }
    return text.toString();
  }

  private String value(int depth) {
    int kind = random.nextInt(depth == 0 ? 5 : 12);
    return switch (kind) {
      case 5, 6 -> "[" + String.join(" ", members(depth)) + gap() + "]";
      case 7 -> "(" + String.join(gap() + " ", members(depth)) + ")";
      case 8 -> "#{" + String.join(",", distinct(depth)) + "}";
      case 9, 10 -> map(depth);
      case 11 -> "#tag" + (random.nextBoolean() ? "" : ".of/it") + " " + value(depth - 1);
      case 4 -> Long.toString(random.nextInt(2000) - 1000L);
      default -> ATOMS[random.nextInt(ATOMS.length)];
    };
  }

  private List<String> members(int depth) {
    List<String> members = new ArrayList<>();
    int n = random.nextInt(5);
    for (int i = 0; i < n; i++) {
      members.add(gap() + value(depth - 1));
    }
    return members;
  }

  /** Keywords and texts that no other spelling makes equal. */
  private Set<String> distinct(int depth) {
    Set<String> members = new LinkedHashSet<>();
    int n = random.nextInt(5);
    for (int i = 0; i < n; i++) {
      members.add(random.nextBoolean() ? ":k" + i : "[" + i + " " + value(depth - 1) + "]");
    }
    return members;
  }

  private String map(int depth) {
    StringBuilder map = new StringBuilder(random.nextInt(6) == 0 ? "#:ns{" : "{");
    for (String key : distinct(depth)) {
      map.append(key).append(' ').append(value(depth - 1)).append(gap()).append(' ');
    }
    return map.append('}').toString();
  }

  private String gap() {
    return switch (random.nextInt(14)) {
      case 0 -> " ; comment ] \" }\n";
      case 1 -> " #_ " + value(1) + " ";
      case 2 -> ",";
      case 3 -> "\r\n\t";
      case 4 -> " #_#_ :a [x] ";
      default -> "";
    };
  }
}

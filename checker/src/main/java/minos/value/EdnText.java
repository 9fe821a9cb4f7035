package minos.value;

import java.util.Iterator;
import java.util.Map;

/**
 * The EDN text of values that have members. One stack frame for each level of nesting and one
 * buffer for the whole text, so that a value as deep as the readers let through is printed on the
 * stack of any thread, in time linear in its text.
 */
final class EdnText {
  private final StringBuilder text = new StringBuilder();

  private EdnText() {}

  static String of(Value value) {
    EdnText edn = new EdnText();
    edn.append(value);
    return edn.text.toString();
  }

  private void append(Value value) {
    if (value instanceof Seq seq) {
      text.append('[');
      members(seq.items());
      text.append(']');
    } else if (value instanceof Members members) {
      text.append("#{");
      members(members.items());
      text.append('}');
    } else if (value instanceof Dict dict) {
      text.append('{');
      entries(dict);
      text.append('}');
    } else if (value instanceof Pair pair) {
      text.append('[');
      append(pair.key());
      text.append(' ');
      append(pair.value());
      text.append(']');
    } else if (value instanceof Tagged tagged) {
      text.append('#').append(tagged.tag()).append(' ');
      append(tagged.value());
    } else {
      text.append(value);
    }
  }

  private void members(Iterable<Value> members) {
    for (Iterator<Value> each = members.iterator(); each.hasNext(); ) {
      append(each.next());
      if (each.hasNext()) {
        text.append(' ');
      }
    }
  }

  private void entries(Dict dict) {
    Iterator<Map.Entry<Value, Value>> each = dict.entries().entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Value, Value> entry = each.next();
      append(entry.getKey());
      text.append(' ');
      append(entry.getValue());
      if (each.hasNext()) {
        text.append(", ");
      }
    }
  }
}

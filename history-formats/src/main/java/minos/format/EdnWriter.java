package minos.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minos.format.json.JsonValues;
import minos.history.Event;
import minos.history.History;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;

/**
 * Writes maps in EDN, one a line: Jepsen's {@code history.edn}, where the key of an operation is
 * the first member of its value, or Porcupine's, where it has a field of its own.
 */
public enum EdnWriter implements HistoryWriter {
  /** As Jepsen prints it: {@code :value [key value]}. */
  JEPSEN(Format.JEPSEN_EDN),
  /** As Porcupine prints it: {@code :key key, :value value}. */
  PORCUPINE(Format.PORCUPINE_KV);

  private final Format format;

  EdnWriter(Format format) {
    this.format = format;
  }

  @Override
  public void write(History history, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    HistoryEvents.forEach(history, event -> text.append(line(event)).append('\n'));
    text.flush();
  }

  @Override
  public List<String> losses(History history) {
    return Losses.ofHeader(history, format);
  }

  StringBuilder line(Event event) {
    StringBuilder line = new StringBuilder("{");
    if (event.index() != Event.ABSENT) {
      line.append(":index ").append(event.index()).append(", ");
    }
    if (event.time() != Event.ABSENT) {
      line.append(":time ").append(event.time()).append(", ");
    }
    line.append(":type :").append(event.type().word());
    if (event.process() != null) {
      line.append(", :process ").append(event.process());
    }
    if (!event.f().isEmpty()) {
      line.append(", :f ").append(name(event.f()));
    }
    Value key = event.key();
    Value value = event.value();
    if (key != null && this == PORCUPINE) {
      line.append(", :key ").append(key);
    } else if (key != null) {
      value = Value.seq(key, value == null ? Nil.NIL : value);
    }
    if (value != null) {
      line.append(", :value ").append(value);
    }
    for (Map.Entry<String, Value> field : new TreeMap<>(event.extra()).entrySet()) {
      line.append(", ").append(name(field.getKey())).append(' ').append(field.getValue());
    }
    return line.append('}');
  }

  private static Value name(String letters) {
    return JsonValues.isKeyword(":" + letters) ? new Keyword(letters) : new Text(letters);
  }
}

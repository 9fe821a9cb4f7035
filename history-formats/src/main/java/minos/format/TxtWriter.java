package minos.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import minos.history.Event;
import minos.history.History;
import minos.value.Nil;
import minos.value.Value;

/** Writes Jepsen's {@code history.txt}: {@code process<TAB>:type<TAB>:f<TAB>value[<TAB>error]}. */
final class TxtWriter implements HistoryWriter {
  @Override
  public void write(History history, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    HistoryEvents.forEach(history, event -> text.append(line(event)).append('\n'));
    text.flush();
  }

  @Override
  public List<String> losses(History history) {
    List<String> losses = new ArrayList<>(Losses.ofHeader(history, Format.JEPSEN_TXT));
    losses.add("jepsen-txt has no place for times, indexes and fields other than the error");
    return losses;
  }

  static String line(Event event) {
    Value value = event.value() == null ? Nil.NIL : event.value();
    if (event.key() != null) {
      value = Value.seq(event.key(), value);
    }
    Value error = event.extra().get("error");
    return (event.process() == null ? "nil" : event.process().toString())
        + "\t:"
        + event.type().word()
        + "\t:"
        + event.f()
        + "\t"
        + value
        + (error == null ? "" : "\t" + error);
  }
}

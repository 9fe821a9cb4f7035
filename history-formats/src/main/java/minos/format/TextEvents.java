package minos.format;

import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;
import minos.history.Event;

/** Events as lines of text. */
final class TextEvents implements EventWriter {
  private final Writer text;
  private final Function<Event, CharSequence> format;

  TextEvents(Writer text, Function<Event, CharSequence> format) {
    this.text = text;
    this.format = format;
  }

  void line(CharSequence line) throws IOException {
    text.append(line).append('\n');
  }

  @Override
  public void event(Event event) throws IOException {
    line(format.apply(event));
  }

  @Override
  public void end() throws IOException {
    text.flush();
  }
}

package minos.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import minos.history.History;

/** Whole histories as JSON Lines. */
final class JsonlHistoryWriter implements HistoryWriter {
  @Override
  public void write(History history, OutputStream out) throws IOException {
    JsonlWriter.write(history, out);
  }

  @Override
  public List<String> losses(History history) {
    return Losses.ofOrder(history);
  }
}

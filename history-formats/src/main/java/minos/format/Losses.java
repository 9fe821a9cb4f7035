package minos.format;

import java.util.ArrayList;
import java.util.List;
import minos.history.History;
import minos.value.Bool;

/** What formats without a header can't say of a history. */
final class Losses {
  private Losses() {}

  static List<String> ofHeader(History history, Format format) {
    List<String> losses = new ArrayList<>(ofOrder(history));
    history
        .origin()
        .truncated()
        .ifPresent(how -> losses.add(format.id() + " can't say that the recording breaks off"));
    if (Bool.FALSE.equals(history.origin().header().get("real-time"))) {
      losses.add(
          format.id()
              + " can't say that the order of the events is not real time; check it only for models that don't need real time");
    } else if (!history.origin().header().entries().isEmpty()) {
      losses.add(format.id() + " has no place for what the recording says of itself");
    }
    return losses;
  }

  static List<String> ofOrder(History history) {
    return HistoryEvents.touching(history)
        ? List.of(
            "operations of equal times overlap here, which an order of events can't say; read the file with --order-by time")
        : List.of();
  }
}

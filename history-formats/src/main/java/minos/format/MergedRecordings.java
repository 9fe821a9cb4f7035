package minos.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import minos.history.Event;
import minos.history.History;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Text;
import minos.value.Value;

/**
 * Recordings that several machines made of one run, as one history. Each has a monotonic clock of
 * its own, and says what the clock on the wall was when that was zero ({@code epoch}); so their
 * times can be compared, up to the error of those clocks, which the merged history states.
 *
 * <p>Events stand in the order of their times, those of one recording in its own order. Processes
 * and sessions are told apart by the number of the recording.
 */
public final class MergedRecordings {
  private static final String EPOCH = "epoch";
  private static final String SESSION = "session";

  private record Part(List<Event> events, long shift, int number) {}

  private record Head(Part part, int at) {
    long time() {
      return part.events().get(at).time() + part.shift();
    }
  }

  private MergedRecordings() {}

  /**
   * Writes them as JSON Lines, with the end line unless one of them breaks off.
   *
   * @param clockErrorNanos by how much a time may be wrong
   * @throws IllegalArgumentException with a message for people, if one lacks times or its epoch, or
   *     they are of different models
   */
  public static void write(List<History> recordings, long clockErrorNanos, OutputStream out)
      throws IOException {
    List<Part> parts = new ArrayList<>();
    long zero = recordings.stream().mapToLong(MergedRecordings::epoch).min().orElse(0);
    for (History recording : recordings) {
      List<Event> events = new ArrayList<>();
      HistoryEvents.forEach(recording, events::add);
      Optional<Event> timeless = events.stream().filter(e -> e.time() == Event.ABSENT).findAny();
      if (timeless.isPresent()) {
        throw new IllegalArgumentException(
            recording.origin().source() + " has events without a time, so it can't be merged");
      }
      parts.add(new Part(events, epoch(recording) - zero, parts.size() + 1));
    }
    PriorityQueue<Head> heads = new PriorityQueue<>((a, b) -> Long.compare(a.time(), b.time()));
    for (Part part : parts) {
      if (!part.events().isEmpty()) {
        heads.add(new Head(part, 0));
      }
    }
    JsonlWriter writer = new JsonlWriter(out);
    writer.header(header(recordings, zero, clockErrorNanos));
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      writer.event(told(head));
      if (head.at() + 1 < head.part().events().size()) {
        heads.add(new Head(head.part(), head.at() + 1));
      }
    }
    if (recordings.stream().allMatch(r -> r.origin().truncated().isEmpty())) {
      writer.end();
    }
    writer.flush();
  }

  private static long epoch(History recording) {
    if (recording.origin().header().get(EPOCH) instanceof Int nanos) {
      return nanos.value();
    }
    throw new IllegalArgumentException(
        recording.origin().source()
            + " does not say when its clock was zero (epoch), so it can't be merged");
  }

  private static Dict header(List<History> recordings, long zero, long clockErrorNanos) {
    Map<Value, Value> entries = new LinkedHashMap<>(recordings.get(0).origin().header().entries());
    for (History recording : recordings) {
      Value model = recording.origin().header().get("model");
      Value first = recordings.get(0).origin().header().get("model");
      if (first != null && !first.equals(model)) {
        throw new IllegalArgumentException(
            recording.origin().source()
                + " is a history of "
                + model
                + ", the first one of "
                + first
                + "; they are not of one run");
      }
    }
    entries.remove(new Text("role"));
    entries.put(new Text("clock"), new Text("merged"));
    entries.put(new Text(EPOCH), new Int(zero));
    entries.put(new Text("clockError"), new Int(clockErrorNanos));
    entries.put(new Text("merged"), new Int(recordings.size()));
    return new Dict(entries);
  }

  private static Event told(Head head) {
    Event event = head.part().events().get(head.at());
    String which = head.part().number() + ":";
    Value process = event.process();
    Map<String, Value> extra = new LinkedHashMap<>(event.extra());
    extra.computeIfPresent(SESSION, (name, session) -> new Text(which + session.letters()));
    return new Event(
        event.type(),
        process == null || process instanceof Keyword
            ? process
            : new Text(which + process.letters()),
        event.f(),
        event.key(),
        event.value(),
        Event.ABSENT,
        head.time(),
        Event.ABSENT,
        extra);
  }
}

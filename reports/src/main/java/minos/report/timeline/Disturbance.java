package minos.report.timeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.history.Event;
import minos.history.History;
import minos.report.markup.Printable;
import minos.value.Value;

/**
 * A time during which somebody other than a client, such as Jepsen's nemesis, was at work.
 *
 * <p>It lasts from {@code start}, {@code start-x}, {@code kill} or {@code pause} to {@code stop},
 * {@code stop-x}, {@code start} or {@code resume} of the same process, and to the end if that never
 * came. Jepsen writes each twice, as it begins and as it has happened; the first counts. What is
 * none of these happens in a moment.
 *
 * @param name what was done
 * @param from nanoseconds since the first invocation, or {@link Event#ABSENT}
 * @param to the same, where it ended; {@link Event#ABSENT} if it never did or nobody knows
 * @param fromPosition the place in the order of events
 * @param toPosition the place where it ended
 */
public record Disturbance(String name, long from, long to, int fromPosition, int toPosition) {
  private static final int MOST = 400;
  private static final int LONGEST = 40;
  private static final Map<String, String> ENDS = Map.of("kill", "start", "pause", "resume");

  /** The disturbances of a history, at most 400. */
  public static List<Disturbance> of(History history, Clock clock) {
    List<Disturbance> all = new ArrayList<>();
    Map<String, Event> open = new LinkedHashMap<>();
    Set<String> restarts = new HashSet<>();
    Map<String, Event> moments = new LinkedHashMap<>();
    for (Event event : history.others()) {
      String f = event.f();
      Optional<Map.Entry<String, Event>> ended =
          open.entrySet().stream().filter(begun -> end(begun.getKey()).equals(f)).findFirst();
      if (ended.isPresent()) {
        all.add(between(ended.get().getKey(), ended.get().getValue(), event, clock));
        open.remove(ended.get().getKey());
      } else if (begins(f) && !restarts.contains(f)) {
        open.putIfAbsent(f, event);
        String end = ENDS.get(f);
        if (end != null) {
          restarts.add(end);
        }
      } else if (!f.isEmpty() && !ends(f)) {
        Event first = moments.remove(f);
        if (first == null) {
          moments.put(f, event);
        } else {
          all.add(between(f, first, event, clock));
        }
      }
    }
    open.forEach(
        (f, event) ->
            all.add(
                new Disturbance(
                    name(f, event),
                    since(event, clock),
                    Event.ABSENT,
                    clock.position(event),
                    history.eventCount())));
    moments.forEach((f, event) -> all.add(between(f, event, event, clock)));
    return all.size() > MOST ? List.copyOf(all.subList(0, MOST)) : List.copyOf(all);
  }

  private static Disturbance between(String f, Event from, Event to, Clock clock) {
    return new Disturbance(
        name(f, from),
        since(from, clock),
        since(to, clock),
        clock.position(from),
        clock.position(to));
  }

  /** Who did what to whom, as far as it is told. */
  private static String name(String f, Event event) {
    String deed = event.process() == null ? f : event.process().letters() + " " + f;
    Value value = event.value();
    return value == null || value.isNil()
        ? deed
        : deed + " " + Printable.clip(value.letters(), LONGEST);
  }

  private static long since(Event event, Clock clock) {
    return event.time() == Event.ABSENT || !clock.timed()
        ? Event.ABSENT
        : clock.since(event.time());
  }

  private static boolean begins(String f) {
    return f.equals("start") || f.startsWith("start-") || ENDS.containsKey(f);
  }

  private static boolean ends(String f) {
    return f.equals("stop") || f.startsWith("stop-") || ENDS.containsValue(f);
  }

  private static String end(String f) {
    String known = ENDS.get(f);
    return known != null ? known : f.startsWith("start") ? "stop" + f.substring(5) : f;
  }
}

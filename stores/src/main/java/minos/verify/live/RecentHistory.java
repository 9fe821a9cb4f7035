package minos.verify.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The last operations of a recording that goes on, as a history by itself.
 *
 * <p><b>Guarantees.</b> A violation of it is one of the whole recording, by any check that the
 * recording's workload is judged by; what that rests on is said with each {@link Forgotten}. That
 * it is consistent says nothing of the whole: it breaks off, and so is undecided.
 *
 * <p><b>Memory.</b> Between once and twice as many operations as it is to keep, about a kibibyte
 * each, however long the recording is.
 *
 * <p>Used by one thread.
 */
public final class RecentHistory {
  private final String source;
  private final Dict header;
  private final int kept;
  private final Forgotten forgotten;
  private final Map<Value, Recorded> open = new HashMap<>();
  private List<Recorded> recent = new ArrayList<>();
  private List<Recorded> late = new ArrayList<>();
  private long events;
  private long operations;

  /**
   * Of a recording that nothing is known of yet.
   *
   * @param source its name
   * @param header what it says of itself
   * @param model what its workload is of, as {@link minos.verify.Workload#model} says
   * @param kept how many operations to know at least
   */
  public RecentHistory(String source, Dict header, String model, int kept) {
    this.source = source;
    this.header = header;
    this.kept = kept;
    this.forgotten =
        switch (model) {
          case "counter" -> new ForgottenSum();
          case "set-full", "list-append", "rw-register" -> new ForgottenKeys();
          default -> new ForgottenRegisters();
        };
  }

  /** Takes the next event of the recording. */
  public void accept(Event event) {
    if (!event.ofClient()) {
      return;
    }
    long place = events++;
    Value process = event.process() == null ? Nil.NIL : event.process();
    if (event.type() == EventType.INVOKE) {
      if (recent.size() >= 2 * kept) {
        forget();
      }
      Recorded operation = new Recorded(event.unnumbered(), place);
      open.put(process, operation);
      recent.add(operation);
      operations++;
    } else {
      Recorded operation = open.remove(process);
      if (operation != null) {
        operation.complete(event.unnumbered(), place);
      }
    }
  }

  /** How many operations it has taken. */
  public long operations() {
    return operations;
  }

  private void forget() {
    List<Recorded> before = new ArrayList<>(late);
    before.addAll(recent.subList(0, recent.size() - kept));
    recent = new ArrayList<>(recent.subList(recent.size() - kept, recent.size()));
    long place = recent.get(0).began();
    late = new ArrayList<>();
    for (Recorded operation : before) {
      if (operation.ended() < place) {
        forgotten.settle(operation);
      } else {
        late.add(operation);
      }
    }
    forgotten.late(late);
  }

  /**
   * The last operations.
   *
   * @throws MalformedHistoryException if the recording is none
   */
  public History history() throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder(source, OrderBy.INDEX);
    builder.header(header);
    builder.truncated("it goes on");
    List<Recorded> told = new ArrayList<>();
    for (Recorded operation : recent) {
      @Nullable Recorded one = forgotten.told(operation);
      if (one != null) {
        told.add(one);
      }
    }
    int number = 0;
    for (Before before : operations > recent.size() ? forgotten.before(told) : List.<Before>of()) {
      for (Event event : before.events(number++)) {
        builder.accept(event);
      }
    }
    for (At at : inOrder(told)) {
      builder.accept(at.event());
    }
    return builder.build();
  }

  private record At(long place, Event event) {}

  private static List<At> inOrder(List<Recorded> operations) {
    List<At> all = new ArrayList<>();
    for (Recorded operation : operations) {
      all.add(new At(operation.began(), operation.invoked()));
      Event end = operation.completed();
      if (end != null) {
        all.add(new At(operation.ended(), end));
      }
    }
    all.sort(Comparator.comparingLong(At::place));
    return all;
  }
}

package minos.format.stores;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;

/**
 * Puts the calls of several clients in one order of events, by their times. Of equal times, calls
 * come before returns, so that touching operations overlap; but a client's own return always comes
 * before its next call.
 */
final class EtcdTimeline {
  /** A call or a return. */
  private record End(EtcdCall call, boolean returns) {
    long time() {
      return returns ? call.returned() : call.called();
    }
  }

  private EtcdTimeline() {}

  static void play(List<EtcdCall> calls, HistoryBuilder sink) throws MalformedHistoryException {
    List<End> ends =
        calls.stream()
            .flatMap(call -> Stream.of(new End(call, false), new End(call, true)))
            .sorted(Comparator.comparingLong(End::time).thenComparing(End::returns))
            .toList();
    Map<Long, EtcdCall> open = new HashMap<>();
    Map<Long, ArrayDeque<EtcdCall>> waiting = new HashMap<>();
    for (End end : ends) {
      EtcdCall call = end.call();
      EtcdCall busy = open.get(call.client());
      if (!end.returns()) {
        if (busy != null && busy.returned() == call.called()) {
          waiting.computeIfAbsent(call.client(), ignored -> new ArrayDeque<>()).add(call);
        } else {
          open.put(call.client(), call);
          sink.accept(call.invocation());
        }
      } else if (call.equals(busy)) {
        complete(call, open, waiting, sink);
      } else {
        sink.problems()
            .add(
                call.line(),
                "client "
                    + call.client()
                    + " has two operations open at once; each client has one at a time");
      }
    }
  }

  private static void complete(
      EtcdCall call,
      Map<Long, EtcdCall> open,
      Map<Long, ArrayDeque<EtcdCall>> waiting,
      HistoryBuilder sink)
      throws MalformedHistoryException {
    sink.accept(call.completion());
    open.remove(call.client());
    ArrayDeque<EtcdCall> queue = waiting.get(call.client());
    if (queue != null && !queue.isEmpty()) {
      EtcdCall next = queue.remove();
      open.put(next.client(), next);
      sink.accept(next.invocation());
    }
  }
}

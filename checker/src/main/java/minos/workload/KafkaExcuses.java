package minos.workload;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import minos.check.Budget;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;

/**
 * What may be left out of a history of logs.
 *
 * <ul>
 *   <li>What sent a message needs a successful poll of it, if there is one, or the message is lost
 *       or unseen. All that sent it go together, for another would be taken for its writer.
 *   <li>A poll needs what sent its messages, so that it is not left without its explanation.
 *   <li>Of one process, a poll follows on the one before of that log, so it needs this one, or none
 *       before it. What a process sends only has to come later, which holds among fewer as well. An
 *       assignment begins anew, so what comes after needs it if something before is left.
 *   <li>Where consumers subscribe, polls may jump: then all polls need a subscription.
 * </ul>
 *
 * <p>Else only what is there can be wrong: two messages at an offset, two offsets of a message, a
 * cycle. Offsets that nobody knows any more leave the others in their order, closer together. An
 * operation that stood between others in a cycle's order leaves them ordered.
 */
final class KafkaExcuses implements Excuses.Rule {
  private final KafkaRecords records;
  private final History history;

  /** The operations of each process, and what each polled and sent. */
  private final List<List<Integer>> places = new ArrayList<>();

  private final List<Set<Integer>> polled = new ArrayList<>();
  private final List<Set<Integer>> sent = new ArrayList<>();

  private KafkaExcuses(KafkaRecords records) {
    this.records = records;
    this.history = records.history();
  }

  static void tell(Slice slice, Excuses excuses) {
    Progress progress = new Progress(Budget.unlimited());
    KafkaRecords records = KafkaRecords.of(slice, progress, new Report(slice));
    new KafkaExcuses(records).tell(excuses);
  }

  private void tell(Excuses excuses) {
    Map<Integer, List<Integer>> senders = new HashMap<>();
    Map<Integer, List<Integer>> pollers = new HashMap<>();
    List<Integer> subscriptions = new ArrayList<>();
    for (int p = 0; p < history.processCount(); p++) {
      places.add(new ArrayList<>());
    }
    for (int place = 0; place < records.operations(); place++) {
      int op = records.operation(place);
      places.get(history.process(op)).add(place);
      if (history.functionName(history.function(op)).equals("subscribe")) {
        subscriptions.add(op);
      }
      Set<Integer> sends = new TreeSet<>();
      Set<Integer> polls = new TreeSet<>();
      for (int r = records.start(place); r < records.start(place + 1); r++) {
        (records.isSend(r) ? sends : polls).add(records.message(r));
      }
      sends.forEach(m -> senders.computeIfAbsent(m, n -> new ArrayList<>()).add(op));
      if (records.outcome(place) == Outcome.OK) {
        polls.forEach(m -> pollers.computeIfAbsent(m, n -> new ArrayList<>()).add(op));
      }
      sent.add(keys(sends));
      polled.add(keys(polls));
    }
    int[] subscribed = array(subscriptions);
    for (int place = 0; place < records.operations(); place++) {
      int op = records.operation(place);
      for (int r = records.start(place); r < records.start(place + 1); r++) {
        int m = records.message(r);
        if (!records.isSend(r)) {
          excuses.any(op, array(senders.get(m)));
          excuses.any(op, subscribed);
        } else if (records.outcome(place) != Outcome.FAIL) {
          excuses.any(op, array(pollers.get(m)));
        }
      }
    }
    senders.values().forEach(ops -> excuses.together(array(ops)));
    excuses.rule(this);
  }

  private static int[] array(@org.jspecify.annotations.Nullable List<Integer> operations) {
    return operations == null
        ? new int[0]
        : operations.stream().mapToInt(Integer::intValue).distinct().toArray();
  }

  private Set<Integer> keys(Set<Integer> messages) {
    Set<Integer> keys = new HashSet<>();
    messages.forEach(m -> keys.add(records.keyOf(m)));
    return keys;
  }

  @Override
  public BitSet more(BitSet kept, BitSet left) {
    BitSet more = new BitSet();
    for (List<Integer> own : places) {
      follow(own, kept, left, more);
    }
    return more;
  }

  /** Of one process, what follows on something else than before. */
  private void follow(List<Integer> own, BitSet kept, BitSet left, BitSet more) {
    // By log: the poll or send before, of what is kept and of what is left.
    Map<Integer, Integer> pollKept = new HashMap<>();
    Map<Integer, Integer> pollLeft = new HashMap<>();
    Set<Integer> sendKept = new HashSet<>();
    Set<Integer> sendLeft = new HashSet<>();
    for (int place : own) {
      int op = records.operation(place);
      if (!kept.get(op)) {
        continue;
      }
      boolean stays = left.get(op);
      String f = history.functionName(history.function(op));
      boolean failed = records.outcome(place) == Outcome.FAIL;
      if ((f.equals("assign") || f.equals("subscribe")) && !failed) {
        Set<Integer> assigned = assigned(place);
        pollKept.keySet().retainAll(assigned);
        sendKept.retainAll(assigned);
        if (stays) {
          pollLeft.keySet().retainAll(assigned);
          sendLeft.retainAll(assigned);
        }
        continue;
      }
      for (int key : polled.get(place)) {
        Integer before = pollLeft.get(key);
        if (stays && before != null && !before.equals(pollKept.get(key))) {
          more.set(op);
        }
        if (records.outcome(place) == Outcome.OK) {
          pollKept.put(key, op);
          if (stays) {
            pollLeft.put(key, op);
          }
        }
      }
      for (int key : failed ? Set.<Integer>of() : sent.get(place)) {
        if (stays && sendLeft.contains(key) && !sendKept.contains(key)) {
          more.set(op);
        }
        sendKept.add(key);
        if (stays) {
          sendLeft.add(key);
        }
      }
    }
  }

  private Set<Integer> assigned(int place) {
    Set<Integer> keys = new HashSet<>();
    java.util.Collection<Value> names = records.assigned(place);
    if (names != null) {
      names.forEach(name -> keys.add(records.key(name)));
    }
    return keys;
  }
}

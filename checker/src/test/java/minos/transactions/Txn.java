package minos.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/**
 * A transaction for tests, independent of the code under test.
 *
 * @param process its session
 * @param invoked position of its invocation
 * @param completed position of its completion
 */
record Txn(int process, Outcome outcome, int invoked, int completed, List<Micro> micros) {
  /** A micro-operation: what was written, or the value or list that was read. */
  record Micro(boolean write, String key, Value value) {
    Value edn(boolean lists) {
      return Value.seq(new Keyword(write ? lists ? "append" : "w" : "r"), new Keyword(key), value);
    }
  }

  /**
   * Reads a line such as {@code 1: append x 1, r y [1 2]} or {@code 2 fail: w x 1, r y nil}. All
   * transactions of one round (the first of each process, then the second...) are concurrent.
   */
  static List<Txn> parse(String... lines) {
    List<Txn> txns = new ArrayList<>();
    Map<Integer, Integer> rounds = new TreeMap<>();
    for (String line : lines) {
      String[] parts = line.split(":", 2);
      String[] head = parts[0].trim().split(" ", -1);
      int process = Integer.parseInt(head[0]);
      Outcome outcome =
          head.length == 1 ? Outcome.OK : head[1].equals("fail") ? Outcome.FAIL : Outcome.INFO;
      int round = rounds.merge(process, 1, Integer::sum) - 1;
      List<Micro> micros = new ArrayList<>();
      for (String micro : parts[1].split(",", -1)) {
        String[] words = micro.trim().split(" ", 3);
        micros.add(new Micro(!words[0].equals("r"), words[1], value(words[2])));
      }
      txns.add(
          new Txn(process, outcome, round * 1000 + process, round * 1000 + 500 + process, micros));
    }
    return txns;
  }

  private static Value value(String text) {
    if (text.equals("nil")) {
      return Nil.NIL;
    }
    if (text.startsWith("[")) {
      String inside = text.substring(1, text.length() - 1).trim();
      List<Value> items = new ArrayList<>();
      for (String item : inside.split(" ", -1)) {
        if (!item.isEmpty()) {
          items.add(new Int(Long.parseLong(item)));
        }
      }
      return new Seq(items);
    }
    return new Int(Long.parseLong(text));
  }

  /** The history of transactions with the order of real time. */
  static History history(boolean lists, List<Txn> txns) {
    return history(lists, txns, Dict.EMPTY);
  }

  /** The history of transactions whose only order is that of their sessions. */
  static History sessionsOnly(boolean lists, List<Txn> txns) {
    return history(lists, txns, new Dict(Map.of(new Text("real-time"), Bool.FALSE)));
  }

  static History history(boolean lists, List<Txn> txns, Dict header) {
    TreeMap<Integer, Event> events = new TreeMap<>();
    for (Txn txn : txns) {
      List<Value> in = new ArrayList<>();
      List<Value> out = new ArrayList<>();
      for (Micro micro : txn.micros()) {
        out.add(micro.edn(lists));
        in.add(
            micro.write() ? micro.edn(lists) : new Micro(false, micro.key(), Nil.NIL).edn(lists));
      }
      Int process = new Int(txn.process());
      EventType type =
          switch (txn.outcome()) {
            case OK -> EventType.OK;
            case FAIL -> EventType.FAIL;
            case INFO -> EventType.INFO;
          };
      events.put(txn.invoked(), Event.of(EventType.INVOKE, process, "txn", new Seq(in)));
      events.put(
          txn.completed(),
          Event.of(type, process, "txn", new Seq(txn.outcome() == Outcome.OK ? out : in)));
    }
    try {
      HistoryBuilder builder = new HistoryBuilder();
      builder.header(header);
      for (Event event : events.values()) {
        builder.accept(event);
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(process).append(outcome == Outcome.OK ? "" : " " + outcome.word()).append(":");
    String separator = " ";
    for (Micro micro : micros) {
      text.append(separator)
          .append(micro.write() ? "w " : "r ")
          .append(micro.key())
          .append(' ')
          .append(micro.value());
      separator = ", ";
    }
    return text + " @" + invoked + "-" + completed;
  }
}

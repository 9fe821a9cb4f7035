package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What the operations on Kafka-like logs sent and polled, flat: a record for each message that an
 * operation sent or received, in the order of its micro-operations. Messages are numbered over all
 * keys; equal values under different keys are different messages. Not thread-safe.
 */
final class KafkaRecords {
  /** Stands for an offset, an operation or a message that there is not. */
  static final int NONE = -1;

  private final History history;
  private final int[] operations;
  private final Report report;

  private final Elements keys = new Elements();
  private final List<Elements> messagesOfKey = new ArrayList<>();
  private final List<int[]> numbers = new ArrayList<>();
  private int messages;
  private int[] keyOfMessage = new int[64];
  private int[] placeInKey = new int[64];

  private final int[] start;
  private int size;
  private int[] message = new int[64];
  private int[] offset = new int[64];
  private boolean[] sent = new boolean[64];

  private KafkaRecords(Slice slice, Report report) {
    this.history = slice.history();
    this.operations = slice.operations();
    this.report = report;
    this.start = new int[operations.length + 1];
  }

  static KafkaRecords of(Slice slice, Progress progress, Report report) {
    KafkaRecords records = new KafkaRecords(slice, report);
    for (int i = 0; i < records.operations.length; i++) {
      progress.step();
      records.start[i] = records.size;
      records.take(records.operations[i], progress);
    }
    records.start[records.operations.length] = records.size;
    return records;
  }

  /** The value of the completion, whatever the outcome; the invocation's if there is none. */
  private Value value(int operation) {
    int output = history.output(operation);
    return history
        .dictionary()
        .value(output == Dictionary.ABSENT ? history.input(operation) : output);
  }

  private void take(int operation, Progress progress) {
    String f = history.functionName(history.function(operation));
    if (!f.equals("send") && !f.equals("poll") && !f.equals("txn")) {
      return;
    }
    Value value = value(operation);
    if (!(value instanceof Seq txn)) {
      if (!value.isNil()) {
        unsupported(value);
      }
      return;
    }
    for (Value part : txn.items()) {
      progress.step();
      if (!(part instanceof Seq op) || op.items().isEmpty()) {
        unsupported(part);
        return;
      }
      String kind = op.get(0).letters();
      if (kind.equals("send") && op.size() == 3) {
        send(op.get(1), op.get(2));
      } else if (kind.equals("poll") && op.size() <= 2) {
        if (op.size() == 2 && op.get(1) instanceof Dict polled) {
          poll(polled, progress);
        }
      } else {
        unsupported(part);
      }
    }
  }

  private void unsupported(Value value) {
    report.undecided(
        Cause.Kind.UNSUPPORTED,
        "an operation of this workload has micro-operations [:send key message] and [:poll"
            + " {key [[offset message] ...]}], but one has "
            + value);
  }

  private void send(Value key, Value what) {
    // A completed send has [offset message]; messages of tests are no sequences themselves.
    if (what instanceof Seq pair && pair.size() == 2) {
      add(message(key, pair.get(1)), offset(pair.get(0)), true);
    } else {
      add(message(key, what), NONE, true);
    }
  }

  private void poll(Dict polled, Progress progress) {
    for (Map.Entry<Value, Value> entry : polled.entries().entrySet()) {
      Collection<Value> pairs = Shapes.collection(entry.getValue());
      if (pairs == null) {
        unsupported(entry.getValue());
        continue;
      }
      for (Value item : pairs) {
        progress.step();
        Pair pair = Shapes.two(item);
        if (pair == null) {
          unsupported(item);
        } else {
          add(message(entry.getKey(), pair.value()), offset(pair.key()), false);
        }
      }
    }
  }

  private int offset(Value value) {
    if (value instanceof Int integer
        && integer.value() >= 0
        && integer.value() < Integer.MAX_VALUE) {
      return (int) integer.value();
    }
    if (!value.isNil()) {
      unsupported(value);
    }
    return NONE;
  }

  private int message(Value key, Value value) {
    int k = keys.number(Bank.account(key));
    if (k == messagesOfKey.size()) {
      messagesOfKey.add(new Elements());
      numbers.add(new int[16]);
    }
    int place = messagesOfKey.get(k).number(value);
    int[] own = numbers.get(k);
    if (place == own.length) {
      own = Arrays.copyOf(own, place * 2);
      numbers.set(k, own);
    }
    if (own[place] == 0) {
      if (messages == keyOfMessage.length) {
        keyOfMessage = Arrays.copyOf(keyOfMessage, messages * 2);
        placeInKey = Arrays.copyOf(placeInKey, messages * 2);
      }
      keyOfMessage[messages] = k;
      placeInKey[messages] = place;
      own[place] = ++messages;
    }
    return own[place] - 1;
  }

  private void add(int number, int at, boolean isSend) {
    if (size == message.length) {
      message = Arrays.copyOf(message, size * 2);
      offset = Arrays.copyOf(offset, size * 2);
      sent = Arrays.copyOf(sent, size * 2);
    }
    message[size] = number;
    offset[size] = at;
    sent[size] = isSend;
    size++;
  }

  History history() {
    return history;
  }

  /** How many operations there are. */
  int operations() {
    return operations.length;
  }

  /** The operation at a place of the slice. */
  int operation(int place) {
    return operations[place];
  }

  Outcome outcome(int place) {
    return history.outcome(operations[place]);
  }

  /** The first record of the operation at a place; its last is before that of the next place. */
  int start(int place) {
    return start[place];
  }

  int keys() {
    return keys.size();
  }

  Value keyName(int key) {
    return keys.name(key);
  }

  /** The number of a key as it occurs in an assignment, or -1. */
  int key(Value name) {
    return keys.find(Bank.account(name));
  }

  int messages() {
    return messages;
  }

  int keyOf(int m) {
    return keyOfMessage[m];
  }

  Value name(int m) {
    return messagesOfKey.get(keyOfMessage[m]).name(placeInKey[m]);
  }

  int message(int record) {
    return message[record];
  }

  int offset(int record) {
    return offset[record];
  }

  boolean isSend(int record) {
    return sent[record];
  }

  /** The keys that an assignment or subscription names; null if it names none. */
  @Nullable Collection<Value> assigned(int place) {
    return Shapes.collection(value(operations[place]));
  }
}

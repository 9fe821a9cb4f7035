package minos.register;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.NilRead;
import minos.spec.UnknownCallException;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Value;

/**
 * What the operations of a history read and wrote: one access for each read and each write, two for
 * a compare-and-set (first its read, then its write).
 *
 * <p>Known functions are {@code read} ({@code get}, {@code r}), {@code write} ({@code put}, {@code
 * set}, {@code w}), {@code delete} ({@code del}, {@code remove}), which writes nil, and {@code
 * cas}, whose value is {@code [old new]}. Left out are operations that failed, which did not
 * happen, reads of unknown outcome, which say nothing, and reads of nil where nil says nothing. A
 * failed compare-and-set is left out as well, whatever it is taken to say.
 *
 * <p>Immutable. Takes time and memory linear in the history.
 */
public final class Accesses {
  private static final byte READ = 0;
  private static final byte WRITE = 1;
  private static final byte DELETE = 2;
  private static final byte CAS = 3;

  private final History history;
  private final int keys;
  private final int initialValue;
  private final Map<Value, Integer> furtherValues = new HashMap<>();
  private int size;
  private int[] operation;
  private int[] key;
  private int[] value;
  private boolean[] write;
  private boolean[] half;
  private final int[] sessionOf;
  private final int sessions;
  private final boolean sessionIsProcess;

  private Accesses(History history, RegisterOptions options) {
    this.history = history;
    int room = history.size();
    operation = new int[room];
    key = new int[room];
    value = new int[room];
    write = new boolean[room];
    half = new boolean[room];
    sessionOf = new int[history.size()];
    sessions = numberSessions(options.sessionField());
    sessionIsProcess = options.sessionField().isEmpty();
    initialValue = number(options.model().initial().orElse(Nil.NIL));
    keys = history.keyCount() + 1;
    boolean nilSaysNothing = options.model().nil() == NilRead.UNKNOWN;
    byte[] roles = roles(history);
    for (int i = 0; i < history.size(); i++) {
      Outcome outcome = history.outcome(i);
      if (outcome == Outcome.FAIL) {
        continue;
      }
      switch (roles[history.function(i)]) {
        case READ -> {
          int read = history.value(i);
          if (outcome == Outcome.OK && !(nilSaysNothing && read == Dictionary.NIL)) {
            add(i, read, false, false);
          }
        }
        case WRITE -> add(i, history.value(i), true, false);
        case DELETE -> add(i, Dictionary.NIL, true, false);
        default -> {
          Seq pair = oldAndNew(i);
          add(i, number(pair.get(0)), false, true);
          add(i, number(pair.get(1)), true, true);
        }
      }
    }
  }

  /**
   * The accesses of a history.
   *
   * @throws UnknownCallException if it has an operation that a register does not know
   */
  public static Accesses of(History history, RegisterOptions options) {
    return new Accesses(history, options);
  }

  private static byte[] roles(History history) {
    byte[] roles = new byte[history.functionCount()];
    for (int i = 0; i < roles.length; i++) {
      roles[i] =
          switch (history.functionName(i)) {
            case "read", "get", "r" -> READ;
            case "write", "put", "set", "w" -> WRITE;
            case "delete", "del", "remove" -> DELETE;
            case "cas", "compare-and-set" -> CAS;
            default ->
                throw unknown(
                    new Call(history.functionName(i), Nil.NIL, Nil.NIL, Outcome.INFO, Nil.NIL));
          };
    }
    return roles;
  }

  private static UnknownCallException unknown(Call call) {
    return new UnknownCallException(
        "register", call, "read (get), write (put), delete, and cas with a value [old new]");
  }

  private Seq oldAndNew(int i) {
    Value pair = history.dictionary().value(history.value(i));
    if (pair instanceof Seq seq && seq.size() == 2) {
      return seq;
    }
    throw unknown(
        new Call(
            history.functionName(history.function(i)),
            pair,
            pair,
            history.outcome(i),
            history.processName(history.process(i))));
  }

  /** The number of a value: the dictionary's, or a further one above those. */
  private int number(Value v) {
    int id = history.dictionary().find(v);
    return id != Dictionary.ABSENT
        ? id
        : furtherValues.computeIfAbsent(
            v, ignored -> history.dictionary().size() + furtherValues.size());
  }

  private int numberSessions(Optional<String> field) {
    if (field.isEmpty()) {
      for (int i = 0; i < sessionOf.length; i++) {
        sessionOf[i] = history.process(i);
      }
      return history.processCount();
    }
    Map<Value, Integer> numbers = new HashMap<>();
    for (int i = 0; i < sessionOf.length; i++) {
      Value process = history.processName(history.process(i));
      Value name = history.field(i, field.get()).orElse(new Pair(Nil.NIL, process));
      sessionOf[i] = numbers.computeIfAbsent(name, ignored -> numbers.size());
    }
    return numbers.size();
  }

  private void add(int op, int v, boolean isWrite, boolean ofCas) {
    if (size == operation.length) {
      int room = Math.max(16, size + size / 2);
      operation = Arrays.copyOf(operation, room);
      key = Arrays.copyOf(key, room);
      value = Arrays.copyOf(value, room);
      write = Arrays.copyOf(write, room);
      half = Arrays.copyOf(half, room);
    }
    operation[size] = op;
    key[size] = history.key(op) + 1;
    value[size] = v;
    write[size] = isWrite;
    half[size++] = ofCas;
  }

  /** The history that they are of. */
  public History history() {
    return history;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The place of an access's operation in the history. */
  public int operation(int access) {
    return operation[access];
  }

  /** How many keys there may be; 0 is the one object of a history without keys. */
  public int keyCount() {
    return keys;
  }

  /** The key of an access, one more than the history's number of it. */
  public int key(int access) {
    return key[access];
  }

  /** The number of the value read or written: equal values have equal numbers. */
  public int value(int access) {
    return value[access];
  }

  /** The number of the value that a register holds at first. */
  public int initialValue() {
    return initialValue;
  }

  /** Whether it writes. */
  public boolean isWrite(int access) {
    return write[access];
  }

  /**
   * Whether it is half of a compare-and-set: the read, directly followed by the write, or the
   * write.
   */
  public boolean isHalf(int access) {
    return half[access];
  }

  /** Whether its operation may or may not have happened. */
  public boolean crashed(int access) {
    return history.outcome(operation[access]) == Outcome.INFO;
  }

  /** The session of an operation, as a dense number. */
  public int session(int op) {
    return sessionOf[op];
  }

  /** Whether a session is what one process does. */
  public boolean sessionIsProcess() {
    return sessionIsProcess;
  }

  /** How many sessions there are. */
  public int sessionCount() {
    return sessions;
  }
}

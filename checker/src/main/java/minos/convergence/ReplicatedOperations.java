package minos.convergence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.UnknownCallException;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Value;

/**
 * The operations of a history as those of replicated objects, one object for each key: what each
 * does, and at which replica. Takes a pass over the history to make. Immutable.
 */
public final class ReplicatedOperations {
  /** What an operation does. */
  public enum Kind {
    /** It adds an element or an amount. */
    ADD,
    /** It removes an element. */
    REMOVE,
    /** It writes a register. */
    WRITE,
    /** It read the object. */
    READ,
    /** Nothing: it failed, or is a read of which nobody knows what it returned. */
    NOTHING
  }

  private final ReplicatedType type;
  private final History history;
  private final Kind[] kinds;
  private final int[] replicas;
  private final BitSet marked = new BitSet();

  private ReplicatedOperations(ReplicatedType type, History history) {
    this.type = type;
    this.history = history;
    this.kinds = new Kind[history.size()];
    this.replicas = new int[history.size()];
  }

  /**
   * The operations of a history.
   *
   * @throws UnknownCallException if one is not an operation of the type
   */
  public static ReplicatedOperations of(ReplicatedType type, History history) {
    ReplicatedOperations operations = new ReplicatedOperations(type, history);
    operations.read();
    return operations;
  }

  private void read() {
    boolean marks = history.fieldNames().contains("final?");
    Map<Object, Integer> numbers = new HashMap<>();
    for (int op = 0; op < kinds.length; op++) {
      kinds[op] = kindOf(op);
      // A process may have the name of a node.
      Object replica = node(op).<Object>map(Function.identity()).orElse(history.process(op));
      Integer known = numbers.putIfAbsent(replica, numbers.size());
      replicas[op] = known == null ? numbers.size() - 1 : known;
      marked.set(
          op,
          marks
              && kinds[op] == Kind.READ
              && history.field(op, "final?").filter(Bool.TRUE::equals).isPresent());
    }
  }

  private Kind kindOf(int op) {
    Kind kind = kindOf(history.functionName(history.function(op)));
    Outcome outcome = history.outcome(op);
    if (outcome == Outcome.FAIL || (kind == Kind.READ && outcome != Outcome.OK)) {
      return Kind.NOTHING;
    } else if (kind == Kind.NOTHING) {
      throw unknown(op);
    }
    boolean fits =
        switch (type) {
          case G_COUNTER, PN_COUNTER ->
              kind == Kind.READ ? number(op, kind) : amount(op).isPresent();
          case OR_SET -> kind != Kind.READ || members(value(op)).isPresent();
          case LWW_REGISTER ->
              kind == Kind.READ || history.field(op, "timestamp").orElse(null) instanceof Int;
        };
    if (!fits) {
      throw unknown(op);
    }
    return kind;
  }

  private Kind kindOf(String f) {
    boolean counter = type == ReplicatedType.G_COUNTER || type == ReplicatedType.PN_COUNTER;
    return switch (f) {
      case "read", "get" -> Kind.READ;
      case "add" -> type == ReplicatedType.LWW_REGISTER ? Kind.NOTHING : Kind.ADD;
      case "increment", "inc" -> counter ? Kind.ADD : Kind.NOTHING;
      case "decrement", "dec" -> type == ReplicatedType.PN_COUNTER ? Kind.ADD : Kind.NOTHING;
      case "remove" -> type == ReplicatedType.OR_SET ? Kind.REMOVE : Kind.NOTHING;
      case "write", "put" -> type == ReplicatedType.LWW_REGISTER ? Kind.WRITE : Kind.NOTHING;
      default -> Kind.NOTHING;
    };
  }

  private UnknownCallException unknown(int op) {
    Operation operation = history.operation(op);
    String known =
        switch (type) {
          case G_COUNTER ->
              "add (increment, inc) of a whole number from 0 on, for it only grows, and read of a"
                  + " number, or of one for each node";
          case PN_COUNTER ->
              "add (increment, inc) and decrement (dec) of a whole number, and read of one";
          case OR_SET -> "add and remove of an element, and read of all";
          case LWW_REGISTER -> "write (put) with an integer field timestamp, and read";
        };
    return new UnknownCallException(
        type.id(),
        new Call(
            operation.f(),
            operation.input(),
            operation.output(),
            operation.outcome(),
            operation.process()),
        known);
  }

  /** The history. */
  public History history() {
    return history;
  }

  /** The type of the objects. */
  public ReplicatedType type() {
    return type;
  }

  /** What an operation does. */
  public Kind kind(int operation) {
    return kinds[operation];
  }

  /** Whether an operation changed the object, or may have. */
  public boolean updates(int operation) {
    return switch (kinds[operation]) {
      case ADD, REMOVE, WRITE -> true;
      case READ, NOTHING -> false;
    };
  }

  /** The replica that an operation talked to, as a dense number. */
  public int replica(int operation) {
    return replicas[operation];
  }

  /** Whether the replicas of operations are recorded; else processes stand for them. */
  public boolean nodesRecorded() {
    return history.fieldNames().contains("node");
  }

  /** The replica that an operation talked to, if it is recorded. */
  Optional<Value> node(int operation) {
    return nodesRecorded() ? history.field(operation, "node") : Optional.empty();
  }

  /** The element that is added or removed, the value that is written, the amount that is added. */
  public Value argument(int operation) {
    int id = history.input(operation);
    return history.dictionary().value(id == Dictionary.ABSENT ? Dictionary.NIL : id);
  }

  /** What a read returned. */
  public Value value(int operation) {
    return history.dictionary().value(history.value(operation));
  }

  /** By how much an update of a counter changes it, less than 0 for a decrement. */
  public long change(int operation) {
    return amount(operation).orElse(0L);
  }

  private Optional<Long> amount(int operation) {
    Value argument = argument(operation);
    long amount = 1;
    if (argument instanceof Int number) {
      amount = number.value();
    } else if (!argument.isNil()) {
      return Optional.empty();
    }
    boolean less = history.functionName(history.function(operation)).startsWith("dec");
    boolean fits = less ? amount != Long.MIN_VALUE : true;
    boolean grows = type != ReplicatedType.G_COUNTER || amount >= 0;
    return fits && grows ? Optional.of(less ? -amount : amount) : Optional.empty();
  }

  /** The number that a read of a counter returned; of a state the sum over its nodes. */
  public long number(int read) {
    Value value = value(read);
    if (value instanceof Int number) {
      return number.value();
    }
    long sum = 0;
    if (value instanceof Dict state) {
      for (Value count : state.entries().values()) {
        sum = Math.addExact(sum, count instanceof Int number ? number.value() : 0);
      }
    }
    return sum;
  }

  private boolean number(int read, Kind kind) {
    Value value = value(read);
    boolean state =
        type == ReplicatedType.G_COUNTER
            && value instanceof Dict dict
            && dict.entries().values().stream().allMatch(Int.class::isInstance);
    return kind == Kind.READ && (value instanceof Int || value.isNil() || state);
  }

  /** The elements that a read of a set returned. */
  public Collection<Value> members(int read) {
    return members(value(read)).orElse(List.of());
  }

  private static Optional<Collection<Value>> members(Value value) {
    if (value instanceof Members members) {
      return Optional.of(members.items());
    } else if (value instanceof Seq seq) {
      return Optional.of(seq.items());
    }
    return value.isNil() ? Optional.of(List.of()) : Optional.empty();
  }

  /**
   * Of some operations the reads that must know every successful update of their object: those
   * marked {@code :final?} if there are any, else of each replica the last that began after each
   * such update had ended.
   */
  public BitSet finals(BitSet operations) {
    Map<Integer, Integer> quietSince = new HashMap<>();
    BitSet anyMarked = new BitSet();
    operations.stream()
        .forEach(
            op -> {
              if (updates(op) && history.outcome(op) == Outcome.OK) {
                quietSince.merge(history.key(op), history.completed(op), Math::max);
              }
              anyMarked.set(
                  history.key(op) + 1, anyMarked.get(history.key(op) + 1) || marked.get(op));
            });
    BitSet finals = new BitSet();
    Map<List<Integer>, Integer> last = new HashMap<>();
    for (int op = operations.nextSetBit(0); op >= 0; op = operations.nextSetBit(op + 1)) {
      int key = history.key(op);
      boolean quiet = history.invoked(op) > quietSince.getOrDefault(key, -1);
      if (quiet && anyMarked.get(key + 1)) {
        finals.set(op, marked.get(op));
      } else if (quiet && kinds[op] == Kind.READ) {
        last.merge(
            List.of(key, replicas[op]),
            op,
            (a, b) -> history.completed(a) > history.completed(b) ? a : b);
      }
    }
    last.values().forEach(finals::set);
    return finals;
  }

  /** The operations of each object, rising, the objects in the order of their first operations. */
  List<int[]> objects() {
    Map<Integer, List<Integer>> ofKey = new LinkedHashMap<>();
    for (int op = 0; op < history.size(); op++) {
      ofKey.computeIfAbsent(history.key(op), ignored -> new ArrayList<>()).add(op);
    }
    return ofKey.values().stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}

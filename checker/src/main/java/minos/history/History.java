package minos.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of a store did and saw: operations in the order of their invocations in the
 * source, in columns of ints.
 *
 * <p>Real time is the order of <em>positions</em>: every event (clients' and others') has one,
 * unique, counted from 0. An operation takes effect somewhere in the closed interval from {@link
 * #invoked} to {@link #completed}; the latter is {@link #NEVER} when its outcome is {@link
 * Outcome#INFO}. Engines read these columns; people read {@link #operations}.
 *
 * <p>Immutable, so safe from many threads. Every accessor takes constant time.
 */
public final class History {
  /** The position of a completion that never came: after all others. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final Origin origin;
  private final Dictionary dictionary;
  private final Columns columns;
  private final @Nullable Indexes indexes;
  private final Names<Value> processes;
  private final Names<String> functions;
  private final Names<Value> keys;
  private final Map<String, FieldColumn> fields;
  private final List<Event> others;
  private final List<Warning> warnings;
  private final int eventCount;

  History(
      Origin origin,
      Dictionary dictionary,
      Columns columns,
      @Nullable Indexes indexes,
      Names<Value> processes,
      Names<String> functions,
      Names<Value> keys,
      Map<String, FieldColumn> fields,
      List<Event> others,
      List<Warning> warnings,
      int eventCount) {
    this.origin = origin;
    this.dictionary = dictionary;
    this.columns = columns;
    this.indexes = indexes;
    this.processes = processes;
    this.functions = functions;
    this.keys = keys;
    this.fields = fields;
    this.others = List.copyOf(others);
    this.warnings = List.copyOf(warnings);
    this.eventCount = eventCount;
  }

  /** Where it came from. */
  public Origin origin() {
    return origin;
  }

  /** The values by id. */
  public Dictionary dictionary() {
    return dictionary;
  }

  /** How many operations clients invoked. */
  public int size() {
    return columns.size();
  }

  /**
   * How many events there were, those of other processes included. Positions are smaller than this.
   */
  public int eventCount() {
    return eventCount;
  }

  /**
   * The events of processes that are not clients, such as {@code :nemesis}, in their order. Kept
   * for reports, never checked.
   */
  public List<Event> others() {
    return others;
  }

  /** What is suspicious about the recording. */
  public List<Warning> warnings() {
    return warnings;
  }

  /** The operation at a place, from 0. */
  public Operation operation(int ordinal) {
    return new Operation(this, ordinal);
  }

  /** All operations as an unmodifiable list of views. */
  public List<Operation> operations() {
    return Collections.unmodifiableList(new OperationViews(this));
  }

  /** How many processes invoked operations. */
  public int processCount() {
    return processes.size();
  }

  /** The name of a process by its dense number. */
  public Value processName(int process) {
    return processes.name(process);
  }

  /** How many functions there are. */
  public int functionCount() {
    return functions.size();
  }

  /** The letters of a function by its dense number. */
  public String functionName(int function) {
    return functions.name(function);
  }

  /** The dense number of a function, or -1 if no operation has it. */
  public int functionNumber(String letters) {
    return functions.find(letters);
  }

  /** How many keys there are; 0 in a history of one object. */
  public int keyCount() {
    return keys.size();
  }

  /** The name of a key by its dense number. */
  public Value keyName(int key) {
    return keys.name(key);
  }

  /** The process of an operation, as a dense number. */
  public int process(int operation) {
    return columns.process().get(operation);
  }

  /** The function of an operation, as a dense number. */
  public int function(int operation) {
    return columns.function().get(operation);
  }

  /** The key of an operation, as a dense number; -1 if it has none. */
  public int key(int operation) {
    return columns.key().get(operation);
  }

  /** The dictionary id of the invocation's value; {@link Dictionary#ABSENT} if it had none. */
  public int input(int operation) {
    return columns.input().get(operation);
  }

  /**
   * The dictionary id of the completion's value; {@link Dictionary#ABSENT} if it had none or never
   * came.
   */
  public int output(int operation) {
    return columns.output().get(operation);
  }

  /** The dictionary id of {@link Operation#value}; {@link Dictionary#NIL} if there is none. */
  public int value(int operation) {
    int id = outcome(operation) == Outcome.OK ? output(operation) : Dictionary.ABSENT;
    if (id == Dictionary.ABSENT) {
      id = input(operation);
    }
    return id == Dictionary.ABSENT ? Dictionary.NIL : id;
  }

  /** How an operation ended. */
  public Outcome outcome(int operation) {
    return Outcome.ofCode(columns.outcome().get(operation));
  }

  /** The position of an operation's invocation. */
  public int invoked(int operation) {
    return columns.invoked().get(operation);
  }

  /**
   * The position of an operation's completion; {@link #NEVER} if the outcome is {@link
   * Outcome#INFO}.
   */
  public int completed(int operation) {
    return columns.completed().get(operation);
  }

  /** Nanoseconds at the invocation, or {@link Event#ABSENT}. */
  public long invokeTime(int operation) {
    return columns.invokeTime().get(operation);
  }

  /** Nanoseconds at the completion, or {@link Event#ABSENT}. */
  public long completeTime(int operation) {
    return columns.completeTime().get(operation);
  }

  /** Line of the invocation in the source, or -1. */
  public int invokeLine(int operation) {
    return columns.invokeLine().get(operation);
  }

  /** Line of the completion in the source, or -1. */
  public int completeLine(int operation) {
    return columns.completeLine().get(operation);
  }

  /** The source's number of the invocation, or its position where the source numbers none. */
  public long invokeIndex(int operation) {
    return indexes == null ? invoked(operation) : indexes.invoked().get(operation);
  }

  /**
   * The source's number of the completion, or its position where the source numbers none; {@link
   * Event#ABSENT} if it never completed, or is of unknown outcome in a source without numbers.
   */
  public long completeIndex(int operation) {
    if (indexes != null) {
      return indexes.completed().get(operation);
    }
    return completed(operation) == NEVER ? Event.ABSENT : completed(operation);
  }

  /** The letters of the further fields that some operation has. */
  public Set<String> fieldNames() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  /** A further field of an operation: the completion's, else the invocation's. */
  public Optional<Value> field(int operation, String name) {
    FieldColumn column = fields.get(name);
    if (column == null) {
      return Optional.empty();
    }
    int id = column.completed(operation);
    if (id == Dictionary.ABSENT) {
      id = column.invoked(operation);
    }
    return id == Dictionary.ABSENT ? Optional.empty() : Optional.of(dictionary.value(id));
  }

  /** A further field of the invocation alone. */
  public Optional<Value> invokedField(int operation, String name) {
    FieldColumn column = fields.get(name);
    int id = column == null ? Dictionary.ABSENT : column.invoked(operation);
    return id == Dictionary.ABSENT ? Optional.empty() : Optional.of(dictionary.value(id));
  }

  /**
   * The same operations as operations on independent keys, each value {@code [key value]} taken
   * apart; the result of an operation with more than two members is the list of the rest. A history
   * that has keys already is returned as it is.
   *
   * @throws MalformedHistoryException if an operation's value is not of that shape
   */
  public History keyedByValue() throws MalformedHistoryException {
    return keys.size() > 0 ? this : new KeySplit(this).split();
  }

  /**
   * Whether the operations look like ones on independent keys: every value is {@code [key value]}
   * (or {@code [key old new]} for a compare-and-set) and every read was invoked with {@code [key
   * nil]}. Reads must exist, for only they tell a key from an argument.
   */
  public boolean looksKeyedByValue() {
    return keys.size() == 0 && KeySplit.looksKeyed(this);
  }

  /**
   * Some of the operations as a history of its own, in which they keep their values, order, times,
   * lines and the numbers of the source. It shares this one's dictionary.
   *
   * @param kept places of operations, rising, each once
   * @param until an operation that completes after this position has not completed: its outcome is
   *     unknown and what it answered is gone; {@link #NEVER} to leave all as they are
   */
  public History select(int[] kept, int until) {
    return new Selection(this, kept, until).history();
  }

  /** Says what a value of an operation becomes. */
  @FunctionalInterface
  public interface Rewording {
    /**
     * The new value.
     *
     * @param f the operation's function
     * @param completed whether the value is that of its completion
     */
    Value value(String f, boolean completed, Value value);
  }

  /**
   * The same operations with other values. It shares this one's dictionary, which grows.
   *
   * @param rewording is asked once for each function and each different value
   */
  public History withValues(Rewording rewording) {
    return new OtherValues(this).reworded(rewording);
  }

  /** Says what an operation answered, in place of what it did. */
  @FunctionalInterface
  public interface Answering {
    /**
     * The new value of the operation's completion.
     *
     * @param operation its place
     */
    Value answer(int operation, Value answered);
  }

  /**
   * The same operations with other answers. It shares this one's dictionary, which grows.
   *
   * @param answering is asked once for each operation that was completed with a value
   */
  public History withAnswers(Answering answering) {
    return new OtherValues(this).answered(answering);
  }

  /** Whether the numbers of events are their positions, but for those that have none. */
  boolean unnumbered() {
    return indexes == null;
  }

  Columns columns() {
    return columns;
  }

  /** This history with one more warning, about all of it. */
  public History withWarning(String message) {
    List<Warning> more = new ArrayList<>(warnings);
    more.add(new Warning(Event.ABSENT, 1, message));
    return with(origin, columns, keys, more);
  }

  /** This history with one more entry in the header of its origin, or another one. */
  public History withHeader(String name, Value value) {
    return with(origin.withHeader(name, value), columns, keys, warnings);
  }

  /** This history with other keys and values. */
  History withKeys(Columns rekeyed, Names<Value> newKeys) {
    return with(origin, rekeyed, newKeys, warnings);
  }

  /** This history with other values. */
  History withValues(IntColumn inputs, IntColumn outputs) {
    return withKeys(columns.withKeys(columns.key(), inputs, outputs), keys);
  }

  private History with(
      Origin told, Columns operations, Names<Value> keyNames, List<Warning> suspicions) {
    return new History(
        told,
        dictionary,
        operations,
        indexes,
        processes,
        functions,
        keyNames,
        fields,
        others,
        suspicions,
        eventCount);
  }
}

package minos.contract;

import java.util.Map;
import java.util.Optional;
import minos.check.Budget;
import minos.contract.KeyStep.Role;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.spec.UnknownCallException;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps on keys of the operations of an object or item store.
 *
 * <p>Where that is exact nothing is lost: a put that was refused with 412 says that the state was
 * not the expected one; a 404 is a read of nil; each key of a page of a listing is read over the
 * interval of that page; a copy is a read of one key and a write of another, not in one step. Where
 * it can't be (an ETag that nobody told the value of) the step says less, never more, or the key is
 * noted as unclear.
 */
final class Interpreter {
  /** A step, and what the judges make of it. */
  private static final long BYTES_A_STEP = 400;

  private static final int POLL = 1 << 12;

  private final History history;
  private final ModelOptions options;
  private final Metadata metadata;
  private final Tags tags;
  private final KeySteps steps;

  private Interpreter(History history, ModelOptions options, Map<String, String> aliases) {
    this.history = history;
    this.options = options;
    metadata = new Metadata(history, aliases);
    tags = Tags.of(history, metadata);
    steps = new KeySteps(history, metadata);
  }

  /**
   * The steps of a history; null if the budget has no room for them.
   *
   * @throws UnknownCallException if it has an operation that no store has
   */
  static @Nullable KeySteps steps(
      History history, ModelOptions options, Map<String, String> aliases, Budget budget) {
    if (!budget.reserve(BYTES_A_STEP * history.size())) {
      return null;
    }
    Interpreter interpreter = new Interpreter(history, options, aliases);
    for (int key = 0; key < history.keyCount(); key++) {
      interpreter.steps.key(Optional.of(history.keyName(key)));
    }
    long reserved = history.size();
    for (int operation = 0; operation < history.size(); operation++) {
      interpreter.interpret(operation);
      long more = interpreter.steps.all().size() - reserved;
      if (more > 0) {
        // A page of a listing is a step on each key that it could have listed.
        reserved += more;
        if (!budget.reserve(BYTES_A_STEP * more)) {
          return null;
        }
      }
      if (operation % POLL == 0 && budget.exhausted() != null) {
        return null;
      }
    }
    return interpreter.steps;
  }

  private void interpret(int i) {
    String f = history.functionName(history.function(i));
    Action action = Action.of(f).orElseThrow(() -> unknown(i));
    Reply reply = Reply.of(metadata, i, history.outcome(i), f);
    switch (action) {
      case GET -> get(i, reply, false);
      case HEAD -> get(i, reply, true);
      case PUT -> put(i, reply, input(i), expected(i));
      case PUT_IF_ABSENT -> put(i, reply, input(i), Nil.NIL);
      case DELETE -> {
        if (metadata.asked(i, "versionId").isPresent()) {
          unclear(key(i), "a version of it was deleted for good (operation " + i + ")");
        } else {
          put(i, reply, Nil.NIL, expected(i));
        }
      }
      case COMPARE_AND_SET -> compareAndSet(i, reply);
      case ADD -> add(i, reply);
      case LIST -> new Pages(history, metadata, tags, steps).list(i, reply);
      case QUERY -> new Pages(history, metadata, tags, steps).query(i, reply);
      case COPY -> copy(i, reply);
      case RENAME -> rename(i, reply);
      case TRANSACT -> transact(i, reply);
      case PREPARE -> {
        // Nothing that anybody can see.
      }
    }
  }

  private void get(int i, Reply reply, boolean head) {
    int key = key(i);
    if (metadata.asked(i, "versionId").isPresent()) {
      return;
    }
    steps.probed(key, history.invoked(i));
    switch (reply) {
      case DONE -> seen(i, key, head);
      case MISSING -> step(i, key, Verb.READ, Role.READ, Nil.NIL, Nil.NIL, Outcome.OK);
      case UNCHANGED -> {
        Value held = byTag(i, "ifNoneMatch");
        if (held != null) {
          step(i, key, Verb.READ, Role.READ, Nil.NIL, held, Outcome.OK);
        }
      }
      case REFUSED -> {
        Value other = byTag(i, "ifMatch");
        if (other != null) {
          step(i, key, Verb.READ, Role.SAW_OTHER, other, Nil.NIL, Outcome.OK);
        }
      }
      case FAILED, UNKNOWN -> {
        // A read that did not answer says nothing.
      }
    }
  }

  private void seen(int i, int key, boolean head) {
    Value read = history.dictionary().value(history.value(i));
    Value told = steps.keyName(key).map(name -> tags.told(metadata, i, name)).orElse(null);
    boolean tagged =
        metadata.get(i, "etag").isPresent() || metadata.get(i, "generation").isPresent();
    boolean value = !head && !read.isNil();
    if (value || told != null) {
      step(i, key, Verb.READ, Role.READ, Nil.NIL, value || told == null ? read : told, Outcome.OK);
    } else if (tagged || (head && !read.equals(Bool.FALSE) && (!explicitNil(i) || succeeded(i)))) {
      step(i, key, Verb.READ, Role.SAW_SOME, Nil.NIL, Nil.NIL, Outcome.OK);
    } else if (options.nil() == NilRead.ABSENT) {
      step(i, key, Verb.READ, Role.READ, Nil.NIL, Nil.NIL, Outcome.OK);
    }
  }

  /** Whether a status says so; a head that found its object may well record nil for a value. */
  private boolean succeeded(int i) {
    return metadata.get(i, "status").filter(new Int(200)::equals).isPresent();
  }

  private boolean explicitNil(int i) {
    return history.output(i) == Dictionary.NIL;
  }

  /** A write, on a condition if there is one. */
  private void put(int i, Reply reply, Value value, @Nullable Value expected) {
    int key = key(i);
    boolean conditional = conditional(i) || expected != null;
    Verb verb = expected == null ? Verb.WRITE : Verb.CONDITIONAL;
    Role role = expected == null ? Role.WRITE : Role.REPLACE;
    Value from = expected == null ? Nil.NIL : expected;
    switch (reply) {
      case DONE -> step(i, key, verb, role, from, value, Outcome.OK);
      case UNKNOWN -> step(i, key, verb, role, from, value, Outcome.INFO);
      case REFUSED -> {
        if (expected != null) {
          step(i, key, Verb.CONDITIONAL, Role.SAW_OTHER, expected, Nil.NIL, Outcome.OK);
        }
      }
      case MISSING -> {
        if (conditional) {
          step(i, key, Verb.CONDITIONAL, Role.READ, Nil.NIL, Nil.NIL, Outcome.OK);
        }
      }
      case FAILED, UNCHANGED -> {
        // It did not happen.
      }
    }
  }

  /** What a write found, by its condition or by what it answered; null if that is not known. */
  private @Nullable Value expected(int i) {
    Optional<Value> stated = metadata.asked(i, "expected");
    if (stated.isPresent()) {
      return stated.get();
    }
    Optional<Value> none = metadata.asked(i, "ifNoneMatch");
    Optional<Value> generation = metadata.asked(i, "ifGenerationMatch");
    String condition = metadata.asked(i, "condition").map(Value::letters).orElse("");
    boolean mustBeNew =
        none.filter(Tags::any).isPresent()
            || generation.filter(new Int(0)::equals).isPresent()
            || Condition.plain(condition).startsWith("attributenotexists");
    if (mustBeNew) {
      return Nil.NIL;
    }
    Value tagged = byTag(i, "ifMatch");
    if (tagged == null) {
      tagged = byTag(i, "ifGenerationMatch");
    }
    if (tagged != null) {
      return tagged;
    }
    return history.outcome(i) == Outcome.OK ? metadata.get(i, "old").orElse(null) : null;
  }

  private boolean conditional(int i) {
    return metadata.asked(i, "ifMatch").isPresent()
        || metadata.asked(i, "ifNoneMatch").isPresent()
        || metadata.asked(i, "ifGenerationMatch").isPresent()
        || metadata.asked(i, "condition").isPresent();
  }

  private @Nullable Value byTag(int i, String field) {
    Optional<Value> tag = metadata.asked(i, field);
    return tag.isEmpty() || history.key(i) < 0
        ? null
        : tags.value(history.keyName(history.key(i)), tag.get());
  }

  private void compareAndSet(int i, Reply reply) {
    if (!(input(i) instanceof Seq pair) || pair.size() != 2) {
      throw unknown(i);
    }
    boolean failed = reply == Reply.FAILED && options.failedCas() == FailedCas.MISMATCH;
    put(i, failed ? Reply.REFUSED : reply, pair.get(1), pair.get(0));
  }

  private void add(int i, Reply reply) {
    if (reply != Reply.DONE && reply != Reply.UNKNOWN) {
      return;
    }
    Value amount = input(i).isNil() ? new Int(1) : input(i);
    if (!(amount instanceof Int delta)) {
      throw unknown(i);
    }
    String returns = metadata.asked(i, "returnValues").map(Value::letters).orElse("");
    Value out = history.dictionary().value(history.value(i));
    int key = key(i);
    Value told = metadata.get(i, "old").orElse(returns.isEmpty() ? Nil.NIL : out);
    if (reply == Reply.DONE && told instanceof Int number) {
      boolean old = returns.isEmpty() || returns.endsWith("OLD");
      long before = old ? number.value() : number.value() - delta.value();
      // Nothing counts as nought, so nought may have been either.
      if (before != 0) {
        step(
            i,
            key,
            Verb.CONDITIONAL,
            Role.REPLACE,
            new Int(before),
            new Int(before + delta.value()),
            Outcome.OK);
        return;
      }
    }
    step(i, key, Verb.CONDITIONAL, Role.ADD, Nil.NIL, delta, outcome(reply));
  }

  private void copy(int i, Reply reply) {
    Seq pair = two(i);
    int from = steps.key(Optional.of(pair.get(0)));
    int to = steps.key(Optional.of(pair.get(1)));
    if (reply == Reply.MISSING) {
      step(i, from, Verb.READ, Role.READ, Nil.NIL, Nil.NIL, Outcome.OK);
    } else if (reply == Reply.DONE || reply == Reply.UNKNOWN) {
      Value told = tags.told(metadata, i, pair.get(1));
      Value copied = told == null ? tags.told(metadata, i, pair.get(0)) : told;
      if (copied == null) {
        unclear(to, "nobody knows what was copied to it (operation " + i + ")");
        return;
      }
      if (reply == Reply.DONE) {
        step(i, from, Verb.READ, Role.READ, Nil.NIL, copied, Outcome.OK);
      }
      step(i, to, Verb.WRITE, Role.WRITE, Nil.NIL, copied, outcome(reply));
    }
  }

  private void rename(int i, Reply reply) {
    Seq pair = two(i);
    int from = steps.key(Optional.of(pair.get(0)));
    int to = steps.key(Optional.of(pair.get(1)));
    if (reply == Reply.MISSING) {
      step(i, from, Verb.RENAME, Role.READ, Nil.NIL, Nil.NIL, Outcome.OK);
    } else if (reply == Reply.DONE || reply == Reply.UNKNOWN) {
      Outcome outcome = outcome(reply);
      steps.add(new KeyStep(i, from, Verb.RENAME, Role.MOVE_FROM, Nil.NIL, Nil.NIL, outcome, true));
      steps.add(new KeyStep(i, to, Verb.RENAME, Role.MOVE_TO, Nil.NIL, Nil.NIL, outcome, true));
    }
  }

  private void transact(int i, Reply reply) {
    if (reply != Reply.DONE && reply != Reply.UNKNOWN) {
      return;
    }
    Value value = reply == Reply.DONE ? history.dictionary().value(history.value(i)) : input(i);
    if (!(value instanceof Seq micros)) {
      throw unknown(i);
    }
    for (Value micro : micros.items()) {
      if (!(micro instanceof Seq action) || action.size() < 2) {
        throw unknown(i);
      }
      int key = steps.key(Optional.of(action.get(1)));
      Value third = action.size() > 2 ? action.get(2) : Nil.NIL;
      switch (Action.of(action.get(0).letters()).orElseThrow(() -> unknown(i))) {
        case GET -> {
          if (reply == Reply.DONE) {
            atomic(i, key, Role.READ, third, Outcome.OK);
          }
        }
        case PUT -> atomic(i, key, Role.WRITE, third, outcome(reply));
        case DELETE -> atomic(i, key, Role.WRITE, Nil.NIL, outcome(reply));
        default -> throw unknown(i);
      }
    }
  }

  private void atomic(int i, int key, Role role, Value value, Outcome outcome) {
    steps.add(new KeyStep(i, key, Verb.TRANSACTION, role, Nil.NIL, value, outcome, true));
  }

  private void step(
      int i, int key, Verb verb, Role role, Value expected, Value value, Outcome outcome) {
    steps.add(new KeyStep(i, key, verb, role, expected, value, outcome, false));
  }

  private void unclear(int key, String why) {
    steps.unclear(key, why);
  }

  private int key(int i) {
    return steps.key(
        history.key(i) < 0 ? Optional.empty() : Optional.of(history.keyName(history.key(i))));
  }

  private Value input(int i) {
    return history.operation(i).input();
  }

  private Seq two(int i) {
    if (input(i) instanceof Seq pair && pair.size() == 2) {
      return pair;
    }
    throw unknown(i);
  }

  private static Outcome outcome(Reply reply) {
    return reply == Reply.DONE ? Outcome.OK : Outcome.INFO;
  }

  private UnknownCallException unknown(int i) {
    return new UnknownCallException(
        "store",
        new Call(
            history.functionName(history.function(i)),
            input(i),
            history.operation(i).output(),
            history.outcome(i),
            Nil.NIL),
        "get, head, put, delete, cas [old new], add n, list, query, copy [from to],"
            + " rename [from to] and txn [[:r k v] [:w k v]]");
  }
}

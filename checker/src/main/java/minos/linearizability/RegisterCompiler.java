package minos.linearizability;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.FailedCas;
import minos.spec.NilRead;
import minos.spec.Register;
import minos.value.Nil;
import minos.value.Value;

/**
 * Compiles the operations on registers to {@link RegisterCalls}, without making an object for an
 * operation.
 *
 * <p>A crashed update whose value nobody can observe is left out, unless a failed compare-and-set
 * says what a value was not. This is sound: while the register holds such a value, no read and no
 * compare-and-set can take effect, only writes, which don't care; so taking the update out of an
 * order leaves an order. Leaving updates out may make the value that a crashed compare-and-set
 * expected unobserved, so it is repeated while anything changes.
 *
 * <p>The constructor interns values and needs one thread; {@link #compile} is safe from several.
 */
final class RegisterCompiler {
  private final Register register;
  private final History history;
  private final int initialValue;
  private final int[] kindOf;
  private final boolean[] deletes;
  private final Map<Integer, int[]> pairs = new HashMap<>();

  RegisterCompiler(Register register, History history) {
    this.register = register;
    this.history = history;
    this.initialValue = history.dictionary().intern(register.initial());
    this.kindOf = new int[history.functionCount()];
    this.deletes = new boolean[history.functionCount()];
    Arrays.fill(kindOf, -1);
    for (int i = 0; i < history.size(); i++) {
      int f = history.function(i);
      if (kindOf[f] < 0) {
        Call call = call(i);
        kindOf[f] = code(register.kind(call));
        deletes[f] =
            kindOf[f] == RegisterCalls.WRITE && !register.written(call).equals(call.input());
      }
      if (kindOf[f] == RegisterCalls.CAS) {
        intern(i);
      }
    }
  }

  private static int code(Register.Kind kind) {
    return switch (kind) {
      case READ -> RegisterCalls.READ;
      case WRITE -> RegisterCalls.WRITE;
      case CAS -> RegisterCalls.CAS;
    };
  }

  private Call call(int operation) {
    Value input = history.dictionary().value(history.input(operation));
    return new Call(
        history.functionName(history.function(operation)), input, Nil.NIL, Outcome.INFO, Nil.NIL);
  }

  private void intern(int operation) {
    int input = history.input(operation);
    if (!pairs.containsKey(input)) {
      List<Value> values = register.expectedAndNew(call(operation));
      pairs.put(
          input,
          new int[] {
            history.dictionary().intern(values.get(0)), history.dictionary().intern(values.get(1))
          });
    }
  }

  /**
   * The calls of the operations at these places of the history.
   *
   * @param merge whether values that nobody can observe become one
   */
  RegisterCalls compile(int[] ordinals, boolean merge) {
    int n = 0;
    int[] kept = new int[ordinals.length];
    byte[] kinds = new byte[ordinals.length];
    int[] firsts = new int[ordinals.length];
    int[] seconds = new int[0];
    boolean mismatches = false;
    for (int ordinal : ordinals) {
      int f = history.function(ordinal);
      Outcome outcome = history.outcome(ordinal);
      byte kind = (byte) kindOf[f];
      if (kind == RegisterCalls.READ) {
        int value = history.value(ordinal);
        if (outcome != Outcome.OK
            || (value == Dictionary.NIL && register.nil() == NilRead.UNKNOWN)) {
          continue;
        }
        firsts[n] = value;
      } else if (kind == RegisterCalls.WRITE) {
        if (outcome == Outcome.FAIL) {
          continue;
        }
        int input = history.input(ordinal);
        firsts[n] = deletes[f] || input == Dictionary.ABSENT ? Dictionary.NIL : input;
      } else {
        if (outcome == Outcome.FAIL) {
          if (register.failedCas() == FailedCas.IGNORED) {
            continue;
          }
          kind = RegisterCalls.MISMATCH;
          mismatches = true;
        }
        int[] pair = pairs.get(history.input(ordinal));
        if (pair == null) {
          throw new IllegalStateException("a compare-and-set that was not seen before");
        }
        if (seconds.length == 0) {
          seconds = new int[ordinals.length];
        }
        firsts[n] = pair[0];
        seconds[n] = pair[1];
      }
      kinds[n] = kind;
      kept[n++] = ordinal;
    }
    return new Numbered(n, kept, kinds, firsts, seconds, mismatches).finish(merge);
  }

  /** Leaves out what nobody can see and numbers the values. */
  private final class Numbered {
    private int n;
    private final int[] kept;
    private final byte[] kinds;
    private final int[] firsts;
    private final int[] seconds;
    private final boolean mismatches;
    private final ValueNumbers numbers;
    private boolean[] observed = new boolean[0];

    Numbered(int n, int[] kept, byte[] kinds, int[] firsts, int[] seconds, boolean mismatches) {
      this.n = n;
      this.kept = kept;
      this.kinds = kinds;
      this.firsts = firsts;
      this.seconds = seconds;
      this.mismatches = mismatches;
      this.numbers = ValueNumbers.of(n, initialValue, firsts, seconds);
    }

    RegisterCalls finish(boolean merge) {
      int initial = numbers.number(initialValue);
      for (int i = 0; i < n; i++) {
        firsts[i] = numbers.number(firsts[i]);
        if (kinds[i] == RegisterCalls.CAS) {
          seconds[i] = numbers.number(seconds[i]);
        }
      }
      do {
        observe();
      } while (!mismatches && leaveOut());
      for (int i = 0; merge && i < n; i++) {
        if (kinds[i] == RegisterCalls.WRITE && !observed[firsts[i]]) {
          firsts[i] = RegisterCalls.UNOBSERVED;
        } else if (kinds[i] == RegisterCalls.CAS && !observed[seconds[i]]) {
          seconds[i] = RegisterCalls.UNOBSERVED;
        }
      }
      boolean all = n == kept.length;
      return new RegisterCalls(
          all ? kept : Arrays.copyOf(kept, n),
          all ? kinds : Arrays.copyOf(kinds, n),
          all ? firsts : Arrays.copyOf(firsts, n),
          all || seconds.length == 0 ? seconds : Arrays.copyOf(seconds, n),
          numbers.values(),
          initial);
    }

    private void observe() {
      observed = new boolean[numbers.size()];
      for (int i = 0; i < n; i++) {
        if (kinds[i] != RegisterCalls.WRITE) {
          observed[firsts[i]] = true;
        }
      }
    }

    private boolean leaveOut() {
      int before = n;
      n = 0;
      boolean compareAndSet = false;
      for (int i = 0; i < before; i++) {
        boolean update = kinds[i] == RegisterCalls.WRITE || kinds[i] == RegisterCalls.CAS;
        int sets = kinds[i] == RegisterCalls.CAS ? seconds[i] : firsts[i];
        if (update && !observed[sets] && history.outcome(kept[i]) == Outcome.INFO) {
          compareAndSet |= kinds[i] == RegisterCalls.CAS;
          continue;
        }
        kept[n] = kept[i];
        kinds[n] = kinds[i];
        firsts[n] = firsts[i];
        if (seconds.length > 0) {
          seconds[n] = seconds[i];
        }
        n++;
      }
      return compareAndSet;
    }
  }
}

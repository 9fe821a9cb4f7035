package minos.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.FailedCas;
import minos.spec.Functions;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.spec.Register;
import minos.spec.Step;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Is a history of a register linearizable in the order of the versions that the server gave?
 *
 * <p><b>Idea.</b> Stores answer each update with a version, and each read with the version of what
 * it found. If versions are integers, they say in which order the updates took effect: try that
 * order, which is one sort and one pass. If they are opaque, such as etags, a version names the
 * update that a read found: judge the versions in place of the values, by {@link ChainMonitor}.
 *
 * <p><b>Soundness.</b> The order that is tried is checked against real time and against the
 * specification, so consistent means linearizable, whatever the versions are worth; for opaque ones
 * each read must have found the very value of its update. If the versions don't explain the
 * history, then they, or the store, are wrong, but other orders of equal values may explain it;
 * nothing is said. A version that was read and never acknowledged is that of the write of unknown
 * outcome of the same value, if there is only one. A compare-and-set with opaque versions is not
 * applicable.
 *
 * <p><b>Cost.</b> O(n log n). The argument is our own.
 */
final class VersionMonitor {
  private static final String NAME = "version-monitor";

  /** The fields that stores' versions are recorded in, integers first. */
  private static final List<String> FIELDS =
      List.of(
          "version",
          "revision",
          "mod-revision",
          "modRevision",
          "version-id",
          "versionId",
          "etag",
          "ETag");

  private final History history;
  private final Register register;
  private final ModelOptions options;

  private final List<Integer> kept = new ArrayList<>();
  private final Map<Integer, Value> versions = new HashMap<>();
  private final Map<Value, Integer> updateOf = new HashMap<>();
  private final Map<Integer, List<Integer>> crashed = new HashMap<>();

  VersionMonitor(History history, boolean compareAndSet, ModelOptions options) {
    this.history = history;
    this.register = compareAndSet ? Register.withCompareAndSet(options) : Register.plain(options);
    this.options = options;
  }

  Finding judge(int[] ordinals) {
    Optional<String> field = FIELDS.stream().filter(history.fieldNames()::contains).findFirst();
    if (field.isEmpty()) {
      return new Finding.NotApplicable("no versions were recorded");
    }
    for (int op : ordinals) {
      String reason = read(op, field.get());
      if (reason != null) {
        return new Finding.NotApplicable(reason);
      }
    }
    for (int op : List.copyOf(kept)) {
      Value version = versions.get(op);
      List<Integer> writes = crashed.getOrDefault(history.value(op), List.of());
      if (version != null && !updateOf.containsKey(version) && writes.size() == 1) {
        updateOf.put(version, writes.get(0));
        versions.put(writes.get(0), version);
        kept.add(writes.get(0));
      }
    }
    boolean ordered = versions.values().stream().allMatch(Int.class::isInstance);
    return (ordered ? inOrder() : named())
        ? new Finding.Consistent(NAME)
        : new Finding.NotApplicable("the versions do not explain the history");
  }

  private boolean reads(int op) {
    return Functions.READ.contains(history.functionName(history.function(op)));
  }

  private @Nullable String read(int op, String field) {
    Outcome outcome = history.outcome(op);
    String f = history.functionName(history.function(op));
    boolean write = Functions.WRITE.contains(f) || Functions.DELETE.contains(f);
    boolean cas = Functions.CAS.contains(f);
    if (!reads(op) && !write && !(cas && register.name().equals("cas-register"))) {
      return "there are operations other than those of a register";
    } else if (cas && outcome == Outcome.FAIL && options.failedCas() == FailedCas.MISMATCH) {
      return "failed compare-and-sets say that the value was another";
    } else if (outcome == Outcome.FAIL) {
      return null;
    } else if (outcome == Outcome.INFO) {
      if (Functions.WRITE.contains(f)) {
        crashed.computeIfAbsent(history.input(op), any -> new ArrayList<>()).add(op);
      }
      return null;
    } else if (reads(op)
        && options.nil() == NilRead.UNKNOWN
        && history.value(op) == Dictionary.NIL) {
      return null;
    }
    kept.add(op);
    Value version = history.field(op, field).orElse(Nil.NIL);
    if (!version.isNil()) {
      versions.put(op, version);
    } else if (!reads(op)) {
      return "an update was acknowledged without a version";
    }
    if (!reads(op) && updateOf.putIfAbsent(version, op) != null) {
      return "two updates have one version";
    }
    return null;
  }

  /** Whether the order of the versions explains everything. */
  private boolean inOrder() {
    TreeMap<Long, Integer> ranks = new TreeMap<>();
    versions.values().forEach(version -> ranks.put(((Int) version).value(), 0));
    int next = 1;
    for (Map.Entry<Long, Integer> entry : ranks.entrySet()) {
      entry.setValue(next++);
    }
    Ladder ladder = new Ladder(history, kept.size());
    for (int op : kept) {
      Value version = versions.get(op);
      long rank = version == null ? 0 : ranks.getOrDefault(((Int) version).value(), 0);
      ladder.add(2 * rank + (reads(op) ? 1 : 0), op);
    }
    return ladder.conflict() == null && replays(ladder.order());
  }

  private boolean replays(int[] order) {
    Value state = register.initial();
    for (int op : order) {
      Call call =
          new Call(
              history.functionName(history.function(op)),
              history.operation(op).input(),
              history.outcome(op) == Outcome.OK ? history.operation(op).output() : Nil.NIL,
              history.outcome(op),
              Nil.NIL);
      if (!(register.step(state, call) instanceof Step.Next<Value> step)) {
        return false;
      }
      state = step.state();
    }
    return true;
  }

  /** Whether the versions as names explain everything. */
  private boolean named() {
    for (int op : kept) {
      Integer update = updateOf.get(versions.getOrDefault(op, Nil.NIL));
      String f = history.functionName(history.function(op));
      if (Functions.CAS.contains(f)) {
        return false;
      } else if (reads(op) && update == null) {
        if (versions.containsKey(op) || !history.operation(op).value().equals(register.initial())) {
          return false;
        }
      } else if (reads(op)
          && update != null
          && !history.operation(op).value().equals(set(update))) {
        return false;
      }
    }
    Map<Integer, Value> names = new HashMap<>();
    versions.forEach((op, version) -> names.put(op, Value.seq(version)));
    int[] ordinals = kept.stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(ordinals);
    return new ChainMonitor(history, options, names).judge(ordinals) instanceof Finding.Consistent;
  }

  private Value set(int update) {
    boolean delete = Functions.DELETE.contains(history.functionName(history.function(update)));
    return delete ? Nil.NIL : history.operation(update).input();
  }
}

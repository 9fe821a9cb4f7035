package minos.monitor;

import java.util.List;
import java.util.Optional;
import minos.history.History;
import minos.spec.ModelOptions;
import minos.value.Int;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Value;

/** The monitors by the name of the specification that each stands in for. */
public final class Monitors {
  private Monitors() {}

  /**
   * Judges the linearizability of the operations on one object, in n log n.
   *
   * @param model the name of a built-in specification
   * @param options the choices made for it
   * @param ordinals places in the history of the operations on the object, each once
   * @return not applicable where no monitor is exact
   */
  public static Finding judge(String model, ModelOptions options, History history, int[] ordinals) {
    return switch (model) {
      case "mutex" -> PermitMonitor.lock(history).judge(ordinals);
      case "owner-mutex" -> new OwnerMonitor(history, OwnerMonitor.Kind.OWNER).judge(ordinals);
      case "reentrant-mutex" ->
          new OwnerMonitor(history, OwnerMonitor.Kind.REENTRANT).judge(ordinals);
      case "fenced-mutex" -> new OwnerMonitor(history, OwnerMonitor.Kind.FENCED).judge(ordinals);
      case "id-generator" -> new IdMonitor(history).judge(ordinals);
      case "semaphore" ->
          number(options, 1)
              .map(permits -> PermitMonitor.semaphore(history, permits).judge(ordinals))
              .orElseGet(Monitors::strange);
      case "counter" ->
          number(options, 0)
              .map(first -> new CounterMonitor(history, first, options.nil()).judge(ordinals))
              .orElseGet(Monitors::strange);
      case "append-list" ->
          items(options)
              .map(first -> new AppendListMonitor(history, first, options.nil()).judge(ordinals))
              .orElseGet(Monitors::strange);
      case "register" -> new VersionMonitor(history, false, options).judge(ordinals);
      case "cas-register" -> {
        Finding finding = new ChainMonitor(history, options).judge(ordinals);
        yield finding instanceof Finding.NotApplicable
            ? or(finding, new VersionMonitor(history, true, options).judge(ordinals))
            : finding;
      }
      case "set", "multiset", "fifo-queue", "unordered-queue", "priority-queue", "stack" ->
          options.initial().isPresent()
              ? new Finding.NotApplicable("the object is not empty at first")
              : collection(model, history, ordinals);
      default -> new Finding.NotApplicable("there is no monitor for the model " + model);
    };
  }

  private static Finding collection(String model, History history, int[] ordinals) {
    return switch (model) {
      case "set" -> new SetMonitor(history).judge(ordinals);
      case "multiset" -> new MultisetMonitor(history).judge(ordinals);
      case "unordered-queue" -> new PoolMonitor(history).judge(ordinals);
      case "priority-queue" -> new PriorityMonitor(history).judge(ordinals);
      default -> passages(model.equals("fifo-queue"), history, ordinals);
    };
  }

  private static Finding passages(boolean queue, History history, int[] ordinals) {
    Passages passages = new Passages(queue, history, ordinals);
    Finding early = passages.read();
    if (early != null) {
      return early;
    }
    Finding finding = decide(queue, passages);
    if (!passages.unknownTakes || finding instanceof Finding.Consistent) {
      return finding;
    }
    passages.dropUntaken();
    finding = decide(queue, passages);
    return finding instanceof Finding.Violated
        ? finding
        : new Finding.NotApplicable("the outcome of taking a value is unknown");
  }

  private static Finding decide(boolean queue, Passages passages) {
    return queue ? new QueueMonitor(passages).judge() : new StackMonitor(passages).judge();
  }

  /** The first unless the second says something. */
  private static Finding or(Finding first, Finding second) {
    return second instanceof Finding.NotApplicable ? first : second;
  }

  private static Finding strange() {
    return new Finding.NotApplicable("the initial value is not one of this model");
  }

  private static Optional<Long> number(ModelOptions options, long usual) {
    Value initial = options.initial().orElse(new Int(usual));
    return initial instanceof Int number ? Optional.of(number.value()) : Optional.empty();
  }

  private static Optional<List<Value>> items(ModelOptions options) {
    Value initial = options.initial().orElse(Seq.EMPTY);
    if (initial instanceof Seq seq) {
      return Optional.of(seq.items());
    } else if (initial instanceof Members set) {
      return Optional.of(List.copyOf(set.items()));
    }
    return initial.isNil() ? Optional.of(List.of()) : Optional.empty();
  }
}

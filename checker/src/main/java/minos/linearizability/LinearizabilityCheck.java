package minos.linearizability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.spec.FailedCas;
import minos.spec.Models;
import minos.spec.NilRead;
import minos.spec.Register;
import minos.spec.SequentialSpec;
import minos.value.Dict;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import minos.verdict.Witness;

/**
 * Whether a history is linearizable with respect to a sequential specification.
 *
 * <p>A history of many keys is split by key: objects are independent, so each must be linearizable
 * by itself. Keys are judged side by side, the largest first, by as many threads as the budget
 * allows. All violated keys are reported. Operations without a key in a history with keys are
 * judged as one more object.
 *
 * <pre>{@code
 * HistoryBuilder builder = new HistoryBuilder();
 * builder.accept(Event.of(EventType.INVOKE, Value.of(0), "write", Value.of(7)));
 * builder.accept(Event.of(EventType.OK, Value.of(0), "write", Value.of(7)));
 * builder.accept(Event.of(EventType.INVOKE, Value.of(1), "read", null));
 * builder.accept(Event.of(EventType.OK, Value.of(1), "read", Value.of(8)));
 * Check check = new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS));
 * CheckResult result = check.check(builder.build(), Budget.unlimited());
 * assert result.verdict() instanceof Verdict.Violated violated
 *     && violated.violations().get(0).anomaly() == Anomaly.THIN_AIR_READ;
 * }</pre>
 *
 * <p>Real time is the order of the history; intervals are closed. Immutable and thread-safe.
 */
public final class LinearizabilityCheck implements Check {
  private final SequentialSpec<?> spec;
  private final Algorithm algorithm;
  private final Optional<DedicatedMonitor> monitor;

  /** A check by the fastest algorithm that applies. */
  public LinearizabilityCheck(SequentialSpec<?> spec) {
    this(spec, Algorithm.AUTO);
  }

  /** A check by a given algorithm. */
  public LinearizabilityCheck(SequentialSpec<?> spec, Algorithm algorithm) {
    this.spec = spec;
    this.algorithm = algorithm;
    this.monitor = Models.choices(spec).map(choices -> new DedicatedMonitor(spec.name(), choices));
  }

  /** What the operations are judged against. */
  public SequentialSpec<?> spec() {
    return spec;
  }

  @Override
  public String consistency() {
    return "linearizable";
  }

  @Override
  public String model() {
    return spec.name();
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    Compiler compiler = new Compiler(spec, history);
    Partition partition = new Partition(history);
    List<Finding> findings = judge(history, compiler, partition, budget);
    String algorithms =
        findings.stream()
            .map(Finding::algorithm)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .filter(name -> !name.equals("none"))
            .collect(Collectors.joining(", "));
    CheckResult result =
        new CheckResult(
            consistency(),
            model(),
            verdict(history, partition, findings),
            Duration.ofNanos(System.nanoTime() - started),
            algorithms.isEmpty() ? "none" : algorithms,
            assumptions(),
            Dict.EMPTY);
    return NeverGreen.guard(history, result);
  }

  private List<Finding> judge(
      History history, Compiler compiler, Partition partition, Budget budget) {
    int parts = partition.size();
    ExecutorService raceThreads = Executors.newCachedThreadPool(LinearizabilityCheck::daemon);
    try {
      PartJudge judge = new PartJudge(spec, history, compiler, algorithm, monitor, raceThreads);
      Finding[] findings = new Finding[parts];
      if (parts == 1 || budget.threads() == 1) {
        for (int part = 0; part < parts; part++) {
          findings[part] = judge.judge(key(history, part), partition.part(part), budget);
        }
        return Arrays.asList(findings);
      }
      Integer[] largestFirst = new Integer[parts];
      Arrays.setAll(largestFirst, part -> part);
      Arrays.sort(largestFirst, Comparator.comparingInt(part -> -partition.size(part)));
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> workers = new ArrayList<>();
      for (int worker = 0; worker < Math.min(budget.threads(), parts); worker++) {
        workers.add(
            raceThreads.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                    int part = largestFirst[i];
                    findings[part] = judge.judge(key(history, part), partition.part(part), budget);
                  }
                }));
      }
      await(workers, budget);
      return Arrays.asList(findings);
    } finally {
      raceThreads.shutdownNow();
    }
  }

  private static void await(List<Future<?>> workers, Budget budget) {
    boolean interrupted = false;
    for (Future<?> worker : workers) {
      while (!worker.isDone()) {
        try {
          worker.get();
        } catch (InterruptedException e) {
          interrupted = true;
          budget.stop(new Cause(Cause.Kind.INTERRUPTED, "the check was interrupted"));
        } catch (ExecutionException e) {
          budget.stop(new Cause(Cause.Kind.INTERRUPTED, "another key could not be judged"));
        }
      }
    }
    for (Future<?> worker : workers) {
      try {
        worker.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException fault) {
          throw fault;
        } else if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "minos-linearizability");
    thread.setDaemon(true);
    return thread;
  }

  private static Optional<Value> key(History history, int part) {
    return part < history.keyCount() ? Optional.of(history.keyName(part)) : Optional.empty();
  }

  private static Verdict verdict(History history, Partition partition, List<Finding> findings) {
    List<Violation> violations = new ArrayList<>();
    List<Cause> open = new ArrayList<>();
    List<Witness.Order> orders = new ArrayList<>();
    for (int part = 0; part < findings.size(); part++) {
      Finding finding = findings.get(part);
      if (finding instanceof Finding.Broken broken) {
        violations.add(broken.violation());
      } else if (finding instanceof Finding.Open undecided) {
        open.add(undecided.cause());
      } else if (finding instanceof Finding.Fine fine && fine.witness().isPresent()) {
        orders.add(new Witness.Order(key(history, part), fine.witness().get().toArray()));
      }
    }
    if (!violations.isEmpty()) {
      return new Verdict.Violated(violations);
    } else if (!open.isEmpty()) {
      Cause first = open.get(0);
      String more =
          findings.size() == 1
              ? ""
              : "; " + open.size() + " of " + partition.size() + " keys are undecided";
      return new Verdict.Undecided(new Cause(first.kind(), first.message() + more));
    }
    return orders.size() == findings.size()
        ? new Verdict.Consistent(Optional.of(new Witness(orders)))
        : new Verdict.Consistent();
  }

  private List<String> assumptions() {
    List<String> assumptions = new ArrayList<>();
    if (spec instanceof Register register) {
      assumptions.add("the initial value is " + register.initial() + " (--initial)");
      assumptions.add(
          register.nil() == NilRead.ABSENT
              ? "a read of nil says that there was no value (--nil absent)"
              : "a read of nil says nothing (--nil unknown)");
      if (spec.name().equals("cas-register")) {
        assumptions.add(
            register.failedCas() == FailedCas.IGNORED
                ? "a failed cas did not happen and says nothing more (--failed-cas ignored)"
                : "a failed cas says that the value was not the expected one (--failed-cas mismatch)");
      }
    } else {
      assumptions.add("the initial state is " + describeInitial(spec) + " (--initial)");
    }
    return assumptions;
  }

  private static <S> String describeInitial(SequentialSpec<S> spec) {
    return spec.describe(spec.initial());
  }
}

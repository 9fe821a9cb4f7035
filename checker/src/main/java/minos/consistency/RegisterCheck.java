package minos.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.register.Accesses;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.session.SessionGuarantees;
import minos.spec.NilRead;
import minos.staleness.Bound;
import minos.value.Dict;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;

/** A consistency model of registers as a check. */
final class RegisterCheck implements Check {
  /** Decides a model. */
  @FunctionalInterface
  interface Decision {
    /** Judges the accesses of a history. */
    Verdict decide(Accesses accesses, Budget budget);
  }

  private final ConsistencyModel model;
  private final RegisterOptions options;
  private final Bound bound;

  /**
   * A check.
   *
   * @param model any but linearizability
   * @param bound for bounded staleness
   */
  RegisterCheck(ConsistencyModel model, RegisterOptions options, Bound bound) {
    this.model = model;
    this.options = options;
    this.bound = bound;
  }

  RegisterOptions options() {
    return options;
  }

  /** What the session guarantees of a history are judged against. */
  static VersionOrder versionOrder(History history, RegisterOptions options) {
    return options
        .versionOrder()
        .orElseGet(
            () ->
                SessionGuarantees.versionsRecorded(history)
                    ? VersionOrder.SERVER
                    : VersionOrder.REAL_TIME);
  }

  @Override
  public String consistency() {
    return model == ConsistencyModel.BOUNDED_STALENESS ? model.id() + ":" + bound : model.id();
  }

  @Override
  public String model() {
    return "register";
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    VersionOrder order = versionOrder(history, options);
    Verdict verdict =
        Decisions.of(model, order, bound).decide(Accesses.of(history, options), budget);
    return NeverGreen.guard(
        history,
        new CheckResult(
            consistency(),
            model(),
            verdict,
            Duration.ofNanos(System.nanoTime() - started),
            Decisions.algorithm(model),
            assumptions(history, order),
            Dict.EMPTY));
  }

  private List<String> assumptions(History history, VersionOrder order) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add(
        "A register holds "
            + options.model().initial().map(Object::toString).orElse("nil")
            + " at first; a read of nil "
            + (options.model().nil() == NilRead.ABSENT
                ? "says that there was no value."
                : "says nothing."));
    if (isSessionGuarantee(model)) {
      assumptions.add(
          switch (order) {
            case SERVER -> "Versions are ordered as the server numbered them (field version).";
            case REAL_TIME ->
                "Versions are ordered by real time: a write that had ended, or been read, before"
                    + " another began is the older one.";
            case NONE ->
                "Nothing is assumed of the order of versions; each session may have its own.";
          });
      if (order != VersionOrder.NONE
          && model != ConsistencyModel.READ_YOUR_WRITES
          && model != ConsistencyModel.MONOTONIC_READS) {
        assumptions.add(
            "What a session has seen of others' writes, it is taken to go on seeing; if it does not,"
                + " monotonic-reads is broken instead.");
      }
    }
    if (history.functionNumber("cas") >= 0) {
      boolean atomic =
          model == ConsistencyModel.SEQUENTIAL
              || model == ConsistencyModel.PER_KEY_SEQUENTIAL
              || model == ConsistencyModel.PROCESSOR;
      assumptions.add(
          (atomic
                  ? "A compare-and-set that succeeded is one step: its write directly follows the"
                      + " version that it read."
                  : "A compare-and-set that succeeded is a read followed by a write.")
              + " One that failed says nothing.");
    }
    if (model == ConsistencyModel.STRONG_EVENTUAL && !history.fieldNames().contains("clock")) {
      assumptions.add(
          "The history does not record what replicas had received (field clock), so this says no"
              + " more than eventual.");
    }
    options
        .sessionField()
        .ifPresent(field -> assumptions.add("A session is named by the field " + field + "."));
    return assumptions;
  }

  static boolean isSessionGuarantee(ConsistencyModel model) {
    return model == ConsistencyModel.SESSION
        || ConsistencyModel.SESSION.implies(VersionOrder.SERVER).contains(model);
  }
}

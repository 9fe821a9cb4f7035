package minos.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minos.check.Budget;
import minos.check.Check;
import minos.contract.KeyStep.Role;
import minos.history.Derived;
import minos.history.DerivedRow;
import minos.history.HistoryRewriter;
import minos.transactions.TransactionChecks;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Judges transactions on several items: those that are promised it, and every other write as a
 * transaction of its own, have one order that explains them. Decided by {@link
 * minos.transactions.TransactionCheck}; a write on a condition reads and writes.
 */
final class TransactionJudge {
  private final KeySteps steps;
  private final Budget budget;
  private final Outcomes outcomes;

  TransactionJudge(KeySteps steps, Budget budget, Outcomes outcomes) {
    this.steps = steps;
    this.budget = budget;
    this.outcomes = outcomes;
  }

  void judge(Promise promise, List<Integer> promised) {
    boolean onlyWrite = promised.stream().noneMatch(i -> steps.all().get(i).reads());
    if (onlyWrite && steps.all().stream().anyMatch(KeyStep::reads)) {
      // Reads of other kinds say whether these writes were seen; by themselves they say nothing.
      return;
    }
    Set<Integer> inside = new HashSet<>(promised);
    Set<Integer> unknowable = new HashSet<>(steps.unclear().keySet());
    steps.all().stream()
        .filter(s -> s.role() == Role.ADD || s.role() == Role.MOVE_TO)
        .forEach(s -> unknowable.add(s.key()));
    HistoryRewriter rewriter = new HistoryRewriter(steps.history());
    int i = 0;
    while (i < steps.all().size()) {
      int operation = steps.all().get(i).operation();
      List<Value> micros = new ArrayList<>();
      KeyStep first = steps.all().get(i);
      for (; i < steps.all().size() && steps.all().get(i).operation() == operation; i++) {
        KeyStep step = steps.all().get(i);
        if (!unknowable.contains(step.key()) && (step.writes() || inside.contains(i))) {
          micros(step, micros);
        }
      }
      if (!micros.isEmpty()) {
        rewriter.add(
            DerivedRow.of(steps.history(), operation)
                .ended(first.outcome())
                .doing("txn", null, new Seq(micros), new Seq(micros)));
      }
    }
    if (!unknowable.isEmpty()) {
      outcomes.open(
          new Cause(
              Cause.Kind.AMBIGUOUS,
              "transactions on "
                  + unknowable.size()
                  + " keys are not judged: what the keys held is"
                  + " not known"));
    }
    Check check = TransactionChecks.byName(promise.kind().word(), "rw-register").orElseThrow();
    Derived derived = rewriter.build();
    Verdict verdict = check.check(derived.history(), budget).verdict();
    if (verdict instanceof Verdict.Violated violated) {
      for (Violation violation : violated.violations()) {
        outcomes.broken(promise, -1, Translation.original(derived, violation));
      }
    } else if (verdict instanceof Verdict.Undecided undecided) {
      outcomes.open(undecided.cause());
    }
  }

  private void micros(KeyStep step, List<Value> micros) {
    Value key = steps.keyName(step.key()).orElse(Nil.NIL);
    switch (step.role()) {
      case READ -> micros.add(micro("r", key, step.value()));
      case WRITE -> micros.add(micro("w", key, step.value()));
      case REPLACE -> {
        micros.add(micro("r", key, step.expected()));
        micros.add(micro("w", key, step.value()));
      }
      case MOVE_FROM -> micros.add(micro("w", key, Nil.NIL));
      case SAW_SOME, SAW_OTHER, ADD, MOVE_TO -> {
        // Not of a transaction, or of a key that is not judged.
      }
    }
  }

  private static Value micro(String f, Value key, Value value) {
    return new Seq(List.of(new Text(f), key, value));
  }
}

package minos.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rule of a contract holds for each step, and what was promised to which steps. */
final class Assignment {
  private final KeySteps steps;
  private final @Nullable Rule[] rules;
  private final Map<Promise, List<Integer>> promised = new LinkedHashMap<>();

  Assignment(KeySteps steps, List<Rule> contract) {
    this.steps = steps;
    rules = new Rule[steps.all().size()];
    for (int i = 0; i < rules.length; i++) {
      KeyStep step = steps.all().get(i);
      Rule rule = rule(contract, step);
      rules[i] = rule;
      if (rule != null) {
        for (Promise promise : rule.promises()) {
          boolean unasked =
              promise.kind() == Promise.Kind.ORDERED
                  && steps.metadata().get(step.operation(), promise.parameter()).isEmpty();
          if (unasked) {
            continue;
          }
          promised.computeIfAbsent(promise, ignored -> new ArrayList<>()).add(i);
        }
      }
    }
  }

  private @Nullable Rule rule(List<Rule> contract, KeyStep step) {
    for (Rule rule : contract) {
      boolean fits =
          rule.verbs().contains(step.verb())
              && rule.conditions().stream()
                  .allMatch(c -> c.holds(steps.metadata().get(step.operation(), c.field())));
      if (fits) {
        return rule;
      }
    }
    return null;
  }

  /** The promises that were made, each with the numbers of the steps that it was made to. */
  Map<Promise, List<Integer>> promised() {
    return promised;
  }

  /** The numbers of the steps that a kind of promise was made to. */
  List<Integer> promised(Promise.Kind kind) {
    List<Integer> all = new ArrayList<>();
    promised.forEach(
        (promise, steps) -> {
          if (promise.kind() == kind) {
            all.addAll(steps);
          }
        });
    return all;
  }

  /** How many steps that say something of the state no rule holds for. */
  long unpromised() {
    long count = 0;
    for (int i = 0; i < rules.length; i++) {
      count += rules[i] == null && steps.all().get(i).reads() ? 1 : 0;
    }
    return count;
  }

  /** What the operation of a step asked for, in the words of the rule that holds for it. */
  String level(int step) {
    Rule rule = rules[step];
    if (rule == null) {
      return "";
    }
    List<String> said = new ArrayList<>();
    for (Condition condition : rule.conditions()) {
      Optional<String> value =
          steps
              .metadata()
              .get(steps.all().get(step).operation(), condition.field())
              .map(minos.value.Value::letters);
      said.add(value.map(v -> condition.field() + "=" + v).orElse("no " + condition.field()));
    }
    return String.join(", ", said);
  }
}

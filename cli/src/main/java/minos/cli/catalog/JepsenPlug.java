package minos.cli.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.check.Check;
import minos.value.Int;
import minos.value.Value;
import minos.workload.WorkloadChecks;
import minos.workload.WorkloadOptions;

/**
 * The checkers of Jepsen's workloads: {@code jepsen:set} for histories of the model {@code set}.
 * They can also be asked for by name for histories of any other model.
 */
public final class JepsenPlug implements CheckPlug {
  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("set", "elements are added, and read all together"),
          Map.entry("set-full", "a set that is read all along, for lost and stale elements"),
          Map.entry("counter", "numbers are added; reads lie between what was and what may be"),
          Map.entry("bank", "money is transferred; every read sums up to the same total"),
          Map.entry("long-fork", "writes to several keys, seen in opposite orders"),
          Map.entry("queue", "what is dequeued was enqueued"),
          Map.entry("total-queue", "what is enqueued is dequeued, and nothing else"),
          Map.entry("unique-ids", "numbers are handed out, each once"));

  @Override
  public List<Entry> models() {
    List<Entry> models = new ArrayList<>();
    for (String name : WorkloadChecks.names()) {
      models.add(
          new Entry(name, DESCRIPTIONS.getOrDefault(name, "Jepsen's workload of that name")));
    }
    return models;
  }

  @Override
  public List<Entry> consistencies(String model) {
    return WorkloadChecks.names().contains(model)
        ? List.of(
            new Entry(WorkloadChecks.PREFIX + model, "what Jepsen's checker " + model + " checks"))
        : List.of();
  }

  @Override
  public Optional<Check> check(String consistency, String model, Question question)
      throws UnfitException {
    if (!consistency.startsWith(WorkloadChecks.PREFIX) || !WorkloadChecks.isKnown(consistency)) {
      return Optional.empty();
    }
    WorkloadOptions options = WorkloadOptions.DEFAULTS;
    if (question.groupSize().isPresent()) {
      options = options.withGroupSize(question.groupSize().getAsInt());
    }
    Optional<Value> initial = question.options().initial();
    if (initial.isPresent()) {
      if (!consistency.endsWith(":counter") || !(initial.get() instanceof Int number)) {
        throw new UnfitException(
            "--initial " + initial.get() + " means nothing to " + consistency + "; leave it out");
      }
      options = options.withInitialCounter(number.value());
    }
    return Optional.of(WorkloadChecks.byName(consistency, options));
  }
}

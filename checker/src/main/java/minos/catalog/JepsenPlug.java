package minos.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import minos.check.Check;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.Register;
import minos.value.Int;
import minos.value.Value;
import minos.workload.Proposal;
import minos.workload.WorkloadChecks;
import minos.workload.WorkloadOptions;

/**
 * The checkers of Jepsen's workloads: {@code jepsen:set} for histories of the model {@code set}.
 * They can also be asked for by name for histories of any other model.
 */
final class JepsenPlug implements CheckPlug {
  private static final Set<String> COUNTERS = Set.of("jepsen:counter", "jepsen:pn-counter");

  /** What is not about the history at all. */
  static final String LOGS = "log-file-pattern";

  /** What fits every history says nothing of one; and a verdict on them is none on the store. */
  static final Set<String> ANY = Set.of("stats", "unhandled-exceptions", LOGS);

  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("set", "elements are added, and read all together"),
          Map.entry("set-full", "a set that is read all along, for lost and stale elements"),
          Map.entry("g-set", "values are broadcast, and read all together"),
          Map.entry("queue", "what is dequeued was enqueued"),
          Map.entry("total-queue", "what is enqueued is dequeued, and nothing else"),
          Map.entry("unique-ids", "ids are generated, each once"),
          Map.entry("counter", "numbers are added; reads lie between what was and what may be"),
          Map.entry("pn-counter", "numbers are added and taken away; the final reads agree"),
          Map.entry("bank", "money is transferred; every read sums up to the same total"),
          Map.entry("long-fork", "writes to several keys, seen in opposite orders"),
          Map.entry("causal-reverse", "a write is seen without one that was acknowledged before"),
          Map.entry("comments", "a comment is seen without one that was acknowledged before"),
          Map.entry("monotonic", "values and timestamps that grow together"),
          Map.entry("sequential", "a client's later write is seen without its earlier one"),
          Map.entry("adya-g2", "of two inserts that exclude each other, one succeeds"),
          Map.entry("dirty-reads", "what is read was committed; final reads agree"),
          Map.entry("lin-kv", "a map whose keys are linearizable compare-and-set registers"),
          Map.entry("lock", "one client holds a lock at a time"),
          Map.entry("fenced-lock", "a lock whose holders get growing tokens"),
          Map.entry("kafka", "messages are sent to logs and polled from them"),
          Map.entry("echo", "every reply carries what was sent"),
          Map.entry("stats", "of each function, some operation succeeds"),
          Map.entry(LOGS, "no log file of a node has a line that matches --log-pattern"),
          Map.entry("unhandled-exceptions", "counts exceptions; never a violation"));

  private static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(WorkloadChecks.names());
    names.add(LOGS);
    return names;
  }

  @Override
  public List<Entry> models() {
    List<Entry> models = new ArrayList<>();
    for (String name : names()) {
      models.add(
          new Entry(name, DESCRIPTIONS.getOrDefault(name, "Jepsen's workload of that name")));
    }
    return models;
  }

  @Override
  public List<Entry> consistencies(String model) {
    return names().contains(model)
        ? List.of(
            new Entry(WorkloadChecks.PREFIX + model, "what Jepsen's checker " + model + " checks"))
        : List.of();
  }

  @Override
  public Optional<Check> check(String consistency, String model, Question question)
      throws UnfitException {
    if (!consistency.startsWith(WorkloadChecks.PREFIX)
        || !names().contains(consistency.substring(WorkloadChecks.PREFIX.length()))) {
      return Optional.empty();
    }
    question.refuseAlgorithm(consistency);
    if (consistency.equals(WorkloadChecks.PREFIX + LOGS)) {
      Pattern pattern =
          question
              .jepsen()
              .pattern()
              .orElseThrow(
                  () -> new UnfitException(LOGS + " needs a regular expression: --log-pattern"));
      return Optional.of(WorkloadChecks.logFilePattern(pattern, question.jepsen().logFiles()));
    }
    WorkloadOptions options = question.jepsen().workload(question.groupSize());
    Optional<Value> initial = question.options().initial();
    if (COUNTERS.contains(consistency) && initial.orElse(null) instanceof Int number) {
      options = options.withInitialCounter(number.value());
    } else {
      question.refuseInitial(consistency);
    }
    Check registers = new LinearizabilityCheck(Register.withCompareAndSet(question.options()));
    return Optional.of(WorkloadChecks.byName(consistency, options.withKeyValueCheck(registers)));
  }

  /** Without lin-kv, which is linearizability by another name. */
  @Override
  public List<Entry> proposals(History history) {
    return WorkloadChecks.proposals(history).stream()
        .filter(p -> !ANY.contains(p.name()) && !p.name().equals("lin-kv"))
        .filter(p -> names().contains(p.name()))
        .map(p -> new Entry(WorkloadChecks.PREFIX + p.name(), p.reason()))
        .toList();
  }

  @Override
  public Optional<String> recognize(History history) {
    return WorkloadChecks.proposals(history).stream()
        .map(Proposal::name)
        .filter(name -> !ANY.contains(name) && names().contains(name))
        .findFirst();
  }
}

package minos.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.causal.RecordedClocks;
import minos.check.Check;
import minos.consistency.ConsistencyChecks;
import minos.consistency.ConsistencyModel;
import minos.convergence.ReplicatedType;
import minos.convergence.ReplicatedTypeCheck;
import minos.linearizability.LinearizabilityCheck;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.spec.Models;
import minos.spec.SequentialSpec;

/**
 * The consistency models of registers that are weaker than linearizability, recorded vector clocks,
 * and replicated data types.
 */
final class LatticePlug implements CheckPlug {
  private static final Set<String> REGISTERS = Set.of("register", "cas-register");

  @Override
  public List<Entry> models() {
    return Arrays.stream(ReplicatedType.values())
        .map(type -> new Entry(type.id(), description(type)))
        .toList();
  }

  private static String description(ReplicatedType type) {
    return switch (type) {
      case G_COUNTER -> "a replicated counter that grows: increment [n], read";
      case PN_COUNTER -> "a replicated counter: increment [n], decrement [n], read";
      case OR_SET -> "a replicated set in which an add wins: add, remove, read";
      case LWW_REGISTER -> "a replicated register in which the last write wins: write, read";
    };
  }

  @Override
  public List<Entry> consistencies(String model) {
    if (ReplicatedType.ofId(model).isPresent()) {
      return List.of(
          new Entry(ConsistencyModel.STRONG_EVENTUAL.id(), "replicas that saw the same agree"));
    }
    List<Entry> entries = new ArrayList<>();
    if (REGISTERS.contains(model)) {
      for (ConsistencyModel consistency : ConsistencyModel.values()) {
        entries.add(new Entry(consistency.id(), consistency.title()));
      }
      entries.add(new Entry(RecordedClocks.NAME, "the store's own vector clocks, as recorded"));
    }
    return entries;
  }

  @Override
  public Optional<Check> check(String consistency, String model, Question question)
      throws UnfitException {
    Optional<ReplicatedType> type = ReplicatedType.ofId(model);
    boolean known =
        consistencies(model).stream()
            .map(Entry::name)
            .anyMatch(name -> consistency.equals(name) || consistency.startsWith(name + ":"));
    if (!known) {
      return Optional.empty();
    }
    question.refuseAlgorithm(consistency);
    if (type.isPresent()) {
      question.refuseInitial(consistency);
      return Optional.of(new ReplicatedTypeCheck(type.get()));
    }
    return Optional.of(parse(checks(model, question), consistency));
  }

  private static Check parse(ConsistencyChecks checks, String consistency) throws UnfitException {
    try {
      return checks.byName(consistency);
    } catch (IllegalArgumentException e) {
      throw new UnfitException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void validate(Question question) throws UnfitException {
    for (String consistency : question.consistencies()) {
      if (ConsistencyModel.ofId(base(consistency)).isPresent()) {
        parse(checks("register", question), consistency);
      }
    }
  }

  @Override
  public Optional<Survey> survey(String model, Question question) throws UnfitException {
    if (!REGISTERS.contains(model)) {
      return Optional.empty();
    }
    question.refuseAlgorithm("all");
    ConsistencyChecks checks = checks(model, question);
    return Optional.of(new LatticeSurvey(checks.all(), checks.byName(RecordedClocks.NAME)));
  }

  private static ConsistencyChecks checks(String model, Question question) {
    SequentialSpec<?> register = Models.byName(model).orElseThrow().create(question.options());
    RegisterOptions options =
        new RegisterOptions(question.options(), question.versionOrder(), question.sessionField());
    return ConsistencyChecks.of(options, new LinearizabilityCheck(register));
  }

  /** Whether it holds whatever orders the versions. */
  @Override
  public boolean implies(String stronger, String weaker) {
    Optional<ConsistencyModel> strong = ConsistencyModel.ofId(base(stronger));
    Optional<ConsistencyModel> weak = ConsistencyModel.ofId(base(weaker));
    return strong.isPresent()
        && weak.isPresent()
        && Arrays.stream(VersionOrder.values())
            .allMatch(order -> strong.get().weaker(order).contains(weak.get()));
  }

  private static String base(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}

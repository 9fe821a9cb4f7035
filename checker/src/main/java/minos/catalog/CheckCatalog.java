package minos.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minos.check.Check;
import minos.clock.ClockError;
import minos.history.History;
import minos.workload.WorkloadChecks;

/**
 * The one place where checks are chosen: from names, those on a command line say, and from what a
 * history looks like where they leave it open. Each library of checks plugs in as one {@link
 * CheckPlug}. Immutable.
 */
public final class CheckCatalog {
  /** All checks that there are. */
  public static final CheckCatalog ALL =
      new CheckCatalog(
          List.of(
              new LinearizabilityPlug(),
              new LatticePlug(),
              new TransactionPlug(),
              new JepsenPlug(),
              new StorePlug()));

  private final List<CheckPlug> plugs;

  /** A catalog of these plugs; where two can do the same, the first does. */
  public CheckCatalog(List<CheckPlug> plugs) {
    this.plugs = List.copyOf(plugs);
  }

  /** This catalog and one more plug, which is asked last. */
  public CheckCatalog with(CheckPlug plug) {
    List<CheckPlug> more = new ArrayList<>(plugs);
    more.add(plug);
    return new CheckCatalog(more);
  }

  /** The models that some check knows, by name. */
  public List<Entry> models() {
    Map<String, Entry> models = new LinkedHashMap<>();
    plugs.forEach(plug -> plug.models().forEach(m -> models.putIfAbsent(m.name(), m)));
    return models.values().stream().sorted(Comparator.comparing(Entry::name)).toList();
  }

  /** What can be checked of histories of a model, the usual one first. */
  public List<Entry> consistencies(String model) {
    Map<String, Entry> found = new LinkedHashMap<>();
    plugs.forEach(plug -> plug.consistencies(model).forEach(c -> found.putIfAbsent(c.name(), c)));
    return List.copyOf(found.values());
  }

  /** All that can be checked of histories of some model. */
  public List<Entry> consistencies() {
    Map<String, Entry> found = new LinkedHashMap<>();
    models()
        .forEach(model -> consistencies(model.name()).forEach(c -> found.putIfAbsent(c.name(), c)));
    return found.values().stream().sorted(Comparator.comparing(Entry::name)).toList();
  }

  /** Whether one consistency model allows only what another one allows. */
  public boolean implies(String stronger, String weaker) {
    return plugs.stream().anyMatch(plug -> plug.implies(stronger, weaker));
  }

  /**
   * Looks at what can be seen to be wrong before a history is read.
   *
   * @throws UnfitException if no history could be asked this
   */
  public void validate(Question question) throws UnfitException {
    for (CheckPlug plug : plugs) {
      plug.validate(question);
    }
  }

  /**
   * The checks that answer a question for a history.
   *
   * @throws UnfitException if there are none
   */
  public Choice choose(Question question, History history) throws UnfitException {
    return choose(question, history, false);
  }

  /**
   * The checks that answer a question for a history.
   *
   * @param wholeTest whether the history is a whole test's, of which a person wants to know
   *     everything that fits if nothing is named
   * @throws UnfitException if there are none
   */
  public Choice choose(Question asked, History history, boolean wholeTest) throws UnfitException {
    return choose(asked, history, wholeTest, Composed.NONE);
  }

  /**
   * The same, where it is known what else was asked of the history before.
   *
   * @param composed what the test itself checked: if that tells the workload, it says what the
   *     store promised, and the looks of the operations don't matter; checks that there are not are
   *     passed over
   * @throws UnfitException if there are none
   */
  public Choice choose(Question asked, History history, boolean wholeTest, Composed composed)
      throws UnfitException {
    List<String> assumptions = new ArrayList<>();
    Optional<Check> promised = Kept.check(asked, history, assumptions);
    Optional<ClockError> clocks = Kept.clocks(asked, history, assumptions);
    if (promised.isPresent()) {
      Check check = Kept.under(clocks, promised.get());
      return new Choice(check.model(), List.of(), List.of(check), assumptions);
    }
    Question question = asked;
    boolean byTest = false;
    String model = asked.model().or(() -> named(asked)).orElse("");
    if (model.isEmpty()) {
      Recorded recorded = Recorded.of(history);
      if (recorded.model().filter(this::knows).isPresent()) {
        model = recorded.model().get();
        assumptions.add("the model is " + model + ", as the recording says (--model)");
        if (question.consistencies().isEmpty() && knowsAll(recorded.consistencies(), model)) {
          question = question.about(recorded.consistencies());
        }
      } else if (told(composed, question)) {
        model = composed.model().orElseThrow();
        byTest = true;
        assumptions.add("the model is " + model + ", as the test checked itself (--model)");
      } else {
        model = detect(history, assumptions);
      }
    }
    List<Entry> possible = consistencies(model);
    if (possible.isEmpty()) {
      throw new UnfitException("there is no model " + model + "; expected one of " + names());
    }
    List<String> wanted = question.consistencies();
    if (byTest) {
      wanted = withProposals("jepsen:" + model, history, composed, assumptions);
    } else if (wanted.isEmpty()) {
      wanted = List.of(possible.get(0).name());
      assumptions.add(
          wanted.get(0) + " was checked, the default for the model " + model + " (--consistency)");
      if (wholeTest) {
        wanted = withProposals(wanted.get(0), history, composed, assumptions);
      }
    }
    List<Survey> surveys = List.of();
    if (wanted.contains("all")) {
      // A survey judges the history as it is, so with clocks in doubt each check is made by itself.
      surveys = clocks.isPresent() ? List.of() : surveys(model, question);
      Set<String> surveyed =
          surveys.stream().flatMap(s -> s.consistencies().stream()).collect(Collectors.toSet());
      wanted = possible.stream().map(Entry::name).filter(name -> !surveyed.contains(name)).toList();
    }
    List<Check> checks = new ArrayList<>();
    for (String consistency : withLogs(wanted, question, assumptions)) {
      checks.add(Kept.under(clocks, check(consistency, model, question)));
    }
    return new Choice(model, surveys, checks, assumptions);
  }

  /** Whether what the test checked says what to check. */
  private boolean told(Composed composed, Question question) {
    return question.consistencies().isEmpty() && composed.model().filter(this::knows).isPresent();
  }

  private boolean knows(String model) {
    return !consistencies(model).isEmpty();
  }

  private boolean knowsAll(List<String> consistencies, String model) {
    List<String> known = consistencies(model).stream().map(Entry::name).toList();
    return known.containsAll(consistencies);
  }

  /**
   * The model that a check of Jepsen's is named for, if nothing but such checks is asked for: the
   * first that fits not just any history.
   */
  private Optional<String> named(Question question) {
    List<String> wanted = question.consistencies();
    Set<String> models = models().stream().map(Entry::name).collect(Collectors.toSet());
    boolean all =
        wanted.stream().allMatch(name -> models.contains(name.replaceFirst("^jepsen:", "")));
    return wanted.stream()
        .filter(name -> all && name.startsWith("jepsen:"))
        .map(name -> name.substring("jepsen:".length()))
        .min(Comparator.comparing(JepsenPlug.ANY::contains));
  }

  private List<String> withProposals(
      String first, History history, Composed composed, List<String> assumptions) {
    List<Entry> proposals = new ArrayList<>();
    if (composed.model().isEmpty()) {
      plugs.forEach(plug -> proposals.addAll(plug.proposals(history)));
    }
    Set<String> known = consistencies().stream().map(Entry::name).collect(Collectors.toSet());
    composed.checks().stream()
        .filter(entry -> known.contains(entry.name()))
        .forEach(proposals::add);
    List<String> wanted = new ArrayList<>(List.of(first));
    for (Entry proposal : proposals) {
      if (!wanted.contains(proposal.name())) {
        wanted.add(proposal.name());
        assumptions.add(
            proposal.name() + " was checked too, because " + proposal.description() + " (--check)");
      }
    }
    return wanted;
  }

  /** Who says what to search logs for wants them searched, whatever else is checked. */
  private static List<String> withLogs(
      List<String> wanted, Question question, List<String> assumptions) {
    String logs = WorkloadChecks.PREFIX + JepsenPlug.LOGS;
    if (question.jepsen().pattern().isEmpty() || wanted.contains(logs)) {
      return wanted;
    }
    List<String> all = new ArrayList<>(wanted);
    all.add(logs);
    assumptions.add(logs + " was checked too, because a pattern was given (--log-pattern)");
    return all;
  }

  private List<Survey> surveys(String model, Question question) throws UnfitException {
    List<Survey> surveys = new ArrayList<>();
    for (CheckPlug plug : plugs) {
      plug.survey(model, question).ifPresent(surveys::add);
    }
    return surveys;
  }

  private Check check(String consistency, String model, Question question) throws UnfitException {
    for (CheckPlug plug : plugs) {
      Optional<Check> check = plug.check(consistency, model, question);
      if (check.isPresent()) {
        return check.get();
      }
    }
    List<String> possible = consistencies(model).stream().map(Entry::name).toList();
    throw new UnfitException(
        "there is no check of "
            + consistency
            + " for histories of the model "
            + model
            + "; expected one of "
            + String.join(", ", possible));
  }

  private String detect(History history, List<String> assumptions) throws UnfitException {
    Shapes shapes = Shapes.of(history);
    List<String> candidates = new ArrayList<>(ModelDetection.candidates(shapes));
    plugs.forEach(plug -> plug.recognize(history).ifPresent(candidates::add));
    if (shapes.only("txn")) {
      // What it does not know of their actions is told by the operation.
      candidates.add("rw-register");
    }
    for (String candidate : candidates) {
      if (!consistencies(candidate).isEmpty()) {
        assumptions.add(
            "the model is "
                + candidate
                + ", because the operations are "
                + shapes.words()
                + " (--model)");
        return candidate;
      }
    }
    if (history.size() == 0) {
      throw new UnfitException(
          "the history has no operations; see whether the recorder wrote to this file, or name its"
              + " model with --model to have it judged as it is");
    }
    throw new UnfitException(
        "no model fits by the looks of the operations, which are "
            + shapes.words()
            + "; choose one with --model: "
            + names());
  }

  private String names() {
    return String.join(", ", models().stream().map(Entry::name).toList());
  }
}

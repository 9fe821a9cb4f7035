package minos.catalog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import minos.register.VersionOrder;
import minos.spec.ModelOptions;

/**
 * What a person wants to know of a history.
 *
 * @param model the name of a model; empty to look at the history
 * @param consistencies names of what to check; empty for the model's usual one
 * @param options what models leave open
 * @param algorithm the name of an algorithm; empty for the best
 * @param groupSize how many keys make a group, for checks of groups
 * @param versionOrder where the order of versions comes from, for checks of sessions
 * @param sessionField the field that names a session; empty for a session a process
 * @param promised what the store promised, and how far clocks are to be trusted
 * @param jepsen what Jepsen's checkers leave to their user
 */
public record Question(
    Optional<String> model,
    List<String> consistencies,
    ModelOptions options,
    Optional<String> algorithm,
    OptionalInt groupSize,
    Optional<VersionOrder> versionOrder,
    Optional<String> sessionField,
    Promised promised,
    JepsenChoices jepsen) {
  /** Everything left open. */
  public static final Question OPEN =
      new Question(
          Optional.empty(),
          List.of(),
          ModelOptions.DEFAULTS,
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Promised.NOTHING,
          JepsenChoices.DEFAULTS);

  /** Copies the list. */
  public Question {
    consistencies = List.copyOf(consistencies);
  }

  /** The same of other consistency models. */
  Question about(List<String> others) {
    return new Question(
        model, others, options, algorithm, groupSize, versionOrder, sessionField, promised, jepsen);
  }

  /** The same of a store that promised this. */
  public Question under(Promised promise) {
    return new Question(
        model,
        consistencies,
        options,
        algorithm,
        groupSize,
        versionOrder,
        sessionField,
        promise,
        jepsen);
  }

  /** The same with other choices of Jepsen's. */
  public Question with(JepsenChoices choices) {
    return new Question(
        model,
        consistencies,
        options,
        algorithm,
        groupSize,
        versionOrder,
        sessionField,
        promised,
        choices);
  }

  /** One check of one model with other choices. */
  public Question with(String onlyModel, String onlyConsistency, ModelOptions choices) {
    return new Question(
        Optional.of(onlyModel),
        List.of(onlyConsistency),
        choices,
        algorithm,
        groupSize,
        versionOrder,
        sessionField,
        promised,
        jepsen);
  }

  /**
   * Says that a check has no algorithms to choose from.
   *
   * @throws UnfitException if one was asked for
   */
  void refuseAlgorithm(String check) throws UnfitException {
    if (algorithm.isPresent()) {
      throw new UnfitException(
          "--algorithm " + algorithm.get() + " means nothing to " + check + "; leave it out");
    }
  }

  /**
   * Says that a check has no initial value to choose.
   *
   * @throws UnfitException if one was given
   */
  void refuseInitial(String check) throws UnfitException {
    if (options.initial().isPresent()) {
      throw new UnfitException(
          "--initial " + options.initial().get() + " means nothing to " + check + "; leave it out");
    }
  }
}

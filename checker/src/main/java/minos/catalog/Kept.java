package minos.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.check.Check;
import minos.clock.ClockError;
import minos.clock.ClockErrorCheck;
import minos.contract.Contract;
import minos.contract.ContractCheck;
import minos.contract.Contracts;
import minos.history.History;
import minos.value.Value;

/**
 * Chooses contracts and the error of clocks: the user's, else what the recording says of itself.
 */
final class Kept {
  private Kept() {}

  /** The check of the contract, if one is to be judged by. */
  static Optional<Check> check(Question question, History history, List<String> assumptions)
      throws UnfitException {
    Optional<Contract> contract = question.promised().contract();
    boolean open = question.consistencies().isEmpty() && question.model().isEmpty();
    // A recording that names consistency models asks for these.
    if (contract.isEmpty() && open && Recorded.of(history).consistencies().isEmpty()) {
      contract = stated(history);
      contract.ifPresent(
          c ->
              assumptions.add(
                  "the recording says that its store promises "
                      + c.id()
                      + " (--contract, --consistency)"));
    }
    if (contract.isEmpty()) {
      return Optional.empty();
    }
    question.refuseAlgorithm("the contract " + contract.get().id());
    return Optional.of(new ContractCheck(contract.get(), StorePlug.options(question)));
  }

  private static Optional<Contract> stated(History history) {
    Value name = history.origin().header().get("contract");
    try {
      return name == null ? Optional.empty() : Contracts.byName(name.letters());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** By how much times may be wrong, if anybody says so. */
  static Optional<ClockError> clocks(Question question, History history, List<String> assumptions) {
    if (question.promised().clockError().isPresent()) {
      return question.promised().clockError();
    }
    Optional<ClockError> stated = ClockError.stated(history);
    if (stated.isEmpty() && ClockError.statedByOperations(history)) {
      stated = Optional.of(new ClockError(Duration.ZERO));
    }
    stated.ifPresent(
        error -> assumptions.add("the recording states the error of its clocks (--clock-error)"));
    return stated;
  }

  /** A check under the error of clocks, if there is one. */
  static Check under(Optional<ClockError> clocks, Check check) {
    return clocks.<Check>map(error -> new ClockErrorCheck(check, error)).orElse(check);
  }
}

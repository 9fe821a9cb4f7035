package minos.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import minos.check.Check;
import minos.history.History;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionChecks;
import minos.transactions.TransactionModel;

/** The isolation levels of transactions; serializable is the usual question. */
final class TransactionPlug implements CheckPlug {
  @Override
  public List<Entry> models() {
    return Arrays.stream(TransactionModel.values())
        .map(model -> new Entry(model.id(), description(model)))
        .toList();
  }

  private static String description(TransactionModel model) {
    return switch (model) {
      case LIST_APPEND ->
          "transactions that append to lists and read them: [:append k v], [:r k [v]]";
      case RW_REGISTER -> "transactions that write and read registers: [:w k v], [:r k v]";
    };
  }

  @Override
  public List<Entry> consistencies(String model) {
    if (TransactionModel.of(model).isEmpty()) {
      return List.of();
    }
    List<IsolationLevel> levels = new ArrayList<>(Arrays.asList(IsolationLevel.values()));
    Collections.reverse(levels);
    levels.remove(IsolationLevel.SERIALIZABLE);
    levels.add(0, IsolationLevel.SERIALIZABLE);
    return levels.stream().map(level -> new Entry(level.id(), level.source())).toList();
  }

  @Override
  public Optional<Check> check(String consistency, String model, Question question)
      throws UnfitException {
    Optional<Check> check = TransactionChecks.byName(consistency, model).map(Check.class::cast);
    if (check.isPresent()) {
      question.refuseAlgorithm(consistency);
      question.refuseInitial(consistency);
    }
    return check;
  }

  /** Jepsen's tests of transactions ask for strict serializability unless they say otherwise. */
  @Override
  public List<Entry> proposals(History history) {
    return TransactionChecks.detectModel(history)
        .map(
            model ->
                List.of(
                    new Entry(
                        IsolationLevel.STRICT_SERIALIZABLE.id(),
                        "it is what Jepsen asks of transactions by default")))
        .orElse(List.of());
  }

  @Override
  public boolean implies(String stronger, String weaker) {
    return IsolationLevel.of(stronger)
        .flatMap(strong -> IsolationLevel.of(weaker).map(strong::implies))
        .orElse(false);
  }
}

package minos.transactions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minos.history.History;

/** Makes checks of transactions by name. */
public final class TransactionChecks {
  private TransactionChecks() {}

  /**
   * The check of a level against a model.
   *
   * @param consistency the {@linkplain IsolationLevel#id id} of a level
   * @param model the {@linkplain TransactionModel#id id} of a model
   * @return empty if there is no such level or no such model
   */
  public static Optional<TransactionCheck> byName(String consistency, String model) {
    return IsolationLevel.of(consistency)
        .flatMap(level -> TransactionModel.of(model).map(of -> new TransactionCheck(level, of)));
  }

  /** The check of a level. */
  public static TransactionCheck of(IsolationLevel level, TransactionModel model) {
    return new TransactionCheck(level, model);
  }

  /** The ids of all levels, from the weakest on. */
  public static List<String> consistencies() {
    return Arrays.stream(IsolationLevel.values()).map(IsolationLevel::id).toList();
  }

  /**
   * The id of the model that a history looks like; empty if its operations are not transactions.
   */
  public static Optional<String> detectModel(History history) {
    return TransactionModel.detect(history).map(TransactionModel::id);
  }
}

package minos.transactions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minos.history.History;

/**
 * Makes checks of transactions by name.
 *
 * <pre>{@code
 * Check check = TransactionChecks.byName("snapshot-isolation", "list-append").orElseThrow();
 * Value append = Value.seq(Value.seq(new Keyword("append"), Value.of("x"), Value.of(1)));
 * Value read = Value.seq(Value.seq(new Keyword("r"), Value.of("x"), Value.seq(Value.of(1))));
 * HistoryBuilder builder = new HistoryBuilder();
 * builder.accept(Event.of(EventType.INVOKE, Value.of(0), "txn", append));
 * builder.accept(Event.of(EventType.OK, Value.of(0), "txn", append));
 * builder.accept(Event.of(EventType.INVOKE, Value.of(1), "txn", read));
 * builder.accept(Event.of(EventType.OK, Value.of(1), "txn", read));
 * CheckResult result = check.check(builder.build(), Budget.unlimited());
 * assert result.verdict().judgement() == Judgement.CONSISTENT;
 * }</pre>
 */
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

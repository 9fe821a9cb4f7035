package minos.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Seq;
import minos.value.Value;
import minos.workload.NodeLog;
import minos.workload.WorkloadOptions;

/**
 * What Jepsen's checkers leave to their user.
 *
 * @param options choices by Jepsen's names, without the question marks
 * @param pattern what no line of a log may match
 * @param logs the names of log files
 * @param directory the whole test's directory, if a whole test is judged
 */
public record JepsenChoices(
    Map<String, Value> options,
    Optional<Pattern> pattern,
    List<String> logs,
    Optional<Path> directory) {
  /** Jepsen's own. */
  public static final JepsenChoices DEFAULTS =
      new JepsenChoices(Map.of(), Optional.empty(), List.of(), Optional.empty());

  private static final String NAMES =
      "linearizable, exactly-once, negative-balances, total-amount, accounts, lock-holds";

  /** Copies the collections. */
  public JepsenChoices {
    options = Map.copyOf(options);
    logs = List.copyOf(logs);
  }

  /** The same for a whole test. */
  public JepsenChoices in(Path test) {
    return new JepsenChoices(options, pattern, logs, Optional.of(test));
  }

  /**
   * As workloads take them.
   *
   * @throws UnfitException if one of them has no such name, or not such a value
   */
  WorkloadOptions workload(OptionalInt groupSize) throws UnfitException {
    WorkloadOptions chosen = WorkloadOptions.DEFAULTS;
    if (groupSize.isPresent()) {
      chosen = chosen.withGroupSize(groupSize.getAsInt());
    }
    for (Map.Entry<String, Value> option : options.entrySet()) {
      chosen = with(chosen, option.getKey(), option.getValue());
    }
    return chosen;
  }

  private static WorkloadOptions with(WorkloadOptions options, String name, Value value)
      throws UnfitException {
    boolean yes = value.equals(Bool.TRUE);
    if (name.equals("linearizable") && value instanceof Bool) {
      return options.withLinearizable(yes);
    } else if (name.equals("exactly-once") && value instanceof Bool) {
      return options.withExactlyOnce(yes);
    } else if (name.equals("negative-balances") && value instanceof Bool) {
      return options.withNegativeBalances(yes);
    } else if (name.equals("total-amount") && value instanceof Int total) {
      return options.withBankTotal(total.value());
    } else if (name.equals("accounts") && value instanceof Seq accounts) {
      return options.withBankAccounts(accounts.items());
    } else if (name.equals("lock-holds") && value instanceof Int holds && holds.value() > 0) {
      return options.withLockHolds((int) Math.min(Integer.MAX_VALUE, holds.value()));
    }
    throw new UnfitException(
        "--jepsen-option "
            + name
            + "="
            + value
            + " is none; expected one of "
            + NAMES
            + ": the first three true or false, then a number, [0 1 2], a number");
  }

  /**
   * The log files to search, as {@link NodeLogs} finds them.
   *
   * @throws UnfitException if a file that is named is nowhere
   */
  List<NodeLog> logFiles() throws UnfitException {
    return NodeLogs.find(logs, directory);
  }
}

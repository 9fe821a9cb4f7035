package minos.workload;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import minos.history.History;
import minos.history.Moment;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * {@code bank}: money moves between accounts, so every read of all balances sums up to the same.
 *
 * <p><b>Idea.</b> Each successful read is looked at alone: are its accounts the bank's, does each
 * have a balance, do they sum up to the total, is none overdrawn? As in Jepsen a read has one
 * error, the first of these.
 *
 * <p>If all reads are right, {@link BankOrder} looks whether one order of the transfers explains
 * all of them.
 *
 * <p><b>Soundness.</b> Exact for what it asks of single reads, given the total and the accounts.
 * These come from the options, else from the test map, else from the first successful read; then
 * the report says so. Transfers that failed because money was short are not questioned.
 *
 * <p><b>Cost.</b> Linear in the sizes of the reads.
 *
 * <p><b>Beside Jepsen.</b> A read whose total is right but that lacks an account is an error here
 * ({@code :missing-key}). Balances may also be a list, by account number. Jepsen does not compare
 * reads with each other.
 */
final class Bank implements Workload {
  @Override
  public String name() {
    return "bank";
  }

  @Override
  public String algorithm() {
    return "balances of each read";
  }

  /** As {@link BankExcuses} says. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    BankExcuses.tell(slice, reads(slice), options, excuses);
  }

  /** As {@link NarrowAccounts} says. */
  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(new NarrowAccounts(options));
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    int[] reads = reads(slice);
    BankBook book = BankBook.of(history, reads, options, report);
    if (book == null) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "no read of the bank returned its balances");
      return;
    }
    BankErrors errors = new BankErrors(history, book, report);
    for (int read : reads) {
      progress.step();
      Dict balances = balances(Shapes.value(history, read));
      if (balances == null) {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "a read of a bank returns a map of balances, but one returned "
                + Shapes.value(history, read));
      } else {
        errors.check(read, balances);
      }
    }
    errors.report(reads.length);
    if (!report.violated() && report.doubt().isEmpty()) {
      new BankOrder(slice, book, progress, report).judge(reads);
    }
  }

  /** The successful reads in the order of their ends, which is the order of Jepsen's results. */
  static int[] reads(Slice slice) {
    History history = slice.history();
    return Arrays.stream(slice.operations())
        .filter(o -> isRead(history, o) && history.outcome(o) == Outcome.OK)
        .mapToLong(o -> Moment.end(history, o))
        .sorted()
        .mapToInt(Moment::operation)
        .toArray();
  }

  static boolean isRead(History history, int operation) {
    return history.function(operation) == history.functionNumber("read");
  }

  /** The balances by account; null if the value is neither a map nor a list. */
  static @Nullable Dict balances(Value value) {
    if (value instanceof Dict dict) {
      return dict;
    }
    if (!(value instanceof Seq seq)) {
      return null;
    }
    Map<Value, Value> byNumber = new LinkedHashMap<>();
    for (int i = 0; i < seq.size(); i++) {
      byNumber.put(new Int(i), seq.get(i));
    }
    return new Dict(byNumber);
  }

  /** An account by one name: JSON writes the number 7 as the key "7". */
  static Value account(Value name) {
    if (name instanceof Text text && text.value().matches("-?[0-9]{1,18}")) {
      return new Int(Long.parseLong(text.value()));
    }
    return name;
  }
}

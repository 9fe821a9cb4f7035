package minos.workload;

import java.util.BitSet;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of a bank's history.
 *
 * <p>A read that is wrong is so by itself, given the total and the accounts; where nothing declares
 * these, all reads need the one that does. Reads that are right need an order of the transfers if
 * they differ, so if any operation goes that may have changed a balance, of all reads that are
 * right only those of one snapshot stay. Any other read may go: who orders many snapshots orders
 * fewer. But the first read, if it ended before any update began, is taken for the first snapshot;
 * without it, another that did would be, so these go with it.
 */
final class BankExcuses {
  private final History history;
  private final int[] reads;
  private final BitSet updates = new BitSet();
  private final @Nullable Dict[] right;

  private BankExcuses(Slice slice, int[] reads) {
    this.history = slice.history();
    this.reads = reads;
    this.right = new Dict[reads.length];
  }

  static void tell(Slice slice, int[] reads, WorkloadOptions options, Excuses excuses) {
    Report report = new Report(slice);
    BankBook book = BankBook.of(slice.history(), reads, options, report);
    if (book == null) {
      return;
    }
    int first = BankBook.declaring(slice.history(), reads, options);
    for (int read : reads) {
      if (first >= 0 && read != first) {
        excuses.all(read, first);
      }
    }
    BankExcuses bank = new BankExcuses(slice, reads);
    BankErrors errors = new BankErrors(slice.history(), book, report);
    for (int i = 0; i < reads.length; i++) {
      Dict balances = Bank.balances(Shapes.value(slice.history(), reads[i]));
      bank.right[i] = balances != null && errors.right(reads[i], balances) ? balances : null;
    }
    int read = slice.history().functionNumber("read");
    for (int op : slice.operations()) {
      bank.updates.set(
          op, slice.history().function(op) != read && slice.history().outcome(op) != Outcome.FAIL);
    }
    int began =
        bank.updates.stream().map(op -> slice.history().invoked(op)).min().orElse(History.NEVER);
    for (int i = 1; i < reads.length && slice.history().completed(reads[i]) < began; i++) {
      excuses.all(reads[i], reads[0]);
    }
    excuses.rule(bank::unordered);
  }

  /** The reads that are right but differ, if there is not every transfer any more. */
  private BitSet unordered(BitSet kept, BitSet left) {
    BitSet went = (BitSet) kept.clone();
    went.andNot(left);
    BitSet more = new BitSet();
    Dict seen = null;
    for (int i = 0; went.intersects(updates) && i < reads.length; i++) {
      Dict own = right[i];
      if (own == null || !left.get(reads[i])) {
        continue;
      }
      seen = seen == null ? own : seen;
      if (!own.equals(seen)) {
        more.set(reads[i]);
      }
    }
    return more;
  }

  @Override
  public String toString() {
    return "BankExcuses[" + reads.length + " reads of " + history.size() + "]";
  }
}

package minos.workload;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import minos.history.History;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a bank's reads are compared with.
 *
 * @param accounts the names of all accounts
 * @param total what the balances sum up to
 * @param negative whether a balance may be negative
 */
record BankBook(Set<Value> accounts, long total, boolean negative) {

  /** From the options, the test map or the first read; null if none of them says. */
  static @Nullable BankBook of(
      History history, int[] reads, WorkloadOptions options, Report report) {
    Dict header = history.origin().header();
    int read = firstComplete(history, reads);
    Dict first = read < 0 ? null : Bank.balances(Shapes.value(history, read));
    OptionalLong total = options.bankTotal();
    if (total.isEmpty()) {
      total = declared(header.get("total-amount"));
    }
    if (total.isEmpty() && first != null) {
      total = OptionalLong.of(sum(first));
      report.assume(
          "the balances sum up to "
              + total.getAsLong()
              + ", as in the first successful read; nothing declares the total");
    }
    Set<Value> accounts = names(options.bankAccounts());
    if (accounts.isEmpty() && header.get("accounts") != null) {
      Collection<Value> declared = Shapes.collection(header.get("accounts"));
      accounts = names(declared == null ? List.of() : declared);
    }
    if (accounts.isEmpty() && first != null) {
      accounts = names(first.entries().keySet());
      report.assume(
          "the bank has the "
              + accounts.size()
              + " accounts of the first successful read; nothing declares them");
    }
    if (total.isEmpty() || accounts.isEmpty()) {
      return null;
    }
    report.assume(
        options.negativeBalances() ? "balances may be negative" : "balances must not be negative");
    return new BankBook(accounts, total.getAsLong(), options.negativeBalances());
  }

  private static OptionalLong declared(@Nullable Value value) {
    return value == null ? OptionalLong.empty() : Shapes.integer(value);
  }

  /** The read that says what nothing else does; -1 if all is declared. */
  static int declaring(History history, int[] reads, WorkloadOptions options) {
    Dict header = history.origin().header();
    boolean total =
        options.bankTotal().isPresent() || declared(header.get("total-amount")).isPresent();
    boolean accounts = !options.bankAccounts().isEmpty() || header.get("accounts") != null;
    return total && accounts ? -1 : firstComplete(history, reads);
  }

  private static int firstComplete(History history, int[] reads) {
    for (int read : reads) {
      Dict balances = Bank.balances(Shapes.value(history, read));
      if (balances != null
          && !balances.entries().isEmpty()
          && balances.entries().values().stream().allMatch(Int.class::isInstance)) {
        return read;
      }
    }
    return -1;
  }

  private static Set<Value> names(Collection<Value> accounts) {
    Set<Value> names = new LinkedHashSet<>();
    accounts.forEach(account -> names.add(Bank.account(account)));
    return names;
  }

  /** The sum of the balances that are integers. */
  static long sum(Dict balances) {
    long sum = 0;
    for (Value balance : balances.entries().values()) {
      sum = Math.addExact(sum, Shapes.integer(balance).orElse(0));
    }
    return sum;
  }
}

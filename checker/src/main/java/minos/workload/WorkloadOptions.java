package minos.workload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import minos.check.Check;
import minos.value.Value;

/**
 * The choices that workloads leave to their user. Immutable; start from {@link #DEFAULTS}.
 *
 * @param bankTotal what the balances of a bank sum up to; empty: what the test map says, else the
 *     first successful read
 * @param bankAccounts the accounts of a bank; empty: what the test map says, else those of the
 *     first successful read
 * @param negativeBalances whether a balance may be negative
 * @param groupSize how many keys a read of a long-fork history reads; empty: as many as its reads
 *     do
 * @param initialCounter a counter's value before any operation
 * @param linearizable whether reads must be current: {@code set-full} then rejects stale elements,
 *     {@code monotonic} values that are out of order between processes
 * @param exactlyOnce whether a message of {@code total-queue} must not be delivered twice
 * @param lockHolds how often one owner may hold a lock at once; 1 unless it is reentrant
 * @param keyValueCheck what decides {@code lin-kv}: the linearizability of a compare-and-set
 *     register for each key
 */
public record WorkloadOptions(
    OptionalLong bankTotal,
    List<Value> bankAccounts,
    boolean negativeBalances,
    OptionalInt groupSize,
    long initialCounter,
    boolean linearizable,
    boolean exactlyOnce,
    int lockHolds,
    Optional<Check> keyValueCheck) {
  /** Jepsen's own defaults. */
  public static final WorkloadOptions DEFAULTS =
      new WorkloadOptions(
          OptionalLong.empty(),
          List.of(),
          false,
          OptionalInt.empty(),
          0,
          false,
          false,
          1,
          Optional.empty());

  /** Checks the numbers and copies the list. */
  public WorkloadOptions {
    bankAccounts = List.copyOf(bankAccounts);
    if (groupSize.isPresent() && groupSize.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "a group has at least one key, not " + groupSize.getAsInt());
    }
    if (lockHolds < 1) {
      throw new IllegalArgumentException(
          "an owner can hold a lock at least once, not " + lockHolds + " times");
    }
  }

  /** The same with the given total of a bank. */
  public WorkloadOptions withBankTotal(long total) {
    return new WorkloadOptions(
        OptionalLong.of(total),
        bankAccounts,
        negativeBalances,
        groupSize,
        initialCounter,
        linearizable,
        exactlyOnce,
        lockHolds,
        keyValueCheck);
  }

  /** The same with the given accounts of a bank. */
  public WorkloadOptions withBankAccounts(List<Value> accounts) {
    return new WorkloadOptions(
        bankTotal,
        accounts,
        negativeBalances,
        groupSize,
        initialCounter,
        linearizable,
        exactlyOnce,
        lockHolds,
        keyValueCheck);
  }

  /** The same with negative balances allowed or not. */
  public WorkloadOptions withNegativeBalances(boolean allowed) {
    return new WorkloadOptions(
        bankTotal,
        bankAccounts,
        allowed,
        groupSize,
        initialCounter,
        linearizable,
        exactlyOnce,
        lockHolds,
        keyValueCheck);
  }

  /** The same with the given size of a long fork's groups. */
  public WorkloadOptions withGroupSize(int size) {
    return new WorkloadOptions(
        bankTotal,
        bankAccounts,
        negativeBalances,
        OptionalInt.of(size),
        initialCounter,
        linearizable,
        exactlyOnce,
        lockHolds,
        keyValueCheck);
  }

  /** The same with the given value of a counter before any operation. */
  public WorkloadOptions withInitialCounter(long value) {
    return new WorkloadOptions(
        bankTotal,
        bankAccounts,
        negativeBalances,
        groupSize,
        value,
        linearizable,
        exactlyOnce,
        lockHolds,
        keyValueCheck);
  }

  /** The same with current reads demanded or not. */
  public WorkloadOptions withLinearizable(boolean demanded) {
    return new WorkloadOptions(
        bankTotal,
        bankAccounts,
        negativeBalances,
        groupSize,
        initialCounter,
        demanded,
        exactlyOnce,
        lockHolds,
        keyValueCheck);
  }

  /** The same with delivery at most once demanded or not. */
  public WorkloadOptions withExactlyOnce(boolean demanded) {
    return new WorkloadOptions(
        bankTotal,
        bankAccounts,
        negativeBalances,
        groupSize,
        initialCounter,
        linearizable,
        demanded,
        lockHolds,
        keyValueCheck);
  }

  /** The same with a lock that its owner may hold so often at once. */
  public WorkloadOptions withLockHolds(int holds) {
    return new WorkloadOptions(
        bankTotal,
        bankAccounts,
        negativeBalances,
        groupSize,
        initialCounter,
        linearizable,
        exactlyOnce,
        holds,
        keyValueCheck);
  }

  /** The same with what decides {@code lin-kv}. */
  public WorkloadOptions withKeyValueCheck(Check check) {
    return new WorkloadOptions(
        bankTotal,
        bankAccounts,
        negativeBalances,
        groupSize,
        initialCounter,
        linearizable,
        exactlyOnce,
        lockHolds,
        Optional.of(check));
  }
}

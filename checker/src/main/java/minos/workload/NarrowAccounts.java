package minos.workload;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of a bank; those that are not wanted are put together with the last one that is. The
 * others keep their names, with nothing on them.
 *
 * <p>Sound: with every balance counted on the account where it is put, a read sums up to the same
 * total, is overdrawn nowhere if it was nowhere, and has the same accounts. An order that explains
 * all snapshots explains them put together, each transfer from and to where its accounts are put.
 * One between two accounts that are put together changes nothing, and goes; but for the first of
 * all if a read would then have ended before any transfer began, because the first such read is
 * taken for the first snapshot.
 *
 * <p>Reads that are wrong by themselves are left as they are.
 *
 * @param options what declares the accounts
 */
record NarrowAccounts(WorkloadOptions options) implements Narrowing {
  @Override
  public WorkloadRemoval.Way way() {
    return WorkloadRemoval.Way.PUT_TOGETHER;
  }

  /** Where money is, or comes from, or goes. */
  @Override
  public Set<Value> elements(History history, int operation) {
    Set<Value> elements = new LinkedHashSet<>();
    Value value = Shapes.value(history, operation);
    if (Bank.isRead(history, operation)) {
      Dict balances = Bank.balances(value);
      if (balances != null) {
        balances
            .entries()
            .forEach(
                (name, balance) -> {
                  if (!balance.equals(new Int(0))) {
                    elements.add(Bank.account(name));
                  }
                });
      }
    } else if (history.outcome(operation) != Outcome.FAIL) {
      Dict transfer = transfer(value);
      if (transfer != null) {
        elements.add(Bank.account(transfer.entries().getOrDefault(FROM, value)));
        elements.add(Bank.account(transfer.entries().getOrDefault(TO, value)));
      }
    }
    return elements;
  }

  private static final Value FROM = new Keyword("from");
  private static final Value TO = new Keyword("to");

  /**
   * Of snapshots that contradict each other, each account that differs, with one that is the rest.
   */
  @Override
  public List<Set<Value>> guesses(History history, BitSet shown) {
    Map<Value, Set<Value>> seen = new LinkedHashMap<>();
    shown.stream()
        .filter(op -> Bank.isRead(history, op))
        .mapToObj(op -> Bank.balances(Shapes.value(history, op)))
        .filter(Objects::nonNull)
        .forEach(
            balances ->
                balances
                    .entries()
                    .forEach(
                        (name, balance) ->
                            seen.computeIfAbsent(Bank.account(name), n -> new LinkedHashSet<>())
                                .add(balance)));
    List<Value> differ =
        seen.keySet().stream()
            .filter(name -> seen.getOrDefault(name, Set.of()).size() > 1)
            .toList();
    List<Set<Value>> guesses = new ArrayList<>();
    for (Value name : differ) {
      seen.keySet().stream()
          .filter(other -> !other.equals(name))
          .reduce((one, other) -> other)
          .ifPresent(rest -> guesses.add(Set.of(name, rest)));
    }
    guesses.add(new LinkedHashSet<>(differ));
    return guesses;
  }

  /** The same with the names of its parts as keywords; null if it is not a transfer. */
  private static @Nullable Dict transfer(Value value) {
    if (!(value instanceof Dict dict)) {
      return null;
    }
    Value from = dict.get("from");
    Value to = dict.get("to");
    return from == null || to == null ? null : new Dict(Map.of(FROM, from, TO, to));
  }

  @Override
  public Value narrow(String f, boolean completed, Value value, Predicate<Value> wanted) {
    return value;
  }

  /** Where the balance of each account is put; empty if nothing is known of them. */
  private Optional<Map<Value, Value>> places(History history, Predicate<Value> wanted) {
    Slice all = Slice.all(history);
    BankBook book =
        history.keyCount() > 0
            ? null
            : BankBook.of(history, Bank.reads(all), options, new Report(all));
    if (book == null || book.accounts().stream().noneMatch(wanted)) {
      return Optional.empty();
    }
    Value last = book.accounts().stream().filter(wanted).reduce((one, other) -> other).get();
    Map<Value, Value> places = new HashMap<>();
    book.accounts().forEach(name -> places.put(name, wanted.test(name) ? name : last));
    return Optional.of(places);
  }

  @Override
  public BitSet others(History history, Predicate<Value> wanted) {
    BitSet others = new BitSet();
    Map<Value, Value> places = places(history, wanted).orElse(Map.of());
    if (places.entrySet().stream().allMatch(place -> place.getKey().equals(place.getValue()))) {
      return others;
    }
    int first = -1;
    int firstLeft = History.NEVER;
    for (int op = 0; op < history.size(); op++) {
      if (Bank.isRead(history, op) || history.outcome(op) == Outcome.FAIL) {
        continue;
      }
      first = first < 0 || history.invoked(op) < history.invoked(first) ? op : first;
      Dict transfer = transfer(Shapes.input(history, op));
      Value from = place(places, transfer, FROM);
      Value to = place(places, transfer, TO);
      if (from != null && from.equals(to)) {
        others.set(op);
      } else {
        firstLeft = Math.min(firstLeft, history.invoked(op));
      }
    }
    int[] reads = Bank.reads(Slice.all(history));
    if (first >= 0 && reads.length > 0) {
      int ended = history.completed(reads[0]);
      others.clear(ended < history.invoked(first) == ended < firstLeft ? history.size() : first);
    }
    return others;
  }

  private static @Nullable Value place(
      Map<Value, Value> places, @Nullable Dict transfer, Value end) {
    Value account = transfer == null ? null : transfer.entries().get(end);
    return account == null ? null : places.get(Bank.account(account));
  }

  @Override
  public History narrowed(History history, Predicate<Value> wanted) {
    Map<Value, Value> places = places(history, wanted).orElse(Map.of());
    if (places.isEmpty()) {
      return history;
    }
    return history.withValues(
        (f, completed, value) -> {
          if (!f.equals("read")) {
            return transferred(value, places);
          }
          return completed ? balances(value, places) : value;
        });
  }

  private static Value transferred(Value value, Map<Value, Value> places) {
    if (transfer(value) == null || !(value instanceof Dict dict)) {
      return value;
    }
    Map<Value, Value> moved = new LinkedHashMap<>();
    dict.entries()
        .forEach(
            (name, what) -> {
              boolean account = name.letters().equals("from") || name.letters().equals("to");
              Value place = account ? places.get(Bank.account(what)) : null;
              moved.put(name, place == null || place.equals(Bank.account(what)) ? what : place);
            });
    return new Dict(moved);
  }

  private static Value balances(Value value, Map<Value, Value> places) {
    Dict read = Bank.balances(value);
    if (read == null || !whole(read, places)) {
      return value;
    }
    Map<Value, Long> sums = new HashMap<>();
    try {
      read.entries()
          .forEach(
              (name, balance) ->
                  sums.merge(
                      places.getOrDefault(Bank.account(name), name),
                      Shapes.integer(balance).orElse(0),
                      Math::addExact));
    } catch (ArithmeticException e) {
      return value;
    }
    Map<Value, Value> put = new LinkedHashMap<>();
    read.entries()
        .forEach((name, b) -> put.put(name, new Int(sums.getOrDefault(Bank.account(name), 0L))));
    return value instanceof Seq ? new Seq(List.copyOf(put.values())) : new Dict(put);
  }

  /** Whether a read has a balance of each account, and of no other. */
  private static boolean whole(Dict read, Map<Value, Value> places) {
    List<Value> names = new ArrayList<>();
    read.entries().keySet().forEach(name -> names.add(Bank.account(name)));
    return names.size() == places.size()
        && places.keySet().containsAll(names)
        && Set.copyOf(names).size() == names.size()
        && read.entries().values().stream().allMatch(Int.class::isInstance);
  }
}

package minos.workload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.history.History;
import minos.value.Dict;
import minos.value.Keyword;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Whether one serial order of a bank's transfers explains all snapshots that its reads took.
 *
 * <p><b>Question.</b> Reads may have right totals and yet contradict each other: one sees the first
 * of two transfers and not the second, another the second and not the first. Under any serial order
 * the snapshots come one after another, each from the one before by some of the transfers not yet
 * made.
 *
 * <p><b>Idea.</b> Backtrack over which snapshot comes next and which transfers lead to it. Equal
 * snapshots are one, equal transfers are a kind with a number. First look for an order in real
 * time: next comes a snapshot whose read began before any other left ended, and between two
 * snapshots lie the transfers that had ended when the second began, and some of those under way. A
 * history that is strictly serializable is explained so almost without going back. Only if there is
 * none, try every order and every choice. A snapshot whose read ended before any transfer began is
 * the first. States that led nowhere are remembered.
 *
 * <p>Transfers that sum up to nothing need not be made early: later they would do as well.
 *
 * <p><b>Soundness.</b> A history is rejected only if no serial order whatsoever explains it, be it
 * in real time or not. The order may overdraw accounts in between, and transfers of unknown outcome
 * may be made or not. Incomplete: more than five thousand different snapshots, or a search beyond
 * its limits, leave it open, which the report says; pairs of snapshots neither of which can come
 * before the other are then still looked for.
 *
 * <p><b>Cost.</b> Deciding it is NP-hard (subset sum); at most some million steps.
 */
final class BankOrder {
  private static final int MOST_SNAPSHOTS = 5000;
  private static final int MOST_PAIRED = 100;
  private static final long MOST_MEMORY = 64L << 20;
  private static final int MOST_STEPS = 2_000_000;
  private static final int STEPS_A_PAIR = 20_000;

  private final History history;
  private final Slice slice;
  private final BankBook book;
  private final Progress progress;
  private final Report report;
  private final Map<Value, Integer> accounts = new LinkedHashMap<>();
  private final List<long[]> snapshots = new ArrayList<>();
  private final List<Integer> reads = new ArrayList<>();
  private int steps;
  private int mostSteps;

  BankOrder(Slice slice, BankBook book, Progress progress, Report report) {
    this.history = slice.history();
    this.slice = slice;
    this.book = book;
    this.progress = progress;
    this.report = report;
  }

  /** The search takes too long. */
  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super("the search for a serial order takes too long", null, false, false);
    }
  }

  /** Judges reads that are right each by itself, in the order of their ends. */
  void judge(int[] ended) {
    if (!progress.tryReserve(MOST_MEMORY)) {
      open("there is no memory left for the search");
      return;
    }
    book.accounts().forEach(account -> accounts.put(account, accounts.size()));
    if (!collect(ended)) {
      open("there are more than " + MOST_SNAPSHOTS + " different snapshots");
      return;
    }
    if (history.functionNumber("transfer") < 0 && snapshots.size() > 1) {
      open("balances change, but no transfer was recorded");
      return;
    }
    Optional<BankTransfers> transfers = BankTransfers.of(slice, accounts, progress);
    if (transfers.isEmpty()) {
      open("some operations are neither reads nor transfers between known accounts");
    } else {
      search(transfers.get());
    }
  }

  private void open(String why) {
    report.put("serial-order", new Keyword("unknown"));
    report.assume(
        "each read was judged by itself; whether one order of the transfers explains all of them is"
            + " open: "
            + why);
  }

  private boolean collect(int[] ended) {
    Set<List<Long>> known = new HashSet<>();
    Map<Value, Value> names = new HashMap<>();
    for (int read : ended) {
      progress.step();
      Dict balances = Bank.balances(Shapes.value(history, read));
      if (balances == null) {
        continue;
      }
      long[] snapshot = new long[accounts.size()];
      balances
          .entries()
          .forEach(
              (name, balance) -> {
                Integer account = accounts.get(names.computeIfAbsent(name, Bank::account));
                if (account != null) {
                  snapshot[account] = Shapes.integer(balance).orElse(0);
                }
              });
      if (known.add(Arrays.stream(snapshot).boxed().toList())) {
        if (snapshots.size() == MOST_SNAPSHOTS) {
          return false;
        }
        snapshots.add(snapshot);
        reads.add(read);
      }
    }
    return true;
  }

  private void search(BankTransfers transfers) {
    boolean firstKnown =
        !reads.isEmpty() && history.completed(reads.get(0)) < transfers.firstBegan();
    boolean found = reads.isEmpty();
    boolean exhausted = false;
    for (boolean realTime : new boolean[] {true, false}) {
      mostSteps = steps + MOST_STEPS;
      try {
        found = found || anyOrder(transfers, realTime, firstKnown);
        exhausted = !found && !realTime;
      } catch (TooLong e) {
        exhausted = false;
      }
    }
    if (found) {
      report.put("serial-order", true);
    } else if (!pair(transfers)) {
      if (exhausted) {
        noOrder();
      } else {
        open("the search for one was given up after " + MOST_STEPS + " steps");
      }
    }
  }

  private boolean anyOrder(BankTransfers transfers, boolean realTime, boolean firstKnown) {
    int last = firstKnown ? 0 : snapshots.size() - 1;
    for (int first = 0; first <= last; first++) {
      Order order = new Order(transfers, realTime, first);
      if (order.exists()) {
        return true;
      }
    }
    return false;
  }

  /** A place in an order: the snapshot there, and how to go on from it. */
  private static final class Stage {
    private final int snapshot;
    private int candidate = -1;
    private @Nullable TransferChoices choices;

    Stage(int snapshot) {
      this.snapshot = snapshot;
    }
  }

  /** The search for an order that begins with a certain snapshot. */
  private final class Order {
    private final BankTransfers transfers;
    private final boolean realTime;
    private final int[] left;
    // Transfers that the first snapshot may have or not.
    private final int[] unsure;
    private final BitSet explained = new BitSet();
    private final Deque<Stage> stages = new ArrayDeque<>();
    private final Set<List<Object>> deadEnds = new HashSet<>();
    private long memory;

    Order(BankTransfers transfers, boolean realTime, int first) {
      this.transfers = transfers;
      this.realTime = realTime;
      this.left = new int[transfers.kinds()];
      this.unsure = new int[transfers.kinds()];
      for (int k = 0; k < left.length; k++) {
        // What ended before the first snapshot is in it; otherwise nothing need be.
        int before = realTime ? transfers.endedBefore(k, began(first)) : 0;
        left[k] = transfers.count(k) - before;
        unsure[k] = realTime ? transfers.begunBefore(k, ended(first)) - before : 0;
      }
      explained.set(first);
      stages.push(new Stage(first));
    }

    boolean exists() {
      while (!stages.isEmpty()) {
        step();
        Stage stage = stages.element();
        if (explained.cardinality() == snapshots.size()) {
          return true;
        }
        if (stage.choices == null && !nextCandidate(stage)) {
          memory += 200 + 24L * left.length;
          deadEnds.add(state(stage.snapshot));
          stages.pop();
          explained.clear(stage.snapshot);
        } else if (stage.choices != null && !stage.choices.next()) {
          memory -= stage.choices.bytes();
          stage.choices = null;
        } else if (stage.choices != null) {
          explained.set(stage.candidate);
          if (deadEnds.contains(state(stage.candidate))) {
            explained.clear(stage.candidate);
          } else {
            stages.push(new Stage(stage.candidate));
          }
        }
      }
      return false;
    }

    private List<Object> state(int snapshot) {
      return List.of(snapshot, explained.clone(), Arrays.stream(left).boxed().toList());
    }

    private boolean nextCandidate(Stage stage) {
      int earliest = explained.nextClearBit(0);
      int candidate = explained.nextClearBit(stage.candidate + 1);
      while (realTime
          && candidate < snapshots.size()
          && candidate != earliest
          && began(candidate) > ended(earliest)) {
        candidate = explained.nextClearBit(candidate + 1);
      }
      if (candidate >= snapshots.size()) {
        return false;
      }
      stage.candidate = candidate;
      TransferChoices choices = choices(stage.snapshot, candidate);
      memory += choices.bytes();
      if (memory > MOST_MEMORY) {
        throw new TooLong();
      }
      stage.choices = choices;
      return true;
    }

    private TransferChoices choices(int from, int to) {
      int[] atLeast = new int[left.length];
      int[] atMost = left.clone();
      for (int k = 0; realTime && k < left.length; k++) {
        int made = transfers.count(k) - left[k];
        int due = transfers.endedBefore(k, began(to)) - made;
        atMost[k] = Math.max(0, Math.min(left[k], transfers.begunBefore(k, ended(to)) - made));
        atLeast[k] = Math.max(0, Math.min(atMost[k], due - unsure[k]));
      }
      return new TransferChoices(
          transfers, difference(from, to), left, atLeast, atMost, BankOrder.this::step);
    }
  }

  private int began(int snapshot) {
    return history.invoked(reads.get(snapshot));
  }

  private int ended(int snapshot) {
    return history.completed(reads.get(snapshot));
  }

  private long[] difference(int from, int to) {
    long[] difference = new long[accounts.size()];
    for (int a = 0; a < difference.length; a++) {
      difference[a] = snapshots.get(to)[a] - snapshots.get(from)[a];
    }
    return difference;
  }

  private void step() {
    progress.step();
    if (++steps > mostSteps) {
      throw new TooLong();
    }
  }

  /** Looks for two snapshots neither of which can come before the other. */
  private boolean pair(BankTransfers transfers) {
    int size = Math.min(snapshots.size(), MOST_PAIRED);
    int last = steps + MOST_STEPS;
    for (int distance = 1; distance < size; distance++) {
      for (int first = 0; first + distance < size && steps < last; first++) {
        if (!follows(transfers, first, first + distance)
            && !follows(transfers, first + distance, first)) {
          contradict(first, first + distance);
          return true;
        }
      }
    }
    return false;
  }

  private boolean follows(BankTransfers transfers, int from, int to) {
    int[] left = new int[transfers.kinds()];
    Arrays.setAll(left, transfers::count);
    mostSteps = steps + STEPS_A_PAIR;
    try {
      return new TransferChoices(
              transfers, difference(from, to), left, new int[left.length], left.clone(), this::step)
          .next();
    } catch (TooLong e) {
      return true;
    }
  }

  private void contradict(int one, int other) {
    report.put("serial-order", false);
    report.violated(
        Anomaly.UNSERIALIZABLE_SNAPSHOTS,
        "two reads saw snapshots neither of which can come before the other.",
        reads.get(other),
        new int[] {reads.get(one)},
        "One read saw " + Shapes.value(history, reads.get(one)) + ".",
        "Another saw " + Shapes.value(history, reads.get(other)) + ".",
        "No choice among the transfers that may have happened leads from the first to the second.",
        "None leads from the second to the first either, so no serial order has both.");
  }

  private void noOrder() {
    report.put("serial-order", false);
    report.violated(
        Anomaly.UNSERIALIZABLE_SNAPSHOTS,
        "no order of the transfers explains the "
            + snapshots.size()
            + " different snapshots that reads saw.",
        -1,
        reads.stream().limit(6).mapToInt(Integer::intValue).toArray(),
        "Every two of the snapshots can be explained, but not all in one order: each order of them"
            + " was tried with every choice among the transfers.");
  }
}

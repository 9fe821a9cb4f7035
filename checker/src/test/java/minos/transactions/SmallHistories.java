package minos.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * Random small histories, most of them near the border between what levels allow and forbid: a
 * multi-version store is run whose transactions read at a version of their choice.
 */
final class SmallHistories {
  private static final String[] KEYS = {"x", "y", "z"};

  private final Random random;
  private final boolean lists;

  SmallHistories(long seed, boolean lists) {
    this.random = new Random(seed);
    this.lists = lists;
  }

  List<Txn> next(int most, boolean repeatedValues) {
    int count = 2 + random.nextInt(most - 1);
    int keys = 1 + random.nextInt(KEYS.length);
    int processes = 1 + random.nextInt(count);
    boolean wild = random.nextInt(6) == 0;
    int[] clock = new int[processes];
    List<List<List<Value>>> versions = new ArrayList<>();
    for (int k = 0; k < keys; k++) {
      versions.add(new ArrayList<>());
      versions.get(k).add(List.of());
    }
    int written = 0;
    List<Txn> txns = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      int process = random.nextInt(processes);
      int kind = random.nextInt(12);
      Outcome outcome = kind == 0 ? Outcome.FAIL : kind == 1 ? Outcome.INFO : Outcome.OK;
      int lag = random.nextInt(3);
      List<Txn.Micro> micros = new ArrayList<>();
      List<List<Value>> own = new ArrayList<>();
      List<List<Value>> base = new ArrayList<>();
      for (int k = 0; k < keys; k++) {
        own.add(new ArrayList<>());
        List<List<Value>> known = versions.get(k);
        base.add(known.get(Math.max(0, known.size() - 1 - random.nextInt(lag + 1))));
      }
      int size = 1 + random.nextInt(4);
      for (int m = 0; m < size; m++) {
        int k = random.nextInt(keys);
        if (random.nextBoolean()) {
          Value value = new Int(repeatedValues ? 1 + random.nextInt(2) : ++written);
          own.get(k).add(value);
          micros.add(new Txn.Micro(true, KEYS[k], value));
        } else {
          List<Value> seen = new ArrayList<>(base.get(k));
          if (wild && random.nextInt(3) == 0) {
            List<List<Value>> known = versions.get(k);
            seen = new ArrayList<>(known.get(random.nextInt(known.size())));
          }
          if (!wild || random.nextInt(4) > 0) {
            seen.addAll(own.get(k));
          }
          Value value = new Seq(seen);
          if (!lists) {
            value = seen.isEmpty() ? Nil.NIL : seen.get(seen.size() - 1);
          }
          micros.add(new Txn.Micro(false, KEYS[k], value));
        }
      }
      for (int k = 0; k < keys; k++) {
        boolean takes =
            outcome == Outcome.OK
                || (outcome == Outcome.INFO && random.nextBoolean())
                || (wild && random.nextInt(4) == 0);
        if (!own.get(k).isEmpty() && takes) {
          List<List<Value>> known = versions.get(k);
          int at = random.nextInt(5) == 0 ? random.nextInt(known.size()) : known.size() - 1;
          List<Value> next = new ArrayList<>(known.get(known.size() - 1));
          if (!lists || wild) {
            next = new ArrayList<>(known.get(at));
          }
          next.addAll(own.get(k));
          known.add(next);
        }
      }
      int invoked = clock[process] + 1 + random.nextInt(6);
      int completed = invoked + 1 + random.nextInt(12);
      clock[process] = completed;
      // Each position once: the last digits are the transaction's own.
      txns.add(
          new Txn(process, outcome, invoked * 100 + 2 * t, completed * 100 + 2 * t + 1, micros));
      if (outcome == Outcome.INFO && random.nextBoolean()) {
        clock[process] = completed;
      }
    }
    return txns;
  }
}

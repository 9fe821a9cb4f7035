package minos.workload;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import minos.history.History;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/** The errors of a bank's reads, by kind, as Jepsen's results list them. */
final class BankErrors {
  /** What can be wrong with a read; of several the first counts. */
  private enum Kind {
    UNEXPECTED_KEY("unexpected-key", Anomaly.UNEXPECTED_ACCOUNT),
    NIL_BALANCE("nil-balance", Anomaly.NIL_BALANCE),
    WRONG_TOTAL("wrong-total", Anomaly.WRONG_TOTAL),
    NEGATIVE_VALUE("negative-value", Anomaly.NEGATIVE_BALANCE),
    MISSING_KEY("missing-key", Anomaly.MISSING_ACCOUNT);

    private final String jepsen;
    private final Anomaly anomaly;

    Kind(String jepsen, Anomaly anomaly) {
      this.jepsen = jepsen;
      this.anomaly = anomaly;
    }
  }

  /**
   * What is wrong with one read.
   *
   * @param badness how bad; larger is worse
   * @param total the sum of the balances
   * @param field the field of Jepsen's that says what
   * @param what its value
   */
  private record Wrong(Kind kind, int read, double badness, long total, String field, Value what) {}

  private static final class Tally {
    private int count;
    private @Nullable Wrong first;
    private @Nullable Wrong worst;
    private @Nullable Wrong last;
    private @Nullable Wrong lowest;
    private @Nullable Wrong highest;

    void add(Wrong wrong) {
      count++;
      first = first == null ? wrong : first;
      // Of equals Jepsen keeps the first lowest and the last worst and highest.
      worst = worst == null || wrong.badness() >= worst.badness() ? wrong : worst;
      lowest = lowest == null || wrong.total() < lowest.total() ? wrong : lowest;
      highest = highest == null || wrong.total() >= highest.total() ? wrong : highest;
      last = wrong;
    }
  }

  private final History history;
  private final BankBook book;
  private final Report report;
  private final Map<Value, Value> names = new HashMap<>();
  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
  private @Nullable Wrong first;
  private int errors;

  BankErrors(History history, BankBook book, Report report) {
    this.history = history;
    this.book = book;
    this.report = report;
  }

  /** Looks at one read. */
  void check(int read, Dict balances) {
    Wrong wrong;
    try {
      wrong = wrong(read, balances);
    } catch (ArithmeticException e) {
      report.undecided(Cause.Kind.UNSUPPORTED, "the sum of the balances does not fit in 64 bits");
      return;
    }
    if (wrong == null) {
      return;
    }
    errors++;
    first = first == null ? wrong : first;
    tallies.computeIfAbsent(wrong.kind(), kind -> new Tally()).add(wrong);
    if (report.full(wrong.kind().anomaly)) {
      report.count(wrong.kind().anomaly);
    } else {
      report.violated(
          wrong.kind().anomaly, summary(wrong, balances), read, new int[0], proof(wrong, balances));
    }
  }

  /** Whether nothing is wrong with a read by itself. */
  boolean right(int read, Dict balances) {
    try {
      return wrong(read, balances) == null;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private @Nullable Wrong wrong(int read, Dict balances) {
    long total = 0;
    boolean negative = false;
    boolean nil = false;
    int known = 0;
    List<Value> unexpected = new ArrayList<>();
    for (Map.Entry<Value, Value> entry : balances.entries().entrySet()) {
      if (book.accounts().contains(names.computeIfAbsent(entry.getKey(), Bank::account))) {
        known++;
      } else {
        unexpected.add(entry.getKey());
      }
      if (entry.getValue() instanceof Int balance) {
        total = Math.addExact(total, balance.value());
        negative |= balance.value() < 0;
      } else if (entry.getValue().isNil()) {
        nil = true;
      } else {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "a balance is an integer, but account " + entry.getKey() + " has " + entry.getValue());
        return null;
      }
    }
    if (!unexpected.isEmpty()) {
      return new Wrong(
          Kind.UNEXPECTED_KEY, read, unexpected.size(), total, "unexpected", new Seq(unexpected));
    } else if (nil) {
      Dict nils = nils(balances);
      return new Wrong(Kind.NIL_BALANCE, read, nils.entries().size(), total, "nils", nils);
    } else if (total != book.total()) {
      double badness = Math.abs(((double) total - book.total()) / book.total());
      return new Wrong(Kind.WRONG_TOTAL, read, badness, total, "total", new Int(total));
    } else if (negative && !book.negative()) {
      Seq below = negatives(balances);
      return new Wrong(Kind.NEGATIVE_VALUE, read, -sum(below), total, "negative", below);
    } else if (known < book.accounts().size()) {
      Seq missing = new Seq(missing(balances));
      return new Wrong(Kind.MISSING_KEY, read, missing.size(), total, "missing", missing);
    }
    return null;
  }

  private static Dict nils(Dict balances) {
    Map<Value, Value> nils = new LinkedHashMap<>(balances.entries());
    nils.values().removeIf(balance -> !balance.isNil());
    return new Dict(nils);
  }

  private static Seq negatives(Dict balances) {
    return new Seq(
        balances.entries().values().stream()
            .filter(balance -> Shapes.integer(balance).orElse(0) < 0)
            .toList());
  }

  private static double sum(Seq balances) {
    return balances.items().stream()
        .mapToDouble(balance -> Shapes.integer(balance).orElse(0))
        .sum();
  }

  private List<Value> missing(Dict balances) {
    Set<Value> present =
        balances.entries().keySet().stream().map(Bank::account).collect(Collectors.toSet());
    return book.accounts().stream().filter(account -> !present.contains(account)).toList();
  }

  private String summary(Wrong wrong, Dict balances) {
    return switch (wrong.kind()) {
      case UNEXPECTED_KEY -> "a read has accounts that the bank does not: " + wrong.what() + ".";
      case NIL_BALANCE -> "a read has accounts without a balance: " + wrong.what() + ".";
      case WRONG_TOTAL ->
          "the balances of a read sum up to "
              + wrong.total()
              + ", not to "
              + book.total()
              + (missing(balances).isEmpty() ? "." : "; accounts are missing from it.");
      case NEGATIVE_VALUE -> "a read has negative balances: " + wrong.what() + ".";
      case MISSING_KEY -> "a read lacks accounts of the bank: " + wrong.what() + ".";
    };
  }

  private String[] proof(Wrong wrong, Dict balances) {
    return new String[] {
      "The read returned " + balances + ".",
      "The bank has the accounts " + IntervalSet.of(book.accounts()).value() + ".",
      "Transfers leave the total of "
          + book.total()
          + " as it is; this read has "
          + wrong.total()
          + "."
    };
  }

  /** Sets Jepsen's fields. */
  void report(int reads) {
    report.put("read-count", reads);
    report.put("error-count", errors);
    report.put("first-error", first == null ? null : dict(first));
    Map<Value, Value> byKind = new LinkedHashMap<>();
    tallies.forEach((kind, tally) -> byKind.put(new Keyword(kind.jepsen), dict(kind, tally)));
    report.put("errors", byKind);
  }

  private Dict dict(Kind kind, Tally tally) {
    Map<Value, Value> fields = new LinkedHashMap<>();
    fields.put(new Keyword("count"), new Int(tally.count));
    put(fields, "first", tally.first);
    put(fields, "worst", tally.worst);
    put(fields, "last", tally.last);
    if (kind == Kind.WRONG_TOTAL) {
      put(fields, "lowest", tally.lowest);
      put(fields, "highest", tally.highest);
    }
    return new Dict(fields);
  }

  private void put(Map<Value, Value> fields, String name, @Nullable Wrong wrong) {
    if (wrong != null) {
      fields.put(new Keyword(name), dict(wrong));
    }
  }

  private Dict dict(Wrong wrong) {
    Map<Value, Value> fields = new LinkedHashMap<>();
    fields.put(new Keyword("type"), new Keyword(wrong.kind().jepsen));
    fields.put(new Keyword(wrong.field()), wrong.what());
    fields.put(new Keyword("op"), Shapes.operation(history, wrong.read()));
    return new Dict(fields);
  }
}

package minos.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Is a history of a multiset linearizable, whose clients ask for single elements only?
 *
 * <p><b>Idea.</b> No operation concerns two elements, so each is judged alone. Those who found one
 * want many of it inside: every addition takes effect when it begins, every removal when it ends.
 * Those who found none want few: {@link Fewest}, every element a group of its own.
 *
 * <p><b>Soundness.</b> The first is the extreme at all moments at once, so it decides elements that
 * nobody missed. What {@link Fewest} says decides elements that nobody found; it is exact for those
 * added at most once. An element that some found and others missed is decided only if it was added
 * and removed at most once: then the addition is best as late and the removal as early as those who
 * found it allow, and if they cross, they take effect one right after the other, at a moment in the
 * intervals of all that found it, so that the rest come before or after. Otherwise it violates if
 * one of the extremes does, and nothing is said if not. Removals of unknown outcome need not have
 * happened; without them more is inside, which proves nothing about those who missed the element.
 * Additions of unknown outcome never end.
 *
 * <p><b>Cost.</b> O(n log n). The argument is our own; for sets see Abdulla et al., PLDI 2025,
 * arXiv 2509.17795.
 */
final class MultisetMonitor {
  private static final String NAME = "multiset-monitor";

  private enum Act {
    ADD,
    REMOVE,
    FIND,
    MISS
  }

  private final History history;
  private final List<Act> acts = new ArrayList<>();
  private int[] ops = {};
  private int[] element = {};
  private int[][] byElement = {};
  private boolean[] unknownRemoval = {};
  private boolean[] missing = {};

  MultisetMonitor(History history) {
    this.history = history;
  }

  Finding judge(int[] ordinals) {
    String reason = read(ordinals);
    if (reason != null) {
      return new Finding.NotApplicable(reason);
    }
    int elements = Arrays.stream(element).max().orElse(-1) + 1;
    int[] size = new int[elements];
    for (int i = 0; i < ops.length; i++) {
      size[element[i]]++;
    }
    byElement = Arrays.stream(size).mapToObj(int[]::new).toArray(int[][]::new);
    for (int i = ops.length - 1; i >= 0; i--) {
      byElement[element[i]][--size[element[i]]] = i;
    }
    Finding absent = mostInside(elements);
    if (absent != null) {
      return absent;
    }
    boolean[] both = new boolean[elements];
    missing = new boolean[elements];
    for (int e = 0; e < elements; e++) {
      missing[e] = count(e, Act.MISS) > 0;
      both[e] = missing[e] && count(e, Act.FIND) > 0;
    }
    Finding present = fewestInside(elements, e -> !unknownRemoval[e]);
    if (present != null) {
      return present;
    }
    boolean open = !fewest(elements, missed()).explained();
    for (int e = 0; e < elements; e++) {
      boolean once = count(e, Act.ADD) <= 1 && count(e, Act.REMOVE) <= 1 && !unknownRemoval[e];
      if (both[e] && !once) {
        return new Finding.NotApplicable("an element was changed often, and found and missed");
      } else if (both[e] && !possible(e)) {
        return violated(
            e,
            culprit(e),
            "no moments at which it was added"
                + (count(e, Act.REMOVE) > 0 ? " and removed" : "")
                + " explain who found it and who missed it.");
      }
    }
    return open
        ? new Finding.NotApplicable("an element was changed often, or its removal is unknown")
        : new Finding.Consistent(NAME);
  }

  private long count(int e, Act act) {
    return Arrays.stream(byElement[e]).filter(i -> acts.get(i) == act).count();
  }

  private @Nullable String read(int[] ordinals) {
    Map<Integer, Integer> numbers = new HashMap<>(2 * ordinals.length);
    ops = new int[ordinals.length];
    element = new int[ordinals.length];
    unknownRemoval = new boolean[ordinals.length];
    for (int op : ordinals) {
      Outcome outcome = history.outcome(op);
      if (outcome == Outcome.FAIL) {
        continue;
      }
      String f = history.functionName(history.function(op));
      int input = history.input(op);
      int value = input == Dictionary.ABSENT ? Dictionary.NIL : input;
      int e = numbers.computeIfAbsent(value, any -> numbers.size());
      Value output = history.operation(op).output();
      Act act;
      if (f.equals("add") || f.equals("insert")) {
        act = Act.ADD;
      } else if (f.equals("remove") || f.equals("delete") || f.equals("del")) {
        if (outcome == Outcome.INFO) {
          unknownRemoval[e] = true;
          continue;
        }
        boolean found = output.equals(Bool.FALSE) && !output.equals(history.operation(op).input());
        act = found ? Act.MISS : Act.REMOVE;
      } else if (!f.equals("contains") && !f.equals("member") && !f.equals("contains?")) {
        return "there are operations other than add, remove, contains";
      } else if (outcome == Outcome.OK && output instanceof Bool found) {
        act = found.value() ? Act.FIND : Act.MISS;
      } else {
        continue;
      }
      ops[acts.size()] = op;
      element[acts.size()] = e;
      acts.add(act);
    }
    ops = Arrays.copyOf(ops, acts.size());
    element = Arrays.copyOf(element, acts.size());
    return null;
  }

  private @Nullable Finding mostInside(int elements) {
    int[] inside = new int[elements];
    int[] lastThere = new int[elements];
    Arrays.fill(lastThere, -1);
    Timeline time = new Timeline(history, ops);
    for (int event = 0; event < time.size(); event++) {
      int i = time.operation(event);
      int e = element[i];
      Act act = acts.get(i);
      if (time.begins(event)) {
        inside[e] += act == Act.ADD ? 1 : 0;
      } else if (act == Act.REMOVE && inside[e]-- == 0) {
        return violated(e, ops[i], "it was removed more often than anybody had begun to add it.");
      } else if (act == Act.REMOVE && inside[e] == 0) {
        lastThere[e] = time.position(event);
      } else if (act == Act.FIND && inside[e] == 0 && lastThere[e] < history.invoked(ops[i])) {
        return violated(e, ops[i], "it was found, but it can't have been there.");
      }
    }
    return null;
  }

  /** The places of operations on elements that somebody missed, without those who found them. */
  private int[] missed() {
    return Arrays.stream(places(e -> true)).filter(i -> missing[element[i]]).toArray();
  }

  /** The places of those who changed or missed elements. */
  private int[] places(IntPredicate asked) {
    return IntStream.range(0, ops.length)
        .filter(i -> acts.get(i) != Act.FIND)
        .filter(i -> acts.get(i) != Act.MISS || asked.test(element[i]))
        .toArray();
  }

  private Fewest fewest(int elements, int[] places) {
    boolean[] counts = new boolean[elements];
    Arrays.fill(counts, true);
    return new Fewest(
        history,
        Arrays.stream(places).map(i -> ops[i]).toArray(),
        Arrays.stream(places).mapToObj(i -> fewer(acts.get(i))).toArray(Fewest.Act[]::new),
        Arrays.stream(places).map(i -> element[i]).toArray(),
        IntStream.range(0, elements).toArray(),
        counts);
  }

  private @Nullable Finding fewestInside(int elements, IntPredicate asked) {
    int[] places = places(asked);
    Fewest.Conflict conflict = fewest(elements, places).conflict();
    if (conflict == null) {
      return null;
    }
    int place = places[conflict.culprit()];
    return violated(
        element[place],
        ops[place],
        acts.get(place) == Act.MISS
            ? "it was missed, but at every moment of that it was certainly there."
            : "it was removed more often than anybody had begun to add it.");
  }

  private static Fewest.Act fewer(Act act) {
    return switch (act) {
      case ADD -> Fewest.Act.PUT;
      case REMOVE -> Fewest.Act.TAKE;
      case FIND, MISS -> Fewest.Act.MISS;
    };
  }

  /** Whether an element that was added and removed at most once can have been found and missed. */
  private boolean possible(int e) {
    int begin = 0;
    int latest = History.NEVER;
    int earliest = -1;
    int removed = History.NEVER;
    boolean removes = false;
    for (int i : byElement[e]) {
      int op = ops[i];
      Act act = acts.get(i);
      if (act == Act.ADD) {
        begin = history.invoked(op);
        latest = Math.min(latest, history.completed(op));
      } else if (act == Act.FIND) {
        latest = Math.min(latest, history.completed(op));
        earliest = Math.max(earliest, history.invoked(op));
      } else if (act == Act.REMOVE) {
        removes = true;
        earliest = Math.max(earliest, history.invoked(op));
        removed = history.completed(op);
      }
    }
    earliest = removes ? Math.max(earliest, begin) : History.NEVER;
    latest = Math.min(latest, removed);
    if (earliest < latest) {
      return true;
    }
    for (int i : byElement[e]) {
      if (acts.get(i) == Act.MISS
          && history.invoked(ops[i]) > latest
          && history.completed(ops[i]) < earliest) {
        return false;
      }
    }
    return begin < latest && (!removes || earliest < removed);
  }

  private int culprit(int e) {
    int culprit = -1;
    for (int i : byElement[e]) {
      boolean asks = acts.get(i) == Act.FIND || acts.get(i) == Act.MISS;
      if (asks && (culprit < 0 || history.completed(ops[i]) > history.completed(culprit))) {
        culprit = ops[i];
      }
    }
    return culprit;
  }

  private Finding violated(int e, int culprit, String what) {
    int[] proof =
        Arrays.stream(byElement[e])
            .map(i -> ops[i])
            .filter(op -> history.invoked(op) < history.completed(culprit))
            .toArray();
    boolean added = Arrays.stream(byElement[e]).anyMatch(i -> acts.get(i) == Act.ADD);
    String name = history.operation(culprit).input().toString();
    return new Finding.Violated(
        NAME,
        added ? Anomaly.NOT_LINEARIZABLE : Anomaly.UNEXPECTED_ELEMENT,
        "of " + name + ": " + what,
        culprit,
        proof);
  }
}

package minos.monitor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * Is a history of a set linearizable, where every element is added at most once and removed at most
 * once, and clients ask for single elements only?
 *
 * <p><b>Idea.</b> No operation concerns two elements, so each is judged alone: linearizability is
 * local. An element has at most two moments that matter, its addition A and its removal R, and the
 * operations that found it must be possible between them, those that missed it before or after. If
 * the removal does nothing, because it comes before A or never happened, the best A is the latest
 * one: before the addition and every operation that found it ended. Otherwise A is best as late and
 * R as early as possible; if they cross, they take effect one right after the other.
 *
 * <p><b>Soundness.</b> A later A or an earlier R, within what the operations that found the element
 * allow, only makes room for those that missed it. If A and R can be neighbours at a moment that is
 * in the intervals of all that found it, everything else is either begun before that moment or ends
 * after it. Crashed questions say nothing; a crashed update never ends, and is also tried as not
 * having happened. An element added or removed twice, an update that answers whether it changed
 * anything, and reads of the whole set are not applicable.
 *
 * <p><b>Cost.</b> O(n). The argument is our own; compare Abdulla et al., PLDI 2025, arXiv
 * 2509.17795.
 */
final class SetMonitor {
  private static final String NAME = "set-monitor";

  private final History history;
  private final Map<Value, Element> elements = new LinkedHashMap<>();

  SetMonitor(History history) {
    this.history = history;
  }

  /** What happened to one element. */
  private static final class Element {
    private int add = -1;
    private int remove = -1;
    private int[] asked = new int[4];
    private int questions;
  }

  Finding judge(int[] ordinals) {
    for (int op : ordinals) {
      Outcome outcome = history.outcome(op);
      if (outcome == Outcome.FAIL) {
        continue;
      }
      String f = history.functionName(history.function(op));
      Value output = history.operation(op).output();
      Element element =
          elements.computeIfAbsent(history.operation(op).input(), any -> new Element());
      boolean add = f.equals("add") || f.equals("insert");
      if (add || f.equals("remove") || f.equals("delete") || f.equals("del")) {
        if (output instanceof Bool && outcome == Outcome.OK) {
          return new Finding.NotApplicable("an update says whether it changed anything");
        } else if ((add ? element.add : element.remove) >= 0) {
          return new Finding.NotApplicable("an element was added or removed twice");
        } else if (add) {
          element.add = op;
        } else {
          element.remove = op;
        }
      } else if (!f.equals("contains") && !f.equals("member") && !f.equals("contains?")) {
        return new Finding.NotApplicable("there are operations other than add, remove, contains");
      } else if (outcome == Outcome.OK && output instanceof Bool) {
        if (element.questions == element.asked.length) {
          element.asked = Arrays.copyOf(element.asked, 2 * element.questions);
        }
        element.asked[element.questions++] = op;
      }
    }
    for (Map.Entry<Value, Element> entry : elements.entrySet()) {
      if (!possible(entry.getValue())) {
        return violated(entry.getKey(), entry.getValue());
      }
    }
    return new Finding.Consistent(NAME);
  }

  private boolean found(int question) {
    return history.operation(question).output().equals(Bool.TRUE);
  }

  private boolean possible(Element e) {
    int foundEnd = History.NEVER;
    int foundBegin = -1;
    boolean anyFound = false;
    for (int i = 0; i < e.questions; i++) {
      if (found(e.asked[i])) {
        anyFound = true;
        foundEnd = Math.min(foundEnd, history.completed(e.asked[i]));
        foundBegin = Math.max(foundBegin, history.invoked(e.asked[i]));
      }
    }
    if (e.add < 0 || (!anyFound && history.outcome(e.add) == Outcome.INFO)) {
      return !anyFound;
    }
    int begin = history.invoked(e.add);
    int latest = Math.min(history.completed(e.add), foundEnd);
    boolean mustRemove = e.remove >= 0 && history.outcome(e.remove) == Outcome.OK;
    if (begin < latest
        && (!mustRemove || history.invoked(e.remove) < latest)
        && missesFit(e, latest, History.NEVER)) {
      return true;
    } else if (e.remove < 0) {
      return false;
    }
    int removed = history.completed(e.remove);
    int earliest = Math.max(Math.max(history.invoked(e.remove), foundBegin), begin);
    latest = Math.min(latest, removed);
    return earliest < latest
        || (begin < latest && earliest < removed && missesFit(e, latest, earliest));
  }

  /** Whether all that missed the element began before it came or ended after it went. */
  private boolean missesFit(Element e, int added, int removed) {
    for (int i = 0; i < e.questions; i++) {
      int question = e.asked[i];
      if (!found(question)
          && history.invoked(question) > added
          && history.completed(question) < removed) {
        return false;
      }
    }
    return true;
  }

  private Finding violated(Value name, Element e) {
    int[] operations = new int[e.questions + 2];
    int n = 0;
    int culprit = -1;
    for (int i = 0; i < e.questions; i++) {
      operations[n++] = e.asked[i];
      if (culprit < 0 || history.completed(e.asked[i]) > history.completed(culprit)) {
        culprit = e.asked[i];
      }
    }
    for (int update : new int[] {e.add, e.remove}) {
      if (update >= 0) {
        operations[n++] = update;
      }
    }
    return new Finding.Violated(
        NAME,
        e.add < 0 ? Anomaly.UNEXPECTED_ELEMENT : Anomaly.NOT_LINEARIZABLE,
        e.add < 0
            ? name + " was found, but nobody had added it."
            : "no moments at which "
                + name
                + " was added"
                + (e.remove < 0 ? "" : " and removed")
                + " explain who found it and who missed it.",
        culprit,
        Arrays.copyOf(operations, n));
  }
}

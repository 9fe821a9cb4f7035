package minos.linearizability;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import minos.spec.AppendedText;
import minos.spec.Call;
import minos.spec.Step;
import minos.value.Text;
import minos.value.Value;

/**
 * What gets tell of a string that is appended to.
 *
 * <p>A string that is no beginning of any that was got stays so whatever is appended: until it is
 * replaced, no get fits. So all such strings are one state. A get wants a beginning of what it got;
 * only a put of a beginning, or a delete, makes one out of a string that is not. A crashed put or
 * append that makes such a string whatever it is applied to is needless: until the next put no get
 * takes effect, and appends and puts are always possible (as long as the key holds strings or nil
 * only).
 */
final class TextInsight extends Insight<Value> {
  /** Up to so many comparisons of characters, needless appends are looked for. */
  private static final long COMPARED = 10_000_000;

  /** Up to so many pairs of a put and a get, puts are told apart by what was got. */
  private static final long CLASSIFIED = 100_000;

  private final AppendedText texts;
  private final TreeSet<String> got = new TreeSet<>();
  private final Text unseen;
  private final boolean onlyTexts;
  private final boolean searchable;
  private final Map<String, Integer> classes = new HashMap<>();
  private final Map<String, Integer> wanted = new HashMap<>();
  private final boolean deletes;

  TextInsight(AppendedText texts, List<Call> calls) {
    super(texts);
    this.texts = texts;
    boolean only = isText(texts.initial());
    boolean deleted = false;
    long crashed = 0;
    Set<String> puts = new TreeSet<>();
    for (Call call : calls) {
      AppendedText.Kind kind = texts.kind(call);
      deleted |= kind == AppendedText.Kind.DELETE;
      if (kind == AppendedText.Kind.GET && texts.says(call) && call.output() instanceof Text text) {
        got.add(text.value());
      } else if (kind == AppendedText.Kind.PUT) {
        only &= isText(call.input());
        if (call.input() instanceof Text text) {
          puts.add(text.value());
        } else {
          deleted = true;
        }
      }
      crashed += kind == AppendedText.Kind.APPEND && !call.ok() ? 1 : 0;
    }
    onlyTexts = only;
    String longest = "";
    long length = 0;
    for (String text : got) {
      longest = text.length() >= longest.length() ? text : longest;
      length += text.length();
    }
    // Longer than all that were got, so no beginning of one.
    unseen = new Text(longest + "\0");
    searchable = length * crashed <= COMPARED;
    deletes = deleted;
    classify(puts);
  }

  /** Puts that are beginnings of the same get are one class; what begins with none is class 0. */
  private void classify(Set<String> puts) {
    puts.removeIf(put -> !begins(put));
    boolean single = deletes || (long) puts.size() * got.size() > CLASSIFIED;
    int next = 1;
    for (String put : puts) {
      classes.put(put, single ? 0 : next++);
    }
    for (String text : single ? Set.<String>of() : got) {
      int first = Wants.NONE;
      for (String put : puts) {
        if (text.startsWith(put)) {
          int second = classes.getOrDefault(put, 0);
          int one = first == Wants.NONE ? second : first;
          classes.replaceAll((any, old) -> old == second ? one : old);
          first = one;
        }
      }
      wanted.put(text, Math.max(first, 0));
    }
    // Classes may have been joined since.
    wanted.replaceAll((text, old) -> wantedNow(text));
  }

  private int wantedNow(String text) {
    for (Map.Entry<String, Integer> put : classes.entrySet()) {
      if (text.startsWith(put.getKey())) {
        return put.getValue();
      }
    }
    return 0;
  }

  private static boolean isText(Value value) {
    return value instanceof Text || value.isNil();
  }

  private boolean begins(String text) {
    String next = got.ceiling(text);
    return next != null && next.startsWith(text);
  }

  @Override
  Step<Value> step(Value state, Call call) {
    Step<Value> step = super.step(state, call);
    return step instanceof Step.Next<Value> next
            && next.state() instanceof Text text
            && !begins(text.value())
        ? Step.next(unseen)
        : step;
  }

  @Override
  boolean needless(Call call) {
    if (call.ok() || !onlyTexts || !(call.input() instanceof Text text)) {
      return false;
    }
    return switch (texts.kind(call)) {
      case PUT -> !begins(text.value());
      case APPEND -> searchable && got.stream().noneMatch(one -> one.contains(text.value()));
      case GET, DELETE -> false;
    };
  }

  @Override
  int classes() {
    return classes.size() + 1;
  }

  @Override
  int wanted(Call call) {
    boolean wants = texts.kind(call) == AppendedText.Kind.GET && texts.says(call);
    return wants && call.output() instanceof Text text
        ? wanted.getOrDefault(text.value(), 0)
        : Wants.NONE;
  }

  @Override
  int provided(Call call) {
    return switch (texts.kind(call)) {
      case PUT ->
          call.input() instanceof Text text
              ? classes.getOrDefault(text.value(), Wants.NONE)
              : deletes ? 0 : Wants.NONE;
      case DELETE -> 0;
      case GET, APPEND -> Wants.NONE;
    };
  }

  @Override
  boolean suits(Value state, Call call) {
    return !(state instanceof Text text)
        || !(call.output() instanceof Text wanted)
        || wanted.value().startsWith(text.value());
  }

  @Override
  long bytes(Value state) {
    return state instanceof Text text ? 128 + 2L * text.value().length() : super.bytes(state);
  }
}

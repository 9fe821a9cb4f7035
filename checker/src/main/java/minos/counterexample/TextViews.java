package minos.counterexample;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.AppendedText;
import minos.spec.AppendedText.Kind;
import minos.spec.Call;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;

/**
 * What operations on a string say of some of the pieces that were appended to it.
 *
 * <p>Sound where pieces can't be mistaken: none is part of another, and none begins as another
 * ends. Then a string that is made of pieces can be taken apart in one way only. Take an order that
 * explains the history: what a get answers are the last put and what was appended since, in this
 * order. Without some appends it is that without their pieces. What was put, and what was there at
 * first, are pieces as well, which always stay. What no piece explains is in no answer of a history
 * that is linearizable, so it may go or stay. Where pieces might be mistaken, nothing is narrowed.
 *
 * <p>Cost: a pass over the history, and over the letters of what it answered.
 */
final class TextViews implements Views {
  /** A piece of more letters is not looked into. */
  private static final int LONGEST = 256;

  private final AppendedText spec;

  TextViews(AppendedText spec) {
    this.spec = spec;
  }

  /**
   * The pieces of a history.
   *
   * @param appended what was appended
   * @param fixed what was put, or there at first
   * @param lengths how long they are
   */
  private record Pieces(Set<String> appended, Set<String> fixed, TreeSet<Integer> lengths) {
    boolean has(String text) {
      return appended.contains(text) || fixed.contains(text);
    }

    /** A string as pieces, and what lies between them. */
    List<String> of(String text) {
      List<String> tokens = new ArrayList<>();
      int from = 0;
      for (int at = 0; at < text.length(); ) {
        int end = end(text, at);
        if (end > at) {
          if (from < at) {
            tokens.add(text.substring(from, at));
          }
          tokens.add(text.substring(at, end));
          from = end;
          at = end;
        } else {
          at++;
        }
      }
      if (from < text.length()) {
        tokens.add(text.substring(from));
      }
      return tokens;
    }

    private int end(String text, int at) {
      for (int length : lengths) {
        if (at + length <= text.length() && has(text.substring(at, at + length))) {
          return at + length;
        }
      }
      return at;
    }

    /** Whether none can be mistaken for a part of others. */
    boolean clear() {
      Set<String> all = new HashSet<>(appended);
      all.addAll(fixed);
      Set<String> beginnings = new HashSet<>();
      all.forEach(one -> prefixes(one, beginnings));
      return all.stream().allMatch(one -> one.length() <= LONGEST && alone(one, beginnings));
    }

    private static void prefixes(String one, Set<String> into) {
      for (int end = 1; end < one.length() && one.length() <= LONGEST; end++) {
        into.add(one.substring(0, end));
      }
    }

    private boolean alone(String one, Set<String> beginnings) {
      for (int from = 0; from < one.length(); from++) {
        if (from > 0 && beginnings.contains(one.substring(from))) {
          return false;
        }
        for (int length : lengths) {
          int end = from + length;
          if (length < one.length() && end <= one.length() && has(one.substring(from, end))) {
            return false;
          }
        }
      }
      return true;
    }
  }

  private Pieces pieces(History history) {
    Pieces pieces = new Pieces(new HashSet<>(), new HashSet<>(), new TreeSet<>());
    add(spec.initial(), pieces.fixed());
    for (int op = 0; op < history.size(); op++) {
      Kind kind = kind(history, op);
      if (kind == Kind.APPEND || kind == Kind.PUT) {
        add(input(history, op), kind == Kind.APPEND ? pieces.appended() : pieces.fixed());
      }
    }
    pieces.appended().removeAll(pieces.fixed());
    pieces.appended().forEach(one -> pieces.lengths().add(one.length()));
    pieces.fixed().forEach(one -> pieces.lengths().add(one.length()));
    return pieces;
  }

  private static void add(Value value, Set<String> pieces) {
    if (value instanceof Text text && !text.value().isEmpty()) {
      pieces.add(text.value());
    }
  }

  private Kind kind(History history, int op) {
    return spec.kind(
        new Call(
            history.functionName(history.function(op)),
            input(history, op),
            Nil.NIL,
            Outcome.INFO,
            Nil.NIL));
  }

  private static Value input(History history, int op) {
    return history.operation(op).input();
  }

  @Override
  public Set<Value> elements(History history, BitSet operations) {
    Pieces pieces = pieces(history);
    Set<Value> elements = new LinkedHashSet<>();
    if (!pieces.clear()) {
      return elements;
    }
    for (int op = operations.nextSetBit(0); op >= 0; op = operations.nextSetBit(op + 1)) {
      switch (kind(history, op)) {
        case APPEND -> {
          if (removable(pieces, history, op)) {
            elements.add(input(history, op));
          }
        }
        case GET -> {
          if (history.outcome(op) == Outcome.OK
              && history.operation(op).value() instanceof Text text) {
            pieces.of(text.value()).stream()
                .filter(one -> !pieces.fixed().contains(one))
                .forEach(one -> elements.add(new Text(one)));
          }
        }
        case PUT, DELETE -> {}
      }
    }
    return elements;
  }

  private static boolean removable(Pieces pieces, History history, int append) {
    return input(history, append) instanceof Text text && pieces.appended().contains(text.value());
  }

  /** What is wanted of these pieces; those of what was between pieces elsewhere as well. */
  private static Set<String> wanted(Pieces pieces, Set<Value> elements) {
    Set<String> wanted = new HashSet<>(pieces.fixed());
    for (Value element : elements) {
      if (element instanceof Text text) {
        wanted.add(text.value());
        wanted.addAll(pieces.of(text.value()));
      }
    }
    return wanted;
  }

  @Override
  public BitSet others(History history, Set<Value> elements) {
    BitSet others = new BitSet();
    Pieces pieces = pieces(history);
    if (pieces.clear()) {
      Set<String> wanted = wanted(pieces, elements);
      for (int op = 0; op < history.size(); op++) {
        others.set(
            op,
            kind(history, op) == Kind.APPEND
                && removable(pieces, history, op)
                && input(history, op) instanceof Text text
                && !wanted.contains(text.value()));
      }
    }
    return others;
  }

  @Override
  public History narrowed(History history, Set<Value> elements) {
    Pieces pieces = pieces(history);
    if (!pieces.clear()) {
      return history;
    }
    Set<String> wanted = wanted(pieces, elements);
    return history.withAnswers(
        (op, answered) -> {
          if (kind(history, op) != Kind.GET || !(answered instanceof Text text)) {
            return answered;
          }
          StringBuilder left = new StringBuilder();
          pieces.of(text.value()).stream().filter(wanted::contains).forEach(left::append);
          return left.length() == text.value().length() ? answered : new Text(left.toString());
        });
  }
}

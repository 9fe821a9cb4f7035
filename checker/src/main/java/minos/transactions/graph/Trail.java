package minos.transactions.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The literals that hold by now, in the order in which they came to: some decided, the others
 * concluded from clauses. A literal's level is how many decisions there were up to it; to go back
 * to a level is to forget all literals of higher ones.
 *
 * <p>A literal is {@code 2 * variable} if the variable holds and one more if it does not. Every
 * operation takes constant time, but going back, which takes that of the literals forgotten. Not
 * thread-safe.
 */
final class Trail {
  private int variables;
  private byte[] value = new byte[32];
  private int[] level = new int[32];
  private int[] @Nullable [] reason = new int[32][];
  private int[] literals = new int[32];
  private int size;
  private int[] levelStart = new int[32];
  private int levels;

  /** A new variable, which neither holds nor doesn't. */
  int variable() {
    int v = variables++;
    if (v == value.length) {
      int larger = 2 * v;
      value = Arrays.copyOf(value, larger);
      level = Arrays.copyOf(level, larger);
      reason = Arrays.copyOf(reason, larger);
      literals = Arrays.copyOf(literals, larger);
      levelStart = Arrays.copyOf(levelStart, larger);
    }
    return v;
  }

  /** How many variables there are. */
  int variables() {
    return variables;
  }

  /** How many literals hold. */
  int size() {
    return size;
  }

  /** Whether each variable has a value. */
  boolean full() {
    return size == variables;
  }

  /** The literal at a place of the order, from 0. */
  int literal(int place) {
    return literals[place];
  }

  /** Whether a literal holds. */
  boolean holds(int literal) {
    return value[literal >> 1] == ((literal & 1) == 0 ? 1 : -1);
  }

  /** Whether a variable has no value. */
  boolean open(int variable) {
    return value[variable] == 0;
  }

  /** How many decisions there were. */
  int levels() {
    return levels;
  }

  /** The level of a variable that has a value. */
  int level(int variable) {
    return level[variable];
  }

  /** The clause that a variable's value was concluded from; null if none was. */
  int @Nullable [] reason(int variable) {
    return reason[variable];
  }

  /** The highest level among a clause's literals, all of which have values. */
  int highestLevel(int[] clause) {
    int highest = 0;
    for (int literal : clause) {
      highest = Math.max(highest, level[literal >> 1]);
    }
    return highest;
  }

  /** Begins a level; the next literal is its decision. */
  void nextLevel() {
    levelStart[levels++] = size;
  }

  /** Makes a literal of an open variable hold. */
  void assign(int literal, int @Nullable [] why) {
    int variable = literal >> 1;
    value[variable] = (byte) ((literal & 1) == 0 ? 1 : -1);
    level[variable] = levels;
    reason[variable] = why;
    literals[size++] = literal;
  }

  /**
   * Goes back to a level below the present one.
   *
   * @param opened gets the variables that are open again
   */
  void backTo(int to, VariableHeap opened) {
    int start = levelStart[to];
    for (int i = size - 1; i >= start; i--) {
      int variable = literals[i] >> 1;
      value[variable] = 0;
      reason[variable] = null;
      opened.push(variable);
    }
    size = start;
    levels = to;
  }
}

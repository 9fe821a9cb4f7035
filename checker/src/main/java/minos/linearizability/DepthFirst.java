package minos.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.check.Budget;

/**
 * Depth-first search after Wing and Gong, with the configurations that were visited kept.
 *
 * <p><b>Question.</b> Is the problem linearizable, and if so, by which order?
 *
 * <p><b>Idea.</b> Let one operation after another take effect. Any operation may be next that was
 * invoked before the first return of an operation that has not taken effect (the frontier) [1].
 * When nothing fits, take the last choice back. A configuration that was visited before (same
 * frontier, same state, same open operations that took effect) is not searched again [2]. The
 * operations that have not taken effect are a linked list in event order, from which they are
 * lifted and into which they are put back [2].
 *
 * <p><b>Why it is sound.</b> An order respects real time exactly if each next operation was invoked
 * before the frontier's return. What can follow depends on nothing but the configuration. The
 * shortcuts (read-only operations at once, dominance, symmetry) are those of {@link BreadthFirst},
 * argued there; what {@link Foresight} finds hopeless is taken back. If the search ends without an
 * order, then no configuration passes the furthest frontier, whose operation is the culprit; or, if
 * any was found hopeless, the latest of those for which it was.
 *
 * <p>Complete: it decides every problem, given time and memory.
 *
 * <p><b>Cost.</b> Time and memory are proportional to the configurations visited: about one for
 * each operation when the guesses are good, n * s * 2^c at worst.
 *
 * <ol>
 *   <li>J. Wing and C. Gong, "Testing and verifying concurrent objects", JPDC 17, 1993.
 *   <li>G. Lowe, "Testing for linearizability", Concurrency and Computation: Practice and
 *       Experience 29(4), 2017, section 3.
 * </ol>
 */
final class DepthFirst implements Engine {
  private final long maxSteps;

  /** A search that goes on until its budget is used up. */
  DepthFirst() {
    this(Long.MAX_VALUE);
  }

  /** A search that gives up after so many tries. */
  DepthFirst(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  @Override
  public String name() {
    return "wing-gong";
  }

  @Override
  public Answer search(Problem problem, Budget budget) {
    return LimitedSearch.run(
        budget, problem.size() * Run.BYTES, own -> new Run(problem, own, maxSteps));
  }

  private static final class Run implements LimitedSearch, Foresight.Configuration {
    private static final int POLL = 0x3FF;

    /** What an operation takes here, in its schedule and in foresight. */
    private static final long BYTES = 96;

    private final Problem problem;
    private final Budget budget;
    private final Schedule schedule;
    private final Transitions transitions;
    private final int events;
    private final int crashBase;
    private final int words;
    private final ConfigurationSet visited;

    /**
     * The linked list of events that have not been lifted; the event after the last is its end, and
     * the one before the first.
     */
    private final int[] next;

    private final int[] previous;
    private final int[] invocation;
    private final int[] completion;
    private final int[] returnOrder;
    private final boolean[] placed;
    private int frontier;
    private final int completions;
    private int furthest = -1;

    /** The present configuration, and copies of it at each choice. */
    private final long[] configuration;

    private long[][] saved = new long[16][];
    private int[] savedFrontier = new int[16];
    private int[] savedOrder = new int[16];
    private int[] choice = new int[16];
    private boolean[] several = new boolean[16];
    private int depth;
    private final int[] order;
    private int ordered;
    private final Alike alike;
    private final Foresight foresight;
    private final int[] placedProviders;
    private final long maxSteps;
    private long steps;

    Run(Problem problem, Budget budget, long maxSteps) {
      this.maxSteps = maxSteps;
      this.problem = problem;
      this.budget = budget;
      this.schedule = new Schedule(problem);
      this.transitions = problem.transitions(budget);
      int liveWords = (schedule.slots() + 63) >>> 6;
      int crashWords = (schedule.crashed() + 63) >>> 6;
      events = schedule.size();
      crashBase = 2 + liveWords;
      words = crashBase + crashWords;
      visited = new ConfigurationSet(crashBase, crashWords, budget);
      configuration = new long[words];
      next = new int[events + 1];
      previous = new int[events + 1];
      invocation = new int[problem.size()];
      completion = new int[problem.size()];
      placed = new boolean[problem.size()];
      order = new int[problem.size()];
      Arrays.fill(completion, -1);
      for (int i = 0; i <= events; i++) {
        next[i] = i == events ? 0 : i + 1;
        previous[i] = i == 0 ? events : i - 1;
        if (i < events) {
          int event = schedule.event(i);
          if (event >= 0) {
            invocation[event] = i;
          } else {
            completion[~event] = i;
          }
        }
      }
      returnOrder = schedule.returnOrder();
      completions = returnOrder.length;
      alike = new Alike(problem);
      foresight = new Foresight(problem, schedule, transitions, returnOrder);
      placedProviders = new int[problem.wants().classes()];
    }

    @Override
    public int reached() {
      return Math.max(0, furthest);
    }

    @Override
    public Answer decide() {
      configuration[0] = transitions.initial();
      settle();
      visit();
      int from = next[events];
      while (frontier < completions) {
        if (advance(from)) {
          from = next[events];
        } else if (depth == 0) {
          int latest = Math.max(furthest, foresight.latest());
          DeadEnds ends = deadEnds();
          return new Answer.NotLinearizable(
              returnOrder[furthest],
              returnOrder[latest],
              ends.list(),
              !ends.enough() && foresight.latest() < 0);
        } else {
          from = takeBack();
        }
      }
      return new Answer.Linearizable(new Ints(Arrays.copyOf(order, ordered)));
    }

    /**
     * Lets the next operation of the list take effect that leads to something new; false if none
     * does.
     */
    private boolean advance(int from) {
      alike.begin();
      for (int event = next[events]; schedule.event(event) >= 0; event = next[event]) {
        alike.offer(schedule.event(event));
      }
      for (int event = from; schedule.event(event) >= 0; event = next[event]) {
        int op = schedule.event(event);
        if (!alike.first(op)) {
          continue;
        }
        int state = transitions.step((int) configuration[0], problem.call(op));
        boolean chosen =
            state >= 0
                ? choose(op, state, false)
                : state != Transitions.REJECTED && chooseAny(op, state);
        if (chosen) {
          return true;
        }
      }
      return false;
    }

    /**
     * Goes on with a state not visited of a step with several. When it is taken back, the next such
     * state is tried.
     */
    private boolean chooseAny(int op, int step) {
      for (int state : transitions.choices(step)) {
        if (choose(op, state, true)) {
          return true;
        }
      }
      return false;
    }

    /** Lets the operation take effect if that leads to a configuration not visited. */
    private boolean choose(int op, int state, boolean amongSeveral) {
      if ((++steps & POLL) == 0) {
        Exhaustion.check(budget);
      }
      if (steps > maxSteps) {
        throw Exhaustion.ofSteps(maxSteps);
      }
      push(op, amongSeveral);
      place(op);
      configuration[0] = state;
      settle();
      if (visit()) {
        return true;
      }
      takeBack();
      return false;
    }

    private void push(int op, boolean amongSeveral) {
      if (depth == choice.length) {
        int more = depth * 2;
        if (!budget.reserve(depth * (64L + 8L * words))) {
          throw Exhaustion.ofMemory(budget);
        }
        saved = Arrays.copyOf(saved, more);
        savedFrontier = Arrays.copyOf(savedFrontier, more);
        savedOrder = Arrays.copyOf(savedOrder, more);
        choice = Arrays.copyOf(choice, more);
        several = Arrays.copyOf(several, more);
      }
      if (saved[depth] == null) {
        saved[depth] = new long[words];
      }
      System.arraycopy(configuration, 0, saved[depth], 0, words);
      savedFrontier[depth] = frontier;
      savedOrder[depth] = ordered;
      choice[depth] = op;
      several[depth] = amongSeveral;
      depth++;
    }

    /** Takes the last choice back; the event from which to look for another one. */
    private int takeBack() {
      depth--;
      while (ordered > savedOrder[depth]) {
        int op = order[--ordered];
        placed[op] = false;
        count(op, -1);
        if (completion[op] >= 0) {
          putBack(completion[op]);
        }
        putBack(invocation[op]);
      }
      System.arraycopy(saved[depth], 0, configuration, 0, words);
      frontier = savedFrontier[depth];
      int event = invocation[choice[depth]];
      return several[depth] ? event : next[event];
    }

    private void place(int op) {
      placed[op] = true;
      count(op, 1);
      order[ordered++] = op;
      lift(invocation[op]);
      if (completion[op] >= 0) {
        lift(completion[op]);
      }
      configuration[word(op)] |= 1L << schedule.slot(op);
      while (frontier < completions && placed[returnOrder[frontier]]) {
        int passed = returnOrder[frontier++];
        configuration[word(passed)] &= ~(1L << schedule.slot(passed));
      }
      configuration[1] = frontier;
    }

    private void count(int op, int by) {
      int provided = problem.wants().provided(op);
      if (provided != Wants.NONE) {
        placedProviders[provided] += by;
      }
    }

    @Override
    public boolean placed(int operation) {
      return placed[operation];
    }

    @Override
    public int placedProviders(int wanted) {
      return placedProviders[wanted];
    }

    /** Lets every read-only operation take effect that is open and fits. */
    private void settle() {
      int event = next[events];
      while (event != events) {
        int op = schedule.event(event);
        if (op < 0) {
          return;
        }
        int following = next[event];
        if (problem.readOnly(op)
            && transitions.step((int) configuration[0], problem.call(op)) != Transitions.REJECTED) {
          boolean adjacent = following == completion[op];
          following = adjacent ? next[following] : following;
          place(op);
        }
        event = following;
      }
    }

    private boolean visit() {
      if (frontier < completions) {
        furthest = Math.max(furthest, frontier);
      }
      if (foresight.active() && foresight.hopeless((int) configuration[0], frontier, this)) {
        return false;
      }
      return visited.add(configuration);
    }

    /**
     * The configurations visited at the furthest frontier. None passes it, or it would not be the
     * furthest.
     */
    private DeadEnds deadEnds() {
      int culprit = returnOrder[furthest];
      DeadEnds ends = new DeadEnds(problem, transitions, culprit);
      for (int member = 0; member < visited.size() && !ends.enough(); member++) {
        if (visited.word(member, 1) != furthest) {
          continue;
        }
        visited.get(member, configuration);
        List<Integer> pending = new ArrayList<>();
        for (int i = 0; i < completion[culprit]; i++) {
          int op = schedule.event(i);
          boolean open = op >= 0 && (completion[op] < 0 || completion[op] > completion[culprit]);
          if (open && (configuration[word(op)] & 1L << schedule.slot(op)) == 0) {
            pending.add(op);
          }
        }
        ends.add((int) configuration[0], pending);
      }
      return ends;
    }

    private void lift(int event) {
      next[previous[event]] = next[event];
      previous[next[event]] = previous[event];
    }

    private void putBack(int event) {
      next[previous[event]] = event;
      previous[next[event]] = event;
    }

    private int word(int op) {
      return (problem.crashed(op) ? crashBase : 2) + (schedule.slot(op) >>> 6);
    }
  }
}

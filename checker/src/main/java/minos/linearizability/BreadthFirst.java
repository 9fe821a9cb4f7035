package minos.linearizability;

import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;

/**
 * Just-in-time linearization, breadth first.
 *
 * <p><b>Question.</b> Is the problem linearizable?
 *
 * <p><b>Idea.</b> Go through the events in real-time order and keep the set of all configurations
 * that some order of the operations so far can be in: the state, and which of the open operations
 * have taken effect. An invocation changes nothing; when an operation returns, it must have taken
 * effect: each configuration in which it has not is replaced by all that follow from it by letting
 * open operations take effect, one after another, until the returning one has. If none is left,
 * there is no order [1], [2].
 *
 * <p><b>Why it is sound.</b> The set contains, at each event, every configuration of an order in
 * which updates take effect as late as they can, and every order can be changed into such a one by
 * moving updates towards the next return. Four shortcuts:
 *
 * <ul>
 *   <li>A read-only operation takes effect as soon as it is open and fits the state. It does not
 *       change the state, so whatever could follow can still follow, and it is never needed later.
 *   <li>Dominance: see {@link ConfigurationSet}.
 *   <li>Symmetry: see {@link Alike}.
 *   <li>Only the open operations have bits, see {@link Schedule}: whatever returned has taken
 *       effect in every configuration.
 * </ul>
 *
 * <p>Complete: it decides every problem, given time and memory.
 *
 * <p><b>Cost.</b> With c operations open at once and s states, at most s * 2^c configurations an
 * event; memory does not depend on the length of the history.
 *
 * <ol>
 *   <li>G. Lowe, "Testing for linearizability", Concurrency and Computation: Practice and
 *       Experience 29(4), 2017, section 4.
 *   <li>J. Wing and C. Gong, "Testing and verifying concurrent objects", JPDC 17, 1993.
 * </ol>
 */
final class BreadthFirst implements Engine {
  private final long maxSteps;

  /** A search that goes on until its budget is used up. */
  BreadthFirst() {
    this(Long.MAX_VALUE);
  }

  /** A search that gives up after so many tries. */
  BreadthFirst(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  @Override
  public String name() {
    return "just-in-time";
  }

  @Override
  public Answer search(Problem problem, Budget budget) {
    return LimitedSearch.run(
        budget, problem.size() * Run.BYTES, own -> new Run(problem, own, maxSteps));
  }

  /**
   * One search. A configuration's words: the state, the live operations that took effect, the
   * crashed ones that did.
   */
  private static final class Run implements LimitedSearch, Foresight.Configuration {
    private static final int POLL = 0x3FF;

    /** What an operation takes in its schedule and in foresight. */
    private static final long BYTES = 56;

    private final Problem problem;
    private final Budget budget;
    private final Schedule schedule;
    private final Transitions transitions;
    private final int crashBase;
    private final int words;
    private final int[] openLive;
    private final int[] openCrashed;
    private int liveCount;
    private int crashedCount;
    private ConfigurationSet now;
    private ConfigurationSet then;
    private final ConfigurationSet seen;
    private final long[] current;
    private final long[] successor;
    private int returned;
    private final Alike alike;
    private final Foresight foresight;

    /** Of each class, how many providers returned. */
    private final int[] returnedProviders;

    /** The configuration that foresight is asked about. */
    private long[] asked = {};

    /** The position of the return that is looked at. */
    private int moment;

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
      this.crashBase = 1 + liveWords;
      this.words = crashBase + crashWords;
      this.openLive = new int[schedule.slots()];
      this.openCrashed = new int[schedule.crashed()];
      this.now = new ConfigurationSet(crashBase, crashWords, budget);
      this.then = new ConfigurationSet(crashBase, crashWords, budget);
      this.seen = new ConfigurationSet(crashBase, crashWords, budget);
      this.current = new long[words];
      this.successor = new long[words];
      this.alike = new Alike(problem);
      this.foresight = new Foresight(problem, schedule, transitions, schedule.returnOrder());
      this.returnedProviders = new int[problem.wants().classes()];
    }

    @Override
    public int reached() {
      return returned;
    }

    @Override
    public Answer decide() {
      current[0] = transitions.initial();
      now.add(current);
      for (int i = 0; i < schedule.size(); i++) {
        int event = schedule.event(i);
        if (event >= 0) {
          invoke(event);
        } else if (!doReturn(~event)) {
          int latest = Math.max(returned, foresight.latest());
          DeadEnds ends = deadEnds(~event);
          return new Answer.NotLinearizable(
              ~event,
              schedule.returnOrder()[latest],
              ends.list(),
              !ends.enough() && foresight.latest() < 0);
        }
      }
      return new Answer.Linearizable(Ints.NONE);
    }

    private void poll() {
      if ((++steps & POLL) == 0) {
        Exhaustion.check(budget);
      }
      if (steps > maxSteps) {
        throw Exhaustion.ofSteps(maxSteps);
      }
    }

    private void invoke(int op) {
      if (problem.crashed(op)) {
        openCrashed[crashedCount++] = op;
        return;
      }
      openLive[liveCount++] = op;
      if (problem.readOnly(op)) {
        then.clear();
        for (int member = 0; member < now.size(); member++) {
          poll();
          now.get(member, current);
          if (transitions.step((int) current[0], problem.call(op)) != Transitions.REJECTED) {
            set(current, op);
          }
          then.add(current);
        }
        swap();
      }
    }

    private boolean doReturn(int op) {
      Exhaustion.check(budget);
      moment = problem.completed(op);
      then.clear();
      seen.clear();
      for (int member = 0; member < now.size(); member++) {
        poll();
        now.get(member, current);
        if (isSet(current, op)) {
          clear(current, op);
          then.add(current);
        } else {
          seen.add(current);
        }
      }
      for (int member = 0; member < seen.size(); member++) {
        seen.get(member, current);
        alike.begin();
        offer(openLive, liveCount);
        offer(openCrashed, crashedCount);
        expand(openLive, liveCount, member, op);
        expand(openCrashed, crashedCount, member, op);
      }
      if (then.size() == 0) {
        return false;
      }
      close(op);
      int provided = problem.wants().provided(op);
      if (provided != Wants.NONE) {
        returnedProviders[provided]++;
      }
      returned++;
      swap();
      return true;
    }

    private void offer(int[] open, int count) {
      for (int i = 0; i < count; i++) {
        if (!isSet(current, open[i])) {
          alike.offer(open[i]);
        }
      }
    }

    private void expand(int[] open, int count, int member, int returning) {
      for (int i = 0; i < count; i++) {
        seen.get(member, current);
        if (!isSet(current, open[i]) && alike.first(open[i])) {
          expand(open[i], returning);
        }
      }
    }

    private void expand(int op, int returning) {
      poll();
      int state = transitions.step((int) current[0], problem.call(op));
      if (state >= 0) {
        reach(state, op, returning);
      } else if (state != Transitions.REJECTED) {
        for (int choice : transitions.choices(state)) {
          reach(choice, op, returning);
        }
      }
    }

    /**
     * Adds the configuration after the operation took effect on the current one, with every open
     * read that fits.
     */
    private void reach(int state, int op, int returning) {
      System.arraycopy(current, 0, successor, 0, words);
      successor[0] = state;
      set(successor, op);
      for (int i = 0; i < liveCount; i++) {
        int read = openLive[i];
        if (problem.readOnly(read)
            && !isSet(successor, read)
            && transitions.step(state, problem.call(read)) != Transitions.REJECTED) {
          set(successor, read);
        }
      }
      if (hopeless(state)) {
        return;
      }
      if (isSet(successor, returning)) {
        clear(successor, returning);
        then.add(successor);
      } else {
        seen.add(successor);
      }
    }

    private boolean hopeless(int state) {
      if (!foresight.active()) {
        return false;
      }
      asked = successor;
      return foresight.hopeless(state, returned, this);
    }

    @Override
    public boolean placed(int operation) {
      return problem.invoked(operation) < moment && isSet(asked, operation);
    }

    @Override
    public int placedProviders(int wanted) {
      int count = returnedProviders[wanted];
      for (int i = 0; i < liveCount; i++) {
        count += provides(openLive[i], wanted) ? 1 : 0;
      }
      for (int i = 0; i < crashedCount; i++) {
        count += provides(openCrashed[i], wanted) ? 1 : 0;
      }
      return count;
    }

    private boolean provides(int op, int wanted) {
      return problem.wants().provided(op) == wanted && isSet(asked, op);
    }

    private DeadEnds deadEnds(int culprit) {
      DeadEnds ends = new DeadEnds(problem, transitions, culprit);
      for (int member = 0; member < seen.size() && !ends.enough(); member++) {
        seen.get(member, current);
        List<Integer> pending = new ArrayList<>();
        for (int i = 0; i < liveCount; i++) {
          if (openLive[i] != culprit && !isSet(current, openLive[i])) {
            pending.add(openLive[i]);
          }
        }
        for (int i = 0; i < crashedCount; i++) {
          if (!isSet(current, openCrashed[i])) {
            pending.add(openCrashed[i]);
          }
        }
        ends.add((int) current[0], pending);
      }
      return ends;
    }

    private void close(int op) {
      int at = 0;
      while (openLive[at] != op) {
        at++;
      }
      System.arraycopy(openLive, at + 1, openLive, at, liveCount - at - 1);
      liveCount--;
    }

    private void swap() {
      ConfigurationSet old = now;
      now = then;
      then = old;
    }

    private int word(int op) {
      return (problem.crashed(op) ? crashBase : 1) + (schedule.slot(op) >>> 6);
    }

    private boolean isSet(long[] configuration, int op) {
      return (configuration[word(op)] & 1L << schedule.slot(op)) != 0;
    }

    private void set(long[] configuration, int op) {
      configuration[word(op)] |= 1L << schedule.slot(op);
    }

    private void clear(long[] configuration, int op) {
      configuration[word(op)] &= ~(1L << schedule.slot(op));
    }
  }
}

package minos.generate.synthetic;

import java.util.EnumSet;
import java.util.Set;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * A lock with or without owners, or a semaphore. A client that has acquired it releases it before
 * it does anything else.
 *
 * <p>The scripts are played alone, when nobody holds anything. Then, of acquisitions that succeeded
 * and releases that were invoked there are as many, so one acquisition or release too many has no
 * explanation, however crashed releases are placed. Where any release would do for any acquisition,
 * acquisitions therefore don't crash, nor do releases where one too many is to be put in; with
 * owners they do, and nobody is left who could pass for the one that crashed.
 */
final class LockObject extends SimulatedObject {
  /** The kinds of lock. */
  enum Kind {
    MUTEX,
    SEMAPHORE,
    OWNER,
    REENTRANT,
    FENCED
  }

  private static final int DEEPEST = 3;
  private static final String ACQUIRE = "acquire";
  private static final String RELEASE = "release";

  private final Traffic traffic;
  private final Kind kind;
  private final int permits;
  private int free;
  private Value owner = Nil.NIL;
  private long fence;

  /** What each client holds and has not begun to release. */
  private final int[] held;

  /**
   * A lock.
   *
   * @param permits how often it can be held at once; 1 unless it is a semaphore
   */
  LockObject(Traffic traffic, Kind kind, int permits) {
    this.traffic = traffic;
    this.kind = kind;
    this.permits = permits;
    this.free = permits;
    this.held = new int[traffic.clients()];
  }

  @Override
  Request next(int client, boolean leaving) {
    if (held[client] > 0) {
      boolean again = kind == Kind.REENTRANT && traffic.draw().chance(0.3);
      if (again && !leaving && held[client] < DEEPEST) {
        return request(ACQUIRE, 1);
      }
      return request(RELEASE, kind == Kind.REENTRANT ? 1 : held[client]);
    }
    return request(ACQUIRE, 1 + traffic.draw().below(Math.min(permits, DEEPEST)));
  }

  @Override
  @Nullable Answer apply(Request request, int client, Value process) {
    int asked = asked(request);
    if (request.f().equals(ACQUIRE)) {
      boolean again = kind == Kind.REENTRANT && owner.equals(process);
      if (free < asked && !again) {
        return null;
      }
      free -= asked;
      owner = process;
      held[client] += asked;
      return acquired(request);
    }
    free += asked;
    if (free == permits) {
      owner = Nil.NIL;
    }
    return Answer.echo(request);
  }

  private Answer acquired(Request request) {
    return kind == Kind.FENCED ? Answer.of(new Int(++fence)) : Answer.echo(request);
  }

  private static int asked(Request request) {
    return request.input() instanceof Int number ? (int) number.value() : 1;
  }

  @Override
  void invoked(Request request, int client) {
    if (request.f().equals(RELEASE)) {
      held[client] = Math.max(0, held[client] - asked(request));
    }
  }

  /** Nobody crashes who would keep the lock for ever. */
  @Override
  Crash crash(Request request, int client) {
    boolean owned = kind != Kind.MUTEX && kind != Kind.SEMAPHORE;
    if (held[client] > 0 || (!owned && traffic.awaits(Anomaly.RELEASE_WITHOUT_HOLD))) {
      return Crash.NONE;
    } else if (request.f().equals(RELEASE)) {
      return Crash.WITH_EFFECT;
    }
    return owned ? Crash.WITHOUT_EFFECT : Crash.NONE;
  }

  @Override
  void completed(Request request, int client, Answer answer) {
    if (request.f().equals(RELEASE) && answer.outcome() == Outcome.FAIL) {
      held[client] += asked(request);
    }
  }

  @Override
  boolean engaged(int client) {
    return held[client] > 0;
  }

  @Override
  Set<Anomaly> faults() {
    Set<Anomaly> faults = EnumSet.of(Anomaly.RELEASE_WITHOUT_HOLD);
    if (kind != Kind.REENTRANT || traffic.clients() > 1) {
      faults.add(Anomaly.DOUBLE_ACQUIRE);
    }
    if (kind == Kind.FENCED) {
      faults.add(Anomaly.NON_MONOTONIC_FENCE);
    }
    return faults;
  }

  @Override
  Script script(Anomaly fault) {
    if (!faults().contains(fault)) {
      throw unknown(fault);
    }
    Request release = request(RELEASE, 1);
    Script.Step released = step(1, release, Answer.echo(release));
    if (fault == Anomaly.RELEASE_WITHOUT_HOLD) {
      return Script.alone(fault, released);
    }
    Request all = request(ACQUIRE, permits);
    Request one = request(ACQUIRE, 1);
    Script.Step first = new Script.Step(0, all, null);
    Script.Step back = new Script.Step(0, request(RELEASE, permits), null);
    if (fault == Anomaly.NON_MONOTONIC_FENCE) {
      return Script.alone(
          fault, first, back, new Script.Step(1, one, () -> Answer.of(new Int(fence))), released);
    }
    return Script.alone(fault, first, new Script.Step(1, one, () -> acquired(one)), back, released);
  }

  private static Script.Step step(int role, Request request, Answer answer) {
    return new Script.Step(role, request, () -> answer);
  }

  private Request request(String f, int number) {
    return new Request(f, kind == Kind.SEMAPHORE ? new Int(number) : null);
  }
}

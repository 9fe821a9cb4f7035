package minos.monitor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import minos.history.EventType;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Operations of some processes that overlap at random on one object, whose specification chooses
 * the answers; now and then an answer is made up.
 */
final class RandomPlay<S> {
  /**
   * What a process wants.
   *
   * @param answers those that it may get, of which the object chooses
   */
  record Wish(String f, @Nullable Object input, List<Object> answers) {
    /** A wish for something that answers nothing but what it was given. */
    static Wish of(String f, @Nullable Object input) {
      return new Wish(f, input, List.of(Value.of(input)));
    }

    static Wish asking(String f, @Nullable Object input, Object... answers) {
      return new Wish(f, input, List.of(answers));
    }
  }

  private enum Phase {
    IDLE,
    BEGUN,
    TOOK_EFFECT
  }

  private final SequentialSpec<S> spec;
  private final Random random;
  private final Drawing drawing = new Drawing();
  private final int noise;
  private final boolean crashes;
  private final int[] names;
  private final Phase[] phases;
  private final Wish[] wishes;
  private final Value[] answers;
  private S state;

  private RandomPlay(
      SequentialSpec<S> spec, Random random, int processes, int noise, boolean crashes) {
    this.spec = spec;
    this.random = random;
    this.noise = noise;
    this.crashes = crashes;
    this.state = spec.initial();
    names = new int[processes];
    phases = new Phase[processes];
    wishes = new Wish[processes];
    answers = new Value[processes];
    for (int p = 0; p < processes; p++) {
      names[p] = p;
      phases[p] = Phase.IDLE;
    }
  }

  /**
   * Plays.
   *
   * @param noise one in so many answers is made up; 0 for none
   */
  static <S> History play(
      SequentialSpec<S> spec,
      Function<Random, Wish> menu,
      Random random,
      int operations,
      int processes,
      int noise,
      boolean crashes) {
    return new RandomPlay<>(spec, random, processes, noise, crashes).play(menu, operations);
  }

  private History play(Function<Random, Wish> menu, int operations) {
    int begun = 0;
    for (int turn = 0; turn < 12 * operations; turn++) {
      int p = random.nextInt(names.length);
      switch (phases[p]) {
        case IDLE -> {
          if (begun < operations) {
            begun++;
            wishes[p] = menu.apply(random);
            drawing.invoke(names[p], wishes[p].f(), wishes[p].input());
            phases[p] = Phase.BEGUN;
          }
        }
        case BEGUN -> takeEffect(p);
        case TOOK_EFFECT -> complete(p);
      }
    }
    return drawing.history();
  }

  private void takeEffect(int p) {
    if (crashes && random.nextInt(16) == 0) {
      drawing.event(EventType.FAIL, names[p], wishes[p].f(), wishes[p].input());
      phases[p] = Phase.IDLE;
      return;
    }
    List<Object> possible = new ArrayList<>(wishes[p].answers());
    Collections.shuffle(possible, random);
    if (noise > 0 && random.nextInt(noise) == 0) {
      answers[p] = Value.of(possible.get(0));
      phases[p] = Phase.TOOK_EFFECT;
      return;
    }
    for (Object answer : possible) {
      Value output = Value.of(answer);
      Value process = spec.perProcess() ? new Int(names[p]) : Nil.NIL;
      Value input = Value.of(wishes[p].input());
      Step<S> step = spec.step(state, new Call(wishes[p].f(), input, output, Outcome.OK, process));
      if (step instanceof Step.Next<S> next) {
        state = next.state();
        answers[p] = output;
        phases[p] = Phase.TOOK_EFFECT;
        return;
      }
    }
  }

  private void complete(int p) {
    if (crashes && random.nextInt(8) == 0) {
      drawing.event(EventType.INFO, names[p], wishes[p].f(), wishes[p].input());
      names[p] += names.length;
    } else {
      drawing.ok(names[p], wishes[p].f(), answers[p]);
    }
    phases[p] = Phase.IDLE;
  }
}

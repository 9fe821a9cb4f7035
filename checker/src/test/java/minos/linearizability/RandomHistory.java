package minos.linearizability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;

/**
 * A random history of one object: clients ask, the object answers at some moment in between, mostly
 * right. Some answers are made up, some get lost, some requests fail, some take effect much later.
 */
final class RandomHistory<S> {
  /**
   * How large and how wild.
   *
   * @param operations how many operations
   * @param processes how many are open at once at most, crashed ones aside
   * @param lies one answer in so many is made up; 0 for none
   * @param crashes one operation in so many has an unknown outcome; 0 for none
   * @param shuffled whether the source has the events process by process, ordered by their times
   */
  record Shape(int operations, int processes, int lies, int crashes, boolean shuffled) {
    static Shape small(Random random) {
      return new Shape(
          4 + random.nextInt(5),
          2 + random.nextInt(3),
          random.nextInt(3) == 0 ? 0 : 8,
          random.nextInt(4) == 0 ? 0 : 5,
          random.nextInt(4) == 0);
    }
  }

  private static final class Asked {
    private final Value process;
    private final Vocabulary.Question question;
    private boolean tookEffect;
    private Value answer = Nil.NIL;
    private Outcome outcome = Outcome.OK;

    Asked(Value process, Vocabulary.Question question) {
      this.process = process;
      this.question = question;
    }
  }

  private final SequentialSpec<S> spec;
  private final Vocabulary vocabulary;
  private final Shape shape;
  private final Random random;
  private final List<Event> events = new ArrayList<>();
  private S state;

  private RandomHistory(SequentialSpec<S> spec, Vocabulary vocabulary, Shape shape, Random random) {
    this.spec = spec;
    this.vocabulary = vocabulary;
    this.shape = shape;
    this.random = random;
    this.state = spec.initial();
  }

  static History of(SequentialSpec<?> spec, Vocabulary vocabulary, Shape shape, Random random) {
    return new RandomHistory<>(spec, vocabulary, shape, random).make();
  }

  private History make() {
    Asked[] open = new Asked[shape.processes()];
    int[] names = new int[shape.processes()];
    for (int p = 0; p < names.length; p++) {
      names[p] = p;
    }
    List<Asked> crashed = new ArrayList<>();
    int asked = 0;
    while (asked < shape.operations() || anyOpen(open)) {
      if (!crashed.isEmpty() && random.nextInt(6) == 0) {
        takeEffect(crashed.remove(random.nextInt(crashed.size())));
      }
      int p = random.nextInt(open.length);
      Asked mine = open[p];
      if (mine == null) {
        if (asked < shape.operations()) {
          asked++;
          open[p] = new Asked(new Int(names[p]), vocabulary.ask(random));
          event(EventType.INVOKE, open[p], open[p].question.input());
        }
      } else if (oneIn(shape.crashes())) {
        if (random.nextBoolean()) {
          event(EventType.INFO, mine, mine.question.input());
        }
        if (!mine.tookEffect) {
          crashed.add(mine);
        }
        names[p] += shape.processes();
        open[p] = null;
      } else if (!mine.tookEffect) {
        takeEffect(mine);
      } else {
        event(
            mine.outcome == Outcome.OK ? EventType.OK : EventType.FAIL,
            mine,
            mine.outcome == Outcome.OK ? mine.answer : mine.question.input());
        open[p] = null;
      }
    }
    return build();
  }

  private boolean oneIn(int many) {
    return many > 0 && random.nextInt(many) == 0;
  }

  private static boolean anyOpen(Asked[] open) {
    for (Asked asked : open) {
      if (asked != null) {
        return true;
      }
    }
    return false;
  }

  private void takeEffect(Asked asked) {
    asked.tookEffect = true;
    if (oneIn(2 * shape.lies())) {
      asked.outcome = Outcome.FAIL;
      return;
    }
    List<Value> answers = new ArrayList<>(asked.question.answers());
    Collections.shuffle(answers, random);
    if (oneIn(shape.lies())) {
      asked.answer = answers.get(0);
      return;
    }
    for (Value answer : answers) {
      Call call =
          new Call(
              asked.question.f(),
              asked.question.input(),
              answer,
              Outcome.OK,
              spec.perProcess() ? asked.process : Nil.NIL);
      Step<S> step = spec.step(state, call);
      if (step instanceof Step.Rejected<S>) {
        continue;
      }
      asked.answer = answer;
      if (step instanceof Step.Next<S> next) {
        state = next.state();
      } else if (step instanceof Step.Choices<S> several) {
        state = several.states().get(random.nextInt(several.states().size()));
      }
      return;
    }
    asked.outcome = Outcome.FAIL;
  }

  private void event(EventType type, Asked asked, Value value) {
    events.add(
        new Event(
            type,
            asked.process,
            asked.question.f(),
            null,
            value,
            Event.ABSENT,
            events.size(),
            Event.ABSENT,
            Map.of()));
  }

  private History build() {
    HistoryBuilder builder =
        new HistoryBuilder("random", shape.shuffled() ? OrderBy.TIME : OrderBy.INDEX);
    if (shape.shuffled()) {
      events.sort(Comparator.comparing(event -> String.valueOf(event.process())));
    }
    try {
      for (Event event : events) {
        builder.accept(event);
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }
}

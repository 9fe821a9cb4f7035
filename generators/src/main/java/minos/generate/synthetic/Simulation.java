package minos.generate.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import minos.history.Event;
import minos.history.EventSink;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.spec.Model;
import minos.spec.Models;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * One history being made.
 *
 * <p><b>Idea.</b> Again and again some client, drawn at random, takes one step: it invokes an
 * operation, or its operation takes effect, or it completes. An operation so takes effect at one
 * moment of its interval, and the object answers in that order.
 *
 * <p><b>Soundness.</b> The moments of effect are an order that the specification allows, for {@link
 * Replay} has followed it. An operation of unknown outcome takes effect before its completion, or
 * as a straggler at some moment after, or never; one that failed never does. A process that crashed
 * never comes back: its client goes on under a new number.
 *
 * <p><b>Cost.</b> Constant time a step. Memory for the clients, the keys in use, and stragglers, of
 * which there are few, as each takes effect soon.
 */
final class Simulation {
  private static final int LONGEST_PAUSE_NANOS = 20_000;

  private final GeneratorOptions options;
  private final Workload workload;
  private final EventSink sink;
  private final Draw draw;
  private final Traffic traffic;
  private final IntSupplier keys;
  private final boolean keyed;
  private final int keyLife;
  private final @Nullable KeyedObject[] objects;
  private final Client[] clients;
  private final List<Client> stragglers = new ArrayList<>();
  private final Director director;
  private long nextKey;
  private long operations;
  private long events;
  private long time;
  private int open;

  private enum Phase {
    IDLE,
    INVOKED,
    ANSWERED
  }

  /** A client, or an operation that outlived its client's patience. */
  private static final class Client {
    private final int number;
    private Int process;
    private Phase phase = Phase.IDLE;
    private @Nullable KeyedObject target;
    private @Nullable Request request;
    private @Nullable Answer answer;
    private Script.@Nullable Step step;
    private boolean crashes;
    private boolean straggles;
    private boolean skipped;

    Client(int number, Int process) {
      this.number = number;
      this.process = process;
    }
  }

  Simulation(GeneratorOptions options, Workload workload, EventSink sink) {
    this.options = options;
    this.workload = workload;
    this.sink = sink;
    draw = new Draw(options.seed());
    keyLife = options.keyLife().orElse(workload.keyLife());
    keys = options.keys().sampler(draw.generator());
    double readRatio = options.readRatio().orElse(workload.readRatio());
    traffic = new Traffic(draw, options, readRatio, keys, keyLife);
    keyed = !workload.keysInside() && (options.keys().keys() > 1 || keyLife > 0);
    objects = new KeyedObject[workload.keysInside() ? 1 : options.keys().keys()];
    nextKey = objects.length;
    clients = new Client[options.clients()];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = new Client(i, new Int(i));
    }
    director = new Director(options, draw, this::object);
  }

  /** What could be put in. */
  Set<Anomaly> faults() {
    return object().object().faults();
  }

  Truth run() throws MalformedHistoryException {
    while (operations < options.operations() || open > 0 || !director.done()) {
      director.operation(operations);
      int place = draw.below(clients.length + stragglers.size());
      if (place >= clients.length) {
        straggle(place - clients.length);
        continue;
      }
      Client client = clients[place];
      switch (client.phase) {
        case IDLE -> begin(client);
        case INVOKED -> takeEffect(client);
        case ANSWERED -> {
          if (client.step == null || director.mayEnd(client.step)) {
            complete(client);
          }
        }
      }
    }
    return new Truth(
        workload.model(),
        workload.transactional() ? "strict-serializable" : Script.LINEARIZABLE,
        director.injected().isEmpty() ? Judgement.CONSISTENT : Judgement.VIOLATED,
        operations,
        events,
        director.injected());
  }

  private KeyedObject object() {
    int place = objects.length == 1 ? 0 : keys.getAsInt();
    KeyedObject object = objects[place];
    if (object == null) {
      object = create(keyed ? new Int(place) : null);
    } else if (keyLife > 0 && !workload.keysInside() && object.used() >= keyLife) {
      object = create(new Int(nextKey++));
    }
    objects[place] = object;
    return object;
  }

  private KeyedObject create(@Nullable Value key) {
    Replay<?> replay =
        // What an id generator remembers grows with the history, and what it says is plain.
        workload == Workload.ID_GENERATOR
            ? null
            : Models.byName(workload.model()).map(this::replay).orElse(null);
    return new KeyedObject(key, workload.create(traffic, options.modelOptions()), replay);
  }

  private Replay<?> replay(Model model) {
    return new Replay<>(model.create(options.modelOptions()));
  }

  private void begin(Client client) throws MalformedHistoryException {
    Script.Step step = director.cue(client.number, open == director.spanning() && settled());
    KeyedObject target = client.target;
    boolean engaged = target != null && target.object().engaged(client.number);
    if (step != null) {
      target = director.target();
      client.request = step.request();
      director.began(step, operations);
    } else if (director.alone()
        ? director.playing() || !engaged
        : operations >= options.operations()) {
      return;
    } else {
      if (!engaged || target == null) {
        target = object();
      }
      client.request = target.object().next(client.number, director.alone());
    }
    client.target = target;
    client.step = step;
    client.answer = null;
    client.phase = Phase.INVOKED;
    open++;
    operations++;
    target.object().invoked(client.request, client.number);
    fate(client, target.object(), client.request);
    emit(EventType.INVOKE, client, client.request.input());
  }

  /** Whether nobody holds anything and no straggler is left; within a script, of course. */
  private boolean settled() {
    if (director.playing() || !director.alone()) {
      return true;
    }
    for (Client client : clients) {
      if (client.target != null && client.target.object().engaged(client.number)) {
        return false;
      }
    }
    return stragglers.isEmpty();
  }

  /** Decides how an operation will end. */
  private void fate(Client client, SimulatedObject object, Request request) {
    double luck = draw.generator().nextDouble();
    boolean effect = draw.chance(0.5);
    boolean late = draw.chance(0.5);
    client.crashes = false;
    client.straggles = false;
    client.skipped = false;
    if (client.step != null) {
      return;
    }
    if (luck < options.crashRate()) {
      SimulatedObject.Crash crash = object.crash(request, client.number);
      client.crashes = crash != SimulatedObject.Crash.NONE;
      effect =
          switch (crash) {
            case NONE, WITH_EFFECT -> true;
            case WITHOUT_EFFECT -> false;
            case MAYBE -> effect;
          };
      client.straggles = client.crashes && effect && late;
      client.skipped = client.crashes && !effect;
    } else if (luck < options.crashRate() + options.failRate() && object.mayFail(request)) {
      client.skipped = true;
    }
  }

  private void takeEffect(Client client) {
    Request request = client.request;
    KeyedObject target = client.target;
    if (request == null || target == null) {
      throw new IllegalStateException("an idle client can't take effect");
    }
    Answer answer;
    if (client.skipped || client.straggles) {
      answer = Answer.failed(request);
    } else if (client.step != null && client.step.feigned() != null) {
      answer = client.step.feigned().get();
    } else {
      answer = target.apply(request, client.number, client.process);
      boolean closing = operations >= options.operations() && director.done();
      if (answer == null && closing) {
        answer = Answer.failed(request);
      }
    }
    if (answer != null) {
      client.answer = client.crashes ? new Answer(Outcome.INFO, request.input()) : answer;
      client.phase = Phase.ANSWERED;
    }
  }

  private void complete(Client client) throws MalformedHistoryException {
    Answer answer = client.answer;
    Request request = client.request;
    KeyedObject target = client.target;
    if (answer == null || request == null || target == null) {
      throw new IllegalStateException("an idle client can't complete");
    }
    EventType type =
        switch (answer.outcome()) {
          case OK -> EventType.OK;
          case FAIL -> EventType.FAIL;
          case INFO -> EventType.INFO;
        };
    emit(type, client, answer.output());
    target.object().completed(request, client.number, answer);
    client.phase = Phase.IDLE;
    open--;
    if (client.step != null) {
      director.ended(client.step);
    }
    if (client.straggles) {
      Client straggler = new Client(client.number, client.process);
      straggler.target = target;
      straggler.request = request;
      stragglers.add(straggler);
    }
    if (answer.outcome() == Outcome.INFO) {
      client.process = new Int(client.process.value() + clients.length);
    }
  }

  private void straggle(int place) {
    Client straggler = stragglers.get(place);
    if (straggler.target == null || straggler.request == null) {
      throw new IllegalStateException("a straggler has a request");
    }
    if (director.playing() && director.alone()) {
      return;
    }
    Answer answer = straggler.target.apply(straggler.request, straggler.number, straggler.process);
    if (answer != null) {
      stragglers.set(place, stragglers.get(stragglers.size() - 1));
      stragglers.remove(stragglers.size() - 1);
    }
  }

  private void emit(EventType type, Client client, @Nullable Value value)
      throws MalformedHistoryException {
    if (client.request == null || client.target == null) {
      throw new IllegalStateException("an idle client has no events");
    }
    time += 1 + draw.below(LONGEST_PAUSE_NANOS);
    sink.accept(
        new Event(
            type,
            client.process,
            client.request.f(),
            client.target.key(),
            value,
            events++,
            time,
            Event.ABSENT,
            Map.of()));
  }
}

package minos.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import minos.recorder.Invocation;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Ended;
import minos.store.Request;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One client: does one thing after the other, each recorded, paid for, and in its turn.
 *
 * <p>After an operation of unknown outcome it goes on as another process, in the same session: the
 * old one may still be at it. Used by one thread.
 */
public final class Client {
  private static final long WHEN_NOBODY_IS_THERE = 50_000_000;

  private final Run run;
  private final int number;
  private final SplittableRandom random;
  private long process;

  Client(Run run, int number) {
    this.run = run;
    this.number = number;
    this.process = run.firstProcess() + number;
    this.random = new SplittableRandom(run.settings().seed() * 1_000_003 + number);
  }

  /** What decides its choices. */
  SplittableRandom random() {
    return random;
  }

  /** How the run goes. */
  Settings settings() {
    return run.settings();
  }

  /** An id that no other write of the run has. */
  long newId() {
    return run.newId();
  }

  /** The n-th use of something that all clients share. */
  long turn() {
    return run.turn();
  }

  /** A key, as the run chooses them. */
  String key() {
    return "k" + settings().choice().next(random, settings().keys());
  }

  /** Reads a key. */
  Answer read(String key) {
    return perform("read", new Text(key), Nil.NIL, Request.of(Action.READ, key), Answer::value);
  }

  /** Writes a new value to a key. */
  Answer write(String key) {
    long id = newId();
    Request request = Request.of(Action.WRITE, key, id);
    return perform("write", new Text(key), new Int(id), request, answer -> new Int(id));
  }

  /** Deletes a key. */
  Answer delete(String key) {
    return perform(
        "delete", new Text(key), Nil.NIL, Request.of(Action.DELETE, key), answer -> Nil.NIL);
  }

  /** Replaces what an answer saw, if it is still there, by a new value. */
  Answer replace(String key, Answer seen) {
    long id = newId();
    @Nullable String token = seen.token();
    Request request =
        token == null ? Request.of(Action.CREATE, key, id) : Request.replace(key, token, id);
    Value oldNew = Value.seq(seen.value(), new Int(id));
    return perform("cas", new Text(key), oldNew, request, answer -> oldNew);
  }

  /**
   * Does something.
   *
   * @param f what the history calls it
   * @param key the object; null if there is only one
   * @param input the argument
   * @param output what the history says it answered
   */
  Answer perform(
      String f, @Nullable Value key, Value input, Request request, Function<Answer, Value> output) {
    Request routed = routed(request);
    if (!run.admit(routed)) {
      return Answer.failed(Ended.NOT_SENT, "stopped");
    }
    Invocation invocation = run.recorder().invoke(process, f, key, input, about(routed));
    try (invocation) {
      Answer answer = ask(routed);
      complete(invocation, routed, answer, output);
      after(answer, routed);
      return answer;
    }
  }

  /**
   * Reads several keys by one request, recorded as one read of each key: each may be answered from
   * another moment within it.
   *
   * @param value what an answer says of a key; null for nothing
   */
  Answer readEach(
      List<String> keys,
      Request request,
      Function<Answer, Function<String, @Nullable Value>> value) {
    Request routed = routed(request);
    if (!run.admit(routed)) {
      return Answer.failed(Ended.NOT_SENT, "stopped");
    }
    List<Invocation> invocations = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String part = process + "/" + i;
      // One request is one charge.
      Map<String, Value> about = i == 0 ? about(routed) : asked(routed);
      invocations.add(run.recorder().invoke(part, "read", new Text(keys.get(i)), Nil.NIL, about));
    }
    Answer answer = ask(routed);
    for (int i = 0; i < keys.size(); i++) {
      Value seen = answer.ok() ? value.apply(answer).apply(keys.get(i)) : null;
      if (seen != null) {
        invocations.get(i).ok(seen, answer.fields());
      } else {
        invocations.get(i).fail(answer.ok() ? "not-told" : error(answer), answer.fields());
      }
    }
    after(answer, routed);
    return answer;
  }

  private Answer ask(Request request) {
    long began = System.nanoTime();
    Answer answer = run.store().invoke(request);
    run.answered(answer, System.nanoTime() - began);
    return answer;
  }

  private void complete(
      Invocation invocation, Request request, Answer answer, Function<Answer, Value> output) {
    switch (answer.ended().outcome(request.action())) {
      case OK -> invocation.ok(output.apply(answer), answer.fields());
      case FAIL -> invocation.fail(error(answer), answer.fields());
      case INFO -> {
        invocation.info(error(answer), answer.fields());
        process += run.settings().clients();
      }
    }
  }

  private void after(Answer answer, Request request) {
    if (answer.ended() == Ended.NOT_SENT) {
      LockSupport.parkNanos(WHEN_NOBODY_IS_THERE);
    } else if (answer.ended() == Ended.UNSUPPORTED) {
      run.stop(
          "the store does not know " + request.action().word() + ", which this workload needs");
    }
  }

  private static String error(Answer answer) {
    return answer.error().isEmpty()
        ? answer.ended().word()
        : answer.ended().word() + ": " + answer.error();
  }

  private Request routed(Request request) {
    int routes = run.store().routes();
    Request leveled = request.action().readOnly() ? request.at(settings().readLevel()) : request;
    if (routes == 1) {
      return leveled;
    }
    int route =
        switch (settings().routing()) {
          case STICKY -> number % routes;
          case ROAMING -> random.nextInt(routes);
          case WRITE_FIRST -> request.action().readOnly() ? 1 + random.nextInt(routes - 1) : 0;
        };
    return leveled.via(route);
  }

  private Map<String, Value> about(Request request) {
    Map<String, Value> about = asked(request);
    run.billed(request)
        .ifPresent(
            charge -> {
              about.put("billed", new Text(charge.item()));
              about.put("units", Value.of(charge.units()));
            });
    return about;
  }

  private Map<String, Value> asked(Request request) {
    Map<String, Value> about = new LinkedHashMap<>();
    about.put("session", new Text("s" + (run.firstProcess() + number)));
    if (request.action().readOnly()) {
      about.put("level", new Text(request.level()));
    }
    if (request.action() == Action.CREATE || request.action() == Action.REPLACE) {
      about.put("conditional", Bool.TRUE);
    }
    if (request.action() == Action.READ_BATCH) {
      about.put("batch", Bool.TRUE);
    }
    if (run.store().routes() > 1) {
      about.put("node", new Int(request.route()));
    }
    return about;
  }
}

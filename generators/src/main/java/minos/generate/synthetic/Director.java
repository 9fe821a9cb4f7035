package minos.generate.synthetic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/** Plays the scripts: one at a time, each from some operation on, each step after the other. */
final class Director {
  private record Cue(long operation, Anomaly anomaly) {}

  private final Deque<Cue> cues = new ArrayDeque<>();
  private final int clients;
  private final Supplier<KeyedObject> objects;
  private final List<Truth.Injected> injected = new ArrayList<>();
  private @Nullable KeyedObject target;
  private @Nullable Script script;
  private int next;
  private boolean stepOpen;
  private int spanning;
  private final List<Long> played = new ArrayList<>();

  /**
   * A director.
   *
   * @param objects the object of each script
   */
  Director(GeneratorOptions options, Draw draw, Supplier<KeyedObject> objects) {
    this.clients = options.clients();
    this.objects = objects;
    List<Cue> unsorted = new ArrayList<>();
    for (Anomaly anomaly : options.anomalies()) {
      double place = 0.1 + 0.8 * draw.generator().nextDouble();
      unsorted.add(new Cue((long) (options.operations() * place), anomaly));
    }
    unsorted.sort(Comparator.comparingLong(Cue::operation));
    cues.addAll(unsorted);
  }

  /** Takes up the next script when its time has come. */
  void operation(long operations) {
    Cue cue = cues.peek();
    if (script == null && cue != null && cue.operation() <= operations) {
      cues.remove();
      target = objects.get();
      script = target.object().script(cue.anomaly());
      next = 0;
      played.clear();
    }
  }

  /** Whether all scripts are over. */
  boolean done() {
    return script == null && cues.isEmpty();
  }

  /** Whether nobody else may begin anything. */
  boolean alone() {
    return script != null && script.alone();
  }

  /**
   * The step that an idle client is to play now; null if none.
   *
   * @param quiet whether nothing is open but what spans the step
   */
  Script.@Nullable Step cue(int client, boolean quiet) {
    if (script == null || stepOpen || next == script.steps().size()) {
      return null;
    }
    if (next == 0 && quiet && script.alone()) {
      // Only now is it known what happened before.
      script = target().object().script(script.anomaly());
    }
    Script.Step step = script.steps().get(next);
    boolean another = step.role() != Script.ANYBODY && client != step.role() % clients;
    if (another || (script.alone() && !quiet)) {
      return null;
    }
    return step;
  }

  /** How many steps are open that span others. */
  int spanning() {
    return spanning;
  }

  /** Whether a script has begun. */
  boolean playing() {
    return script != null && (next > 0 || stepOpen);
  }

  /** The object that the script is about. */
  KeyedObject target() {
    if (target == null) {
      throw new IllegalStateException("no script is played");
    }
    return target;
  }

  void began(Script.Step step, long operation) {
    played.add(operation);
    if (step.spans()) {
      spanning++;
      next++;
    } else {
      stepOpen = true;
    }
  }

  /** Whether a step that has its answer may end by now. */
  boolean mayEnd(Script.Step step) {
    return !step.spans() || script == null || next == script.steps().size();
  }

  void ended(Script.Step step) {
    if (step.spans()) {
      spanning--;
    } else {
      stepOpen = false;
      next++;
    }
    if (script != null && next == script.steps().size() && spanning == 0) {
      injected.add(new Truth.Injected(script.anomaly(), script.violates(), played));
      script = null;
    }
  }

  List<Truth.Injected> injected() {
    return injected;
  }
}

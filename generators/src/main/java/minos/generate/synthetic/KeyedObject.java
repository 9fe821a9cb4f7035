package minos.generate.synthetic;

import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** An object under its key, with the real specification beside it. */
final class KeyedObject {
  private final @Nullable Value key;
  private final SimulatedObject object;
  private final @Nullable Replay<?> replay;
  private int uses;

  /**
   * An object.
   *
   * @param key its name; null where there is only one object
   * @param replay null where there is no specification to follow
   */
  KeyedObject(@Nullable Value key, SimulatedObject object, @Nullable Replay<?> replay) {
    this.key = key;
    this.object = object;
    this.replay = replay;
  }

  @Nullable Value key() {
    return key;
  }

  SimulatedObject object() {
    return object;
  }

  /** Counts a use. */
  int used() {
    return ++uses;
  }

  /** Lets a request take effect; null if it must wait. */
  @Nullable Answer apply(Request request, int client, Value process) {
    Answer answer = object.apply(request, client, process);
    if (answer != null && replay != null) {
      replay.step(request, process, answer);
    }
    return answer;
  }
}

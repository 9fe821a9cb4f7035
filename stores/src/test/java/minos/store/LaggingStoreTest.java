package minos.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.junit.jupiter.api.Test;

final class LaggingStoreTest {
  private final AtomicLong clock = new AtomicLong();
  private final Store store =
      new LaggingStore(new MemoryStore(), Duration.ofNanos(100), clock::get);

  @Test
  void eventualReadsSeeWritesAfterTheDelay() {
    store.invoke(Request.of(Action.WRITE, "x", 1));
    assertThat(eventual()).isEqualTo(Nil.NIL);

    clock.set(99);
    store.invoke(Request.of(Action.WRITE, "x", 2));
    assertThat(eventual()).isEqualTo(Nil.NIL);

    clock.set(100);
    assertThat(eventual()).isEqualTo(new Int(1));

    clock.set(199);
    assertThat(eventual()).isEqualTo(new Int(2));
    store.invoke(Request.of(Action.DELETE, "x"));

    clock.set(299);
    assertThat(eventual()).isEqualTo(Nil.NIL);
  }

  @Test
  void strongReadsSeeThemAtOnce() {
    store.invoke(Request.of(Action.WRITE, "x", 1));

    assertThat(store.invoke(Request.of(Action.READ, "x")).value()).isEqualTo(new Int(1));
  }

  private Value eventual() {
    return store.invoke(Request.of(Action.READ, "x").at(Request.EVENTUAL)).value();
  }
}

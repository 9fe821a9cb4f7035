package minos.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept as words and references comes back as the events that it was. */
final class MemoryTapeTest {
  private static final int CASES = Integer.getInteger("minos.cases", 2_000);

  /** The oracle hands the same events to a builder at once, as values. */
  @Test
  void givesBackEveryEventAsItWas() throws Exception {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Recorder recorder = Recorder.inMemory();
      HistoryBuilder builder = new HistoryBuilder("history", OrderBy.INDEX);
      Deque<Object[]> open = new ArrayDeque<>();
      int events = 1 + random.nextInt(seed % 100 == 0 ? 20_000 : 60);
      for (int i = 0; i < events; i++) {
        Object value = anything(random);
        Map<String, Value> extra =
            random.nextInt(4) == 0 ? Map.of("level", Value.of(anything(random))) : Map.of();
        if (open.isEmpty() || random.nextBoolean()) {
          Object process = random.nextBoolean() ? (Object) i : "p" + i;
          Object key = random.nextInt(3) == 0 ? null : anything(random);
          String f = List.of("read", "write", "add").get(random.nextInt(3));
          Invocation invocation = recorder.invoke(process, f, key, value, extra);
          Value on = key == null ? null : Value.of(key);
          builder.accept(event(EventType.INVOKE, Value.of(process), f, on, Value.of(value), extra));
          open.add(new Object[] {invocation, process, f, on == null ? List.of() : on, value});
        } else {
          Object[] last = random.nextBoolean() ? open.removeFirst() : open.removeLast();
          Invocation invocation = (Invocation) last[0];
          Value on = last[3] instanceof Value v ? v : null;
          Value process = Value.of(last[1]);
          String f = (String) last[2];
          switch (random.nextInt(3)) {
            case 0 -> {
              invocation.ok(value, extra);
              builder.accept(event(EventType.OK, process, f, on, Value.of(value), extra));
            }
            case 1 -> {
              invocation.ok();
              builder.accept(event(EventType.OK, process, f, on, Value.of(last[4]), Map.of()));
            }
            default -> {
              invocation.info("gone");
              Map<String, Value> error = Map.of("error", new Text("gone"));
              builder.accept(event(EventType.INFO, process, f, on, Value.of(last[4]), error));
            }
          }
        }
      }
      recorder.remark("nemesis", "kill", List.of("n1", seed));

      History expected = builder.build();
      assertThat(told(recorder.history())).as("seed %d", seed).isEqualTo(told(expected));
      assertThat(recorder.history().others())
          .as("seed %d", seed)
          .singleElement()
          .returns(new Keyword("nemesis"), Event::process)
          .returns("kill", Event::f)
          .returns(Value.of(List.of("n1", seed)), Event::value);
    }
  }

  /** What is longer than a chunk, and has more strings than a thread remembers. */
  @Test
  void keepsWhatOverflowsItsTables() throws MalformedHistoryException {
    Recorder recorder = Recorder.inMemory();
    int operations = 200_000;
    for (int i = 0; i < operations; i++) {
      recorder.invoke(0, "write", "k" + i % 3_000, i % 7 == 0 ? "v" + i : (Object) (i * 3L)).ok();
    }

    History history = recorder.history();

    assertThat(history.size()).isEqualTo(operations);
    for (int i = 0; i < operations; i++) {
      Value written = i % 7 == 0 ? new Text("v" + i) : new Int(i * 3L);
      if (!history.operation(i).key().equals(java.util.Optional.of(new Text("k" + i % 3_000)))
          || !history.operation(i).value().equals(written)) {
        throw new AssertionError(i + " is " + history.operation(i));
      }
    }
  }

  /** What is there at any time is what happened by then: no completion without its invocation. */
  @Test
  void canBeReadWhileOthersRecord() throws Exception {
    Recorder recorder = Recorder.inMemory();
    int threads = 4;
    int each = 20_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int process = t;
      running.add(
          pool.submit(
              () -> {
                start.await();
                for (int i = 0; i < each; i++) {
                  recorder.invoke(process, "write", "x", i).ok();
                }
                return null;
              }));
    }
    start.countDown();
    int before = 0;
    while (before < 2 * threads * each) {
      History history = recorder.history();
      assertThat(history.eventCount()).isGreaterThanOrEqualTo(before);
      before = history.eventCount();
      int[] next = new int[threads];
      for (int i = 0; i < history.size(); i++) {
        int process = (int) ((Int) history.processName(history.process(i))).value();
        assertThat(history.operation(i).input()).isEqualTo(new Int(next[process]++));
      }
    }
    for (Future<?> one : running) {
      one.get();
    }
    pool.shutdown();
  }

  @Test
  void anOperationCanEndInAnotherThreadThanItBegan() throws Exception {
    Recorder recorder = Recorder.inMemory();
    for (int i = 0; i < 200; i++) {
      Invocation write = recorder.invoke(i, "write", "x", i);
      Thread other = new Thread(write::ok);
      other.start();
      other.join();
    }

    History history = recorder.history();

    assertThat(history.size()).isEqualTo(200);
    for (int i = 0; i < 200; i++) {
      assertThat(history.outcome(i)).isEqualTo(Outcome.OK);
      assertThat(history.invoked(i)).isEqualTo(2 * i);
    }
  }

  @Test
  void whatChangesLaterIsKeptAsItWas() throws MalformedHistoryException {
    Recorder recorder = Recorder.inMemory();
    List<Integer> list = new ArrayList<>(List.of(1));
    Invocation write = recorder.invoke(0, "write", "x", list);
    list.add(2);
    write.ok(list);
    list.clear();

    assertThat(recorder.history().operation(0).input()).isEqualTo(Value.of(List.of(1)));
    assertThat(recorder.history().operation(0).output()).isEqualTo(Value.of(List.of(1, 2)));
  }

  private static Event event(
      EventType type,
      Value process,
      String f,
      @Nullable Value key,
      @Nullable Value value,
      Map<String, Value> extra) {
    return new Event(type, process, f, key, value, Event.ABSENT, Event.ABSENT, Event.ABSENT, extra);
  }

  private static @Nullable Object anything(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> random.nextInt();
      case 2 -> random.nextLong();
      case 3 -> (long) random.nextInt(100) - 50;
      case 4 -> new Int(random.nextLong() >> random.nextInt(64));
      case 5 -> "s" + random.nextInt(40);
      case 6 -> "long ".repeat(20) + random.nextInt(3);
      case 7 -> new Text("s" + random.nextInt(40));
      case 8 -> new Keyword("s" + random.nextInt(40));
      case 9 -> random.nextBoolean();
      case 10 -> List.of(random.nextInt(3), "a");
      default -> Integer.MIN_VALUE + random.nextInt(2);
    };
  }

  /** All that a history says of its operations but the times. */
  private static List<String> told(History history) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      all.add(
          history.operation(i)
              + " "
              + history.operation(i).key()
              + history.operation(i).input()
              + history.operation(i).output()
              + history.operation(i).field("level")
              + history.operation(i).field("error")
              + history.invoked(i)
              + ".."
              + history.completed(i));
    }
    return all;
  }
}

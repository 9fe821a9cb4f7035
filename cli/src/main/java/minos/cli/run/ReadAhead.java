package minos.cli.run;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import minos.format.EventStream;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events, read by a thread of its own, a few ahead: whoever takes them need not wait
 * for the next one. For one taker.
 */
public final class ReadAhead implements AutoCloseable {
  private static final int QUEUED = 10_000;

  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUED);
  private final Thread reader;
  private boolean ended;

  private ReadAhead(EventStream events, long skip) {
    reader = new Thread(() -> read(events, skip), "minos-stream");
    reader.setDaemon(true);
  }

  /** What comes from the reading thread: an event, the end, or what went wrong. */
  private record Item(@Nullable Event event, @Nullable Exception problem) {}

  /**
   * Begins to read, and ends with the stream.
   *
   * @param skip how many events to pass over
   */
  public static ReadAhead of(EventStream events, long skip) {
    ReadAhead ahead = new ReadAhead(events, skip);
    ahead.reader.start();
    return ahead;
  }

  /** Ends the thread: nobody takes any more. */
  @Override
  public void close() {
    reader.interrupt();
    queue.clear();
  }

  /** Whether the stream came to its end, which was told. */
  public boolean ended() {
    return ended;
  }

  /**
   * The next event; null if none came in time, or none will.
   *
   * @param millis how long to wait
   */
  public @Nullable Event poll(long millis)
      throws IOException, MalformedHistoryException, InterruptedException {
    Item item = queue.poll(millis, TimeUnit.MILLISECONDS);
    if (item == null) {
      return null;
    }
    if (item.problem() instanceof IOException io) {
      throw io;
    } else if (item.problem() instanceof MalformedHistoryException malformed) {
      throw malformed;
    } else if (item.problem() instanceof RuntimeException fault) {
      throw fault;
    }
    ended = item.event() == null;
    return item.event();
  }

  private void read(EventStream events, long skip) {
    try {
      Event event = events.next();
      for (long i = 0; i < skip && event != null; i++) {
        event = events.next();
      }
      while (event != null) {
        queue.put(new Item(event, null));
        event = events.next();
      }
      queue.put(new Item(null, null));
    } catch (IOException | MalformedHistoryException | RuntimeException e) {
      tell(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Exception problem) {
    try {
      queue.put(new Item(null, problem));
    } catch (InterruptedException e) {
      // Nobody takes it any more.
      Thread.currentThread().interrupt();
    }
  }
}

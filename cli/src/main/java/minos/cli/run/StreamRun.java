package minos.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minos.format.EventStream;
import minos.format.Format;
import minos.format.input.ReadLimits;
import minos.format.json.ValueFile;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import minos.spec.SequentialSpec;
import minos.stream.StreamJudge;
import minos.value.Dict;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Judges one endless history: a thread reads events, this one judges them, looks ahead when none
 * comes for a moment, and writes checkpoints.
 */
public final class StreamRun {
  private static final int QUEUED = 10_000;

  /** Events of one key that may wait for the end of one operation. */
  private static final int MOST_WAITING = 1_000_000;

  private static final long QUIET_MILLIS = 100;
  private static final long LOOK_AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** What comes from the reading thread: an event, the end, or what went wrong. */
  private record Item(@Nullable Event event, @Nullable Exception problem) {}

  private final StreamJudge<?> judge;
  private final Interruption interruption;
  private final Optional<Path> checkpoint;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUED);
  private volatile boolean stopped;

  /**
   * A run.
   *
   * @param found told of each violation at once
   * @param checkpoint what to go on from, and to write
   */
  public StreamRun(
      SequentialSpec<?> spec,
      boolean keyedByValue,
      String source,
      Consumer<Violation> found,
      Interruption interruption,
      Optional<Path> checkpoint) {
    this.judge = new StreamJudge<>(spec, keyedByValue, MOST_WAITING, found, source);
    this.interruption = interruption;
    this.checkpoint = checkpoint;
  }

  /** What the run came to. */
  public record End(CheckResult result, long events, long operations, int keys, long violations) {}

  /** How to open what is read; asked whether to stop waiting for more. */
  @FunctionalInterface
  public interface Opening {
    /** Opens it. */
    InputStream open(java.util.function.BooleanSupplier stopped) throws IOException;
  }

  /** A file that is followed while it grows. */
  public static Opening following(Path path) {
    return stopped -> new FollowedFile(path, stopped);
  }

  /**
   * Judges to the end of the input, or until interrupted.
   *
   * @param skipSeen whether the input begins at its beginning, so that what a checkpoint has seen
   *     is passed over
   * @throws IllegalArgumentException if the checkpoint is not of this run
   */
  public End run(Opening opening, Format format, String source, ReadLimits limits, boolean skipSeen)
      throws IOException, MalformedHistoryException {
    if (checkpoint.isPresent() && Files.exists(checkpoint.get())) {
      if (!(ValueFile.read(checkpoint.get(), limits) instanceof Dict saved)) {
        throw new IllegalArgumentException(checkpoint.get() + " is no checkpoint");
      }
      judge.restore(saved);
    }
    if (checkpoint.isPresent() && judge.save().isEmpty()) {
      throw new IllegalArgumentException(
          "the model has states that can't be written; leave --checkpoint out");
    }
    long skip = skipSeen ? judge.events() : 0;
    try (InputStream in = opening.open(() -> stopped)) {
      EventStream events = EventStream.of(in, format, source, limits);
      Thread reader = new Thread(() -> read(events, skip), "minos-stream");
      reader.setDaemon(true);
      reader.start();
      boolean ended = judgeAll();
      stopped = true;
      saveCheckpoint();
      return new End(
          ended
              ? whole(judge.finish(), events.truncated())
              : open(
                  judge.result(), Cause.Kind.INTERRUPTED, "no violation until it was interrupted"),
          judge.events(),
          judge.operations(),
          judge.keys(),
          judge.violationCount());
    }
  }

  private void read(EventStream events, long skip) {
    try {
      Event event = events.next();
      for (long i = 0; i < skip && event != null; i++) {
        event = events.next();
      }
      while (event != null) {
        hand(new Item(event, null));
        event = events.next();
      }
      hand(new Item(null, null));
    } catch (IOException | MalformedHistoryException | RuntimeException e) {
      hand(new Item(null, e));
    }
  }

  private void hand(Item item) {
    try {
      queue.put(item);
    } catch (InterruptedException e) {
      // Nobody takes it any more.
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the input came to its end. */
  private boolean judgeAll() throws IOException, MalformedHistoryException {
    long looked = System.nanoTime();
    long saved = looked;
    while (!interruption.happened()) {
      Item item;
      try {
        item = queue.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      long now = System.nanoTime();
      if (item == null || now - looked > LOOK_AHEAD_NANOS) {
        judge.lookAhead();
        looked = System.nanoTime();
      }
      if (item != null && item.event() != null) {
        judge.accept(item.event());
      } else if (item != null) {
        rethrow(item.problem());
        return true;
      }
      if (now - saved > CHECKPOINT_NANOS) {
        saveCheckpoint();
        saved = System.nanoTime();
      }
    }
    return false;
  }

  private static void rethrow(@Nullable Exception problem)
      throws IOException, MalformedHistoryException {
    if (problem instanceof IOException io) {
      throw io;
    } else if (problem instanceof MalformedHistoryException malformed) {
      throw malformed;
    } else if (problem instanceof RuntimeException fault) {
      throw fault;
    }
  }

  private void saveCheckpoint() throws IOException {
    if (checkpoint.isPresent()) {
      ValueFile.write(checkpoint.get(), judge.save().orElseThrow());
    }
  }

  /** What breaks off can show a violation, but not its absence. */
  private static CheckResult whole(CheckResult result, Optional<String> truncated) {
    return truncated
        .map(
            how ->
                open(
                    result,
                    Cause.Kind.TRUNCATED,
                    "no violation so far, but the recording breaks off: " + how))
        .orElse(result);
  }

  private static CheckResult open(CheckResult result, Cause.Kind kind, String message) {
    return result.verdict().judgement() == Judgement.CONSISTENT
        ? result.withVerdict(new Verdict.Undecided(new Cause(kind, message)))
        : result;
  }
}

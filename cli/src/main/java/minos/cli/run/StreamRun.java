package minos.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
  /** Events of one key that may wait for the end of one operation. */
  private static final int MOST_WAITING = 1_000_000;

  private static final long QUIET_MILLIS = 100;
  private static final long LOOK_AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final StreamJudge<?> judge;
  private final Interruption interruption;
  private final Optional<Path> checkpoint;
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
      boolean ended;
      try (ReadAhead ahead = ReadAhead.of(events, skip)) {
        ended = judgeAll(ahead);
      }
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

  /** Whether the input came to its end. */
  private boolean judgeAll(ReadAhead events) throws IOException, MalformedHistoryException {
    long looked = System.nanoTime();
    long saved = looked;
    while (!interruption.happened()) {
      @Nullable Event event;
      try {
        event = events.poll(QUIET_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      long now = System.nanoTime();
      if (event == null || now - looked > LOOK_AHEAD_NANOS) {
        judge.lookAhead();
        looked = System.nanoTime();
      }
      if (event != null) {
        judge.accept(event);
      } else if (events.ended()) {
        return true;
      }
      if (now - saved > CHECKPOINT_NANOS) {
        saveCheckpoint();
        saved = System.nanoTime();
      }
    }
    return false;
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

package minos.cli;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minos.cli.run.FileJudge;
import minos.cli.run.FileReport;
import minos.cli.run.Input;
import minos.cli.run.ReadAhead;
import minos.cli.run.StreamRun;
import minos.format.EventStream;
import minos.format.Format;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.format.input.ReadLimits;
import minos.history.Event;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import minos.verify.live.RecentHistory;
import org.jspecify.annotations.Nullable;

/**
 * Judges a recording while it grows: follows the file, and judges its last operations again and
 * again. What it holds does not depend on how long the recording is, and a violation that it tells
 * of is one of the whole.
 *
 * <p>What needs more operations than it knows to be seen is left to the judgement of the whole; so
 * are operations that come faster than it may judge, of which it looks at the last ones.
 */
final class Watcher implements Runnable {
  /** How many operations it knows at least. */
  private static final int KEPT = 5_000;

  /** How often it judges at most, in nanoseconds. */
  private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  private static final long QUIET_MILLIS = 100;

  /** Who is told of what was seen. */
  interface Told {
    /** A violation, the first. */
    void first(Optional<Violation> violation);

    /** So many were seen so far. */
    void count(int violations);
  }

  private final Path file;
  private final String model;
  private final int leisure;
  private final Supplier<FileJudge> judges;
  private final Told told;
  private final Consumer<String> complaints;
  private volatile boolean stopped;
  private int seen;
  private long lastLine;

  /**
   * Of a recording whose header is written.
   *
   * @param model what its workload is of
   * @param leisure how much longer than judging it lets others work
   * @param complaints told why it can't go on
   */
  Watcher(
      Path file,
      String model,
      int leisure,
      Supplier<FileJudge> judges,
      Told told,
      Consumer<String> complaints) {
    this.file = file;
    this.model = model;
    this.leisure = leisure;
    this.judges = judges;
    this.told = told;
    this.complaints = complaints;
  }

  /** Ends it soon. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try (InputStream in = StreamRun.following(file).open(() -> stopped);
        ReadAhead events =
            ReadAhead.of(
                EventStream.of(in, Format.JSONL, file.toString(), ReadLimits.DEFAULT), 0)) {
      follow(events, new RecentHistory(file.toString(), headed().origin().header(), model, KEPT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | MalformedHistoryException | OutOfMemoryError e) {
      if (!stopped) {
        complaints.accept(
            "the run is no longer judged while it goes on, only when it is over: " + e);
      }
    }
  }

  private History headed() throws IOException, MalformedHistoryException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String header = lines.readLine() + "\n";
      return HistoryFiles.read(
          new ByteArrayInputStream(header.getBytes(StandardCharsets.UTF_8)),
          file.toString(),
          ReadOptions.DEFAULT);
    }
  }

  private void follow(ReadAhead events, RecentHistory recent)
      throws IOException, MalformedHistoryException, InterruptedException {
    long judged = 0;
    long due = System.nanoTime() + EVERY;
    while (!stopped && !events.ended()) {
      @Nullable Event event = events.poll(QUIET_MILLIS);
      if (event != null) {
        recent.accept(event);
      }
      long now = System.nanoTime();
      if (recent.operations() > judged && now >= due) {
        judge(recent);
        judged = recent.operations();
        long after = System.nanoTime();
        due = after + Math.max(EVERY, leisure * (after - now));
      }
    }
  }

  private void judge(RecentHistory recent) throws MalformedHistoryException {
    FileReport report = judges.get().judge(Input.of(file), recent.history());
    if (!report.judgement().equals(Optional.of(Judgement.VIOLATED))) {
      return;
    }
    List<Violation> found =
        report.results().stream()
            .flatMap(
                r ->
                    r.verdict() instanceof Verdict.Violated violated
                        ? violated.violations().stream()
                        : Stream.empty())
            .toList();
    boolean first = seen == 0;
    count(found);
    told.count(seen);
    if (first) {
      told.first(found.stream().findFirst());
    }
  }

  /** Counts those that are later in the recording than all before: what is judged overlaps. */
  private void count(List<Violation> found) {
    long latest = lastLine;
    for (Violation violation : found) {
      long line = violation.culprit().map(culprit -> culprit.invokeLine().orElse(0)).orElse(0L);
      if (line > lastLine) {
        seen++;
        latest = Math.max(latest, line);
      }
    }
    lastLine = latest;
    seen = Math.max(1, seen);
  }
}

package minos.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import minos.format.json.PlainJson;
import minos.recorder.ExceptionOutcomes;
import minos.recorder.Flush;
import minos.recorder.Past;
import minos.recorder.Recorder;
import minos.value.Dict;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves behind: {@code history.jsonl}, which can be judged by itself, and {@code
 * run.json}, which says how the run went. Later additions are files beside them; none changes
 * meaning.
 */
public final class RunDirectory {
  private static final String HISTORY = "history.jsonl";
  private static final String RUN = "run.json";
  private static final String SERVER_LOG = "server.log";

  private final Path directory;
  private final Instant started = Instant.now();

  private RunDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the directory.
   *
   * @throws IllegalArgumentException with a message for people, if it can't be made, or there is
   *     something in it
   */
  public static RunDirectory create(Path directory) {
    try {
      Files.createDirectories(directory);
      try (Stream<Path> files = Files.list(directory)) {
        if (files.findAny().isPresent()) {
          throw new IllegalArgumentException(
              directory + " is not empty: a run is recorded into an empty directory");
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(
          e.getFile() + " is a file; a run is recorded into an empty directory, or none yet", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(
          directory + " can't be made: permission denied; record elsewhere", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          directory + " can't be made (" + e + "); record elsewhere", e);
    }
    return new RunDirectory(directory);
  }

  /**
   * Opens the directory of a run that broke off.
   *
   * @throws IllegalArgumentException with a message for people, if it can't go on
   */
  public static RunDirectory reopen(Path directory) {
    if (!Files.isRegularFile(directory.resolve(HISTORY))) {
      throw new IllegalArgumentException(
          "there is no " + HISTORY + " in " + directory + ", so no run that could go on");
    }
    return new RunDirectory(directory);
  }

  /** Where it is. */
  public Path path() {
    return directory;
  }

  /** The recording. */
  public Path history() {
    return directory.resolve(HISTORY);
  }

  /** A file in it. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /**
   * Begins the recording.
   *
   * @param store what to say of the store
   * @param by what it is judged by, unless somebody asks for something else
   * @param role which of several machines records this
   */
  public Recorder record(
      Settings settings, Map<String, String> store, JudgedBy by, Role role, Flush flush)
      throws IOException {
    Map<Value, Value> header = new LinkedHashMap<>();
    header.put(new Text("started"), new Text(started.toString()));
    by.contract().ifPresent(name -> header.put(new Text("contract"), new Text(name)));
    header.put(new Text("store"), Value.of(store));
    header.put(new Text("workload"), new Text(settings.workload().name()));
    header.put(new Text("model"), new Text(settings.workload().model()));
    if (by.contract().isEmpty()) {
      header.put(new Text("consistency"), Value.of(by.consistencies()));
    }
    header.put(new Text("seed"), Value.of(settings.seed()));
    header.put(new Text("settings"), Value.of(RecordedSettings.of(settings)));
    header.put(new Text("role"), new Text(role.toString()));
    header.put(new Text("flush"), new Text(flush instanceof Flush.Each ? "each" : "later"));
    return Recorder.toFile(history(), flush, new Dict(header), ExceptionOutcomes.USUAL);
  }

  /** Goes on with the recording. */
  public Recorder goOn(Past past, Flush flush) throws IOException {
    return Recorder.goOn(history(), flush, past, ExceptionOutcomes.USUAL);
  }

  /** What to tell of it when it can't be written to. */
  public String unwritable(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "the run can't be recorded in "
        + directory
        + ": "
        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
        + "; make room, or record elsewhere (--out). `minos check "
        + directory
        + "` judges what is recorded, and --resume goes on with it";
  }

  /** Removes it where the run never began: what is empty says nothing, and is in the way. */
  public void discard() throws IOException {
    if (Files.exists(serverLog()) && Files.size(serverLog()) == 0) {
      Files.delete(serverLog());
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(directory);
  }

  /** Where a server that was started for the run may complain. */
  public Path serverLog() {
    return directory.resolve(SERVER_LOG);
  }

  /** Says how the run went. */
  public void finish(
      String version,
      Settings settings,
      Map<String, String> store,
      Run.Tally tally,
      Prices prices,
      @Nullable String stopped)
      throws IOException {
    Map<String, Object> run = new LinkedHashMap<>();
    if (Files.exists(serverLog()) && Files.size(serverLog()) == 0) {
      Files.delete(serverLog());
    }
    run.put("minos", version);
    run.put("java", System.getProperty("java.version"));
    run.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    run.put("started", started.toString());
    run.put("seconds", tally.elapsed().toMillis() / 1000.0);
    run.put("stopped", stopped);
    run.put("store", store);
    run.put("settings", RecordedSettings.of(settings));
    Map<String, Object> requests = new LinkedHashMap<>();
    requests.put("all", tally.operations());
    tally.ended().forEach((how, count) -> requests.put(how.word(), count));
    run.put("requests", requests);
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("p50", tally.p50().toNanos() / 1e6);
    latency.put("p99", tally.p99().toNanos() / 1e6);
    latency.put("p99.9", tally.p999().toNanos() / 1e6);
    run.put("latency-millis", latency);
    Map<String, Object> cost = new LinkedHashMap<>();
    cost.put("dollars", tally.dollars());
    cost.put("prices-of", prices.date());
    cost.put("units", tally.units());
    run.put("cost", cost);
    write(RUN, Value.of(run));
  }

  private void write(String name, Value value) throws IOException {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(Files.newOutputStream(directory.resolve(name)))) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      PlainJson.write(json, value);
      json.writeRaw('\n');
    }
  }
}

package minos.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import minos.format.input.CorruptInputException;
import minos.format.input.Input;
import minos.history.Event;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Problem;

/**
 * Reads histories: where bytes become a {@link History}.
 *
 * <p>The format is the one asked for, or detected by content. Compressed input (gzip, zstd) is
 * decompressed on the way. What was decided is in {@link History#origin}, and what was assumed in
 * {@link History#warnings}.
 *
 * <p>Compressed data that ends in the middle gives the history of what could be decompressed, whose
 * origin says that it was truncated, so that no check calls it consistent; if that holds no event,
 * it is malformed. Corrupt data is malformed.
 *
 * <pre>{@code
 * String log =
 *     """
 *     {:process 0, :type :invoke, :f :write, :value 7}
 *     {:process 0, :type :ok, :f :write, :value 7}
 *     """;
 * InputStream in = new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8));
 * History history = HistoryFiles.read(in, "log.edn", ReadOptions.DEFAULT);
 * assert history.origin().format().equals("jepsen-edn");
 * }</pre>
 *
 * <p>Thread-safe: no state.
 */
public final class HistoryFiles {
  private HistoryFiles() {}

  /**
   * Whether a directory is one recording, such as a Jepsen store, rather than a folder of several.
   */
  public static boolean isRecording(Path directory) {
    try {
      Directories.choose(directory, Optional.empty());
      return true;
    } catch (IOException | MalformedHistoryException e) {
      // Whoever reads it will be told.
      return false;
    }
  }

  /**
   * Reads a file or a directory.
   *
   * @throws IOException if the operating system can't: no such file, no permission
   * @throws MalformedHistoryException if what is read is no history
   */
  public static History read(Path path, ReadOptions options)
      throws IOException, MalformedHistoryException {
    return read(path, options, detected -> {});
  }

  /**
   * Reads a file or a directory.
   *
   * @param told is told what was detected, before anything is read, and how far reading is
   * @throws IOException if the operating system can't: no such file, no permission
   * @throws MalformedHistoryException if what is read is no history
   */
  public static History read(Path path, ReadOptions options, ReadListener told)
      throws IOException, MalformedHistoryException {
    Directories.Choice choice = Directories.choose(path, options.format());
    try (Input input = Input.open(choice.path(), options.limits(), told::read)) {
      return read(input, options, choice.detected(), told);
    } catch (CorruptInputException e) {
      throw corrupt(choice.path().toString(), e);
    }
  }

  /**
   * Reads a stream, such as standard input, to its end. Closes it.
   *
   * @param sourceName what messages call it; {@code -} for standard input
   * @throws IOException if the operating system can't
   * @throws MalformedHistoryException if what is read is no history
   */
  public static History read(InputStream in, String sourceName, ReadOptions options)
      throws IOException, MalformedHistoryException {
    return read(in, sourceName, options, detected -> {});
  }

  /**
   * Reads a stream, such as standard input, to its end. Closes it.
   *
   * @param sourceName what messages call it; {@code -} for standard input
   * @param told is told what was detected, before anything is read, and how far reading is
   * @throws IOException if the operating system can't
   * @throws MalformedHistoryException if what is read is no history
   */
  public static History read(
      InputStream in, String sourceName, ReadOptions options, ReadListener told)
      throws IOException, MalformedHistoryException {
    try (Input input = Input.of(in, sourceName, options.limits(), told::read)) {
      return read(input, options, Optional.empty(), told);
    } catch (CorruptInputException e) {
      throw corrupt(sourceName, e);
    }
  }

  private static History read(
      Input input, ReadOptions options, Optional<Detected> known, ReadListener told)
      throws IOException, MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder(input.name(), options.orderBy());
    Format format;
    if (options.format().isPresent()) {
      format = options.format().get();
    } else {
      Detected detected =
          known.isPresent()
              ? known.get()
              : options.csv().isPresent()
                  ? new Detected(Format.CSV, "the columns of a table were given")
                  : Detection.detect(input, builder.problems());
      told.detected(detected);
      format = detected.format();
    }
    builder.format(format.id());
    try {
      Readers.of(format).read(input, builder, options);
    } catch (StackOverflowError e) {
      // Only with a raised limit of the nesting depth. What was built is dropped.
      throw builder
          .problems()
          .fatal(
              Event.ABSENT,
              "nested deeper than this program's stack; lower the depth limit (--max-depth), or start Java with a larger stack (-Xss)");
    }
    if (input.cutOff().isPresent()) {
      if (builder.events() == 0) {
        throw builder
            .problems()
            .fatal(Event.ABSENT, input.cutOff().get() + ", before the first event");
      }
      builder.truncated(input.cutOff().get());
    }
    return keyed(builder.build(), options.keyed());
  }

  private static History keyed(History history, Keyed keyed) throws MalformedHistoryException {
    return switch (keyed) {
      case NO -> history;
      case YES -> history.keyedByValue();
      case AUTO ->
          history.looksKeyedByValue()
              ? history
                  .keyedByValue()
                  .withWarning(
                      "every value looks like [key value], so the operations were taken to be on independent keys; --keyed or --no-keyed decides")
              : history;
    };
  }

  private static MalformedHistoryException corrupt(String source, CorruptInputException e) {
    String message = e.getMessage() == null ? "corrupt data" : e.getMessage();
    return new MalformedHistoryException(new Problem(source, Event.ABSENT, message));
  }
}

package minos.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import minos.format.input.Input;
import minos.format.jepsen.MalformedStoreException;
import minos.format.jepsen.StoreFile;
import minos.history.Event;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Bool;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;

/**
 * Reads Jepsen's binary {@code test.jepsen}. Independent keys are map entries there, so that nobody
 * has to guess at them. The line of an event is its place in the history, from 1.
 *
 * <p>Input that is no plain file is spooled to a temporary one, because the format needs to jump.
 */
final class JepsenStoreEvents implements EventReader {
  private static final int LONGEST = 1_000;
  private static final int MOST_ENTRIES = 200;

  /** What may be a secret does not enter a history. */
  private static final Pattern SECRET =
      Pattern.compile(
          "pass|secret|token|credential|private|ssh|sudo|username|argv|\\bkey",
          Pattern.CASE_INSENSITIVE);

  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    if (input.path().isPresent()) {
      read(input.path().get(), sink, options);
      return;
    }
    Path spool = Files.createTempFile("minos", ".jepsen");
    try (InputStream in = input.stream()) {
      Files.copy(in, spool, StandardCopyOption.REPLACE_EXISTING);
      read(spool, sink, options);
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  private static void read(Path path, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      StoreFile store = new StoreFile(file, options.limits());
      sink.header(header(store.test()));
      Operations operations = new Operations(sink);
      store.readHistory(operations);
      store.truncated().ifPresent(sink::truncated);
    } catch (MalformedStoreException e) {
      throw sink.problems().fatal(Event.ABSENT, e.message());
    }
  }

  /** Makes events of operations. */
  private static final class Operations implements StoreFile.OperationSink {
    private static final String[] FIELDS = {"index", "time", "type", "process", "f", "value"};

    private final HistoryBuilder sink;
    private final EventDraft draft;
    private long position;

    Operations(HistoryBuilder sink) {
      this.sink = sink;
      this.draft = new EventDraft(sink.problems());
    }

    @Override
    public void accept(Value operation) throws MalformedHistoryException {
      draft.begin(++position);
      Seq fields = StoreFile.fields(operation);
      if (fields != null) {
        for (int i = 0; i < FIELDS.length; i++) {
          put(FIELDS[i], fields.get(i));
        }
        putAll(fields.get(FIELDS.length));
      } else if (operation instanceof Dict) {
        putAll(operation);
      } else {
        sink.problems()
            .add(
                position,
                "expected an operation, a map with :type, found " + Shown.brief(operation));
        return;
      }
      Event event = draft.end();
      if (event != null) {
        sink.accept(event);
      }
    }

    private void putAll(Value map) throws MalformedHistoryException {
      if (map instanceof Dict dict) {
        for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
          put(entry.getKey().letters(), entry.getValue());
        }
      } else if (!map.isNil()) {
        sink.problems().add(position, "the further fields of an operation are a map");
      }
    }

    private void put(String name, Value value) throws MalformedHistoryException {
      // Jepsen's record has no nil for numbers: -1 stands for none.
      boolean none = value instanceof Int number && number.value() == -1;
      if (!(none && (name.equals("index") || name.equals("time")))) {
        draft.put(name, value);
      }
    }
  }

  /** Of what Jepsen says about the test, what is short and no secret. */
  private static Dict header(Dict test) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Map.Entry<Value, Value> entry : test.entries().entrySet()) {
      boolean results = entry.getKey().equals(new Keyword("results"));
      if (entries.size() < MOST_ENTRIES
          && (results || isShort(entry.getValue()))
          && !SECRET.matcher(entry.getKey().letters()).find()) {
        entries.put(
            entry.getKey(),
            results && entry.getValue() instanceof Dict part
                ? shortEntries(part)
                : entry.getValue());
      }
    }
    return new Dict(entries);
  }

  private static Dict shortEntries(Dict dict) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    dict.entries()
        .forEach(
            (name, value) -> {
              if (isShort(value) && entries.size() < MOST_ENTRIES) {
                entries.put(name, value);
              }
            });
    return new Dict(entries);
  }

  private static boolean isShort(Value value) {
    if (value instanceof Seq seq) {
      return seq.size() <= 20 && seq.items().stream().allMatch(JepsenStoreEvents::isScalar);
    }
    return isScalar(value) || (value instanceof Tagged tagged && isScalar(tagged.value()));
  }

  private static boolean isScalar(Value value) {
    return value instanceof Nil
        || value instanceof Bool
        || value instanceof Int
        || value instanceof Real
        || value instanceof Decimal
        || (value instanceof Text text && text.value().length() <= LONGEST)
        || (value instanceof Keyword keyword && keyword.name().length() <= LONGEST);
  }
}

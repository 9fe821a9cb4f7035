package minos.format.stores;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import minos.format.EventReader;
import minos.format.ReadOptions;
import minos.format.input.Input;
import minos.format.json.JsonRecords;
import minos.format.json.JsonValues;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Value;

/**
 * Reads the reports of etcd's robustness tests: {@code client-N/operations.json}, each of JSON
 * objects one after the other, an operation with its times in each.
 *
 * <p>A read, put or delete of one key, without condition, lease or old revision, is {@code read},
 * {@code write} or {@code delete} on that key; everything else keeps its own name and its whole
 * request. An operation with an {@code Error} may still take effect at any later time; a read with
 * one did nothing. See {@link EtcdCall}.
 *
 * <p>The order of events is that of their times, on the one clock of the machine that ran all
 * clients: touching operations overlap. All operations are held, for sorting.
 */
public final class EtcdReader implements EventReader {
  private static final String OPERATIONS = "operations.json";

  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    List<EtcdCall> calls = new ArrayList<>();
    if (!input.isDirectory()) {
      readFile(input, sink, options, calls);
    } else {
      for (Path file : files(input.path().orElseThrow())) {
        try (Input one = Input.open(file, options.limits())) {
          readFile(one, sink, options, calls);
          one.cutOff().ifPresent(how -> sink.truncated(file + ": " + how));
        }
      }
    }
    sink.problems().throwIfAny();
    EtcdTimeline.play(calls, sink);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> clients = Files.list(directory)) {
      return clients
          .filter(client -> client.getFileName().toString().startsWith("client-"))
          .map(client -> client.resolve(OPERATIONS))
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static void readFile(
      Input input, HistoryBuilder sink, ReadOptions options, List<EtcdCall> calls)
      throws IOException, MalformedHistoryException {
    JsonValues values = new JsonValues(JsonValues.Dialect.PLAIN, options.limits());
    JsonRecords.read(
        input,
        sink,
        options.limits(),
        calls::size,
        parser -> {
          for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
              continue;
            }
            long line = JsonRecords.line(parser);
            values.begin();
            Value value = values.read(parser);
            EtcdCall call = EtcdCall.of(value, line);
            if (call == null) {
              sink.problems()
                  .add(
                      line,
                      "expected an operation, {\"ClientId\": ..., \"Input\": {...}, \"Call\": ..., \"Output\": {...}, \"Return\": ...}");
            } else if (call.returned() < call.called()) {
              sink.problems().add(line, "an operation that returns before it is called");
            } else {
              calls.add(call);
            }
          }
        });
  }
}

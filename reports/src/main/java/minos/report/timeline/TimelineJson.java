package minos.report.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import minos.history.Event;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.report.markup.Printable;
import minos.value.Value;
import minos.verdict.Explanation;
import minos.verdict.Violation;
import minos.verdict.Witness;
import org.jspecify.annotations.Nullable;

/**
 * The data of the timeline as JSON that can stand inside a page: what would begin markup or end a
 * script's line is escaped.
 *
 * <p>Operations are in columns, each a list as long as the others. Times are nanoseconds since the
 * first invocation; -1 stands for what never came or nobody knows.
 */
public final class TimelineJson {
  /** Rows whose density is told one by one. */
  private static final int DENSE_ROWS = 48;

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private final History history;
  private final Clock clock;
  private final Selection selection;
  private final int longest;
  private final Map<Integer, Integer> placeOf = new LinkedHashMap<>();

  private TimelineJson(History history, Clock clock, Selection selection, int longest) {
    this.history = history;
    this.clock = clock;
    this.selection = selection;
    this.longest = longest;
    int place = 0;
    for (int ordinal : selection.ordinals()) {
      placeOf.put(ordinal, place++);
    }
  }

  /**
   * The data.
   *
   * @param selection which operations are told one by one
   * @param violations those that the page shows, in its order
   * @param witness an order of all operations, to be drawn
   * @param longest how many characters of a value are kept
   */
  public static String of(
      History history,
      Clock clock,
      Selection selection,
      List<Violation> violations,
      Optional<Witness> witness,
      int longest) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setCharacterEscapes(new Escapes());
      new TimelineJson(history, clock, selection, longest).write(json, violations, witness);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json, List<Violation> violations, Optional<Witness> witness)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("size", history.size());
    json.writeNumberField("events", history.eventCount());
    json.writeBooleanField("timed", clock.timed());
    json.writeNumberField("span", clock.span());
    writeRows(json);
    json.writeArrayFieldStart("functions");
    for (int i = 0; i < history.functionCount(); i++) {
      json.writeString(shown(history.functionName(i)));
    }
    json.writeEndArray();
    json.writeFieldName("operations");
    writeOperations(json);
    json.writeArrayFieldStart("violations");
    for (Violation violation : violations) {
      write(violation, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("disturbances");
    for (Disturbance disturbance : Disturbance.of(history, clock)) {
      json.writeStartArray();
      json.writeString(shown(disturbance.deed()));
      json.writeNumber(disturbance.from() == Event.ABSENT ? -1 : disturbance.from());
      json.writeNumber(disturbance.to() == Event.ABSENT ? -1 : disturbance.to());
      json.writeNumber(disturbance.fromPosition());
      json.writeNumber(disturbance.toPosition());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("orders");
    if (witness.isPresent()) {
      writeOrders(witness.get(), json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Rows are the processes of the operations told one by one, in their order of appearance. */
  private void writeRows(JsonGenerator json) throws IOException {
    int[] rowOf = new int[history.processCount()];
    Arrays.fill(rowOf, -1);
    int rows = 0;
    json.writeArrayFieldStart("rows");
    for (int process = 0; process < rowOf.length; process++) {
      if (history.size() == selection.size() || shows(process)) {
        rowOf[process] = rows++;
        json.writeString(shown(process(history.processName(process))));
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("row");
    for (int ordinal : selection.ordinals()) {
      json.writeNumber(rowOf[history.process(ordinal)]);
    }
    json.writeEndArray();
    int dense = rows <= DENSE_ROWS && selection.size() < history.size() ? rows : 0;
    Density density = Density.of(history, clock, selection, rowOf, dense);
    json.writeObjectFieldStart("density");
    json.writeArrayFieldStart("time");
    for (int row = 0; clock.timed() && row <= dense; row++) {
      json.writeArray(density.byTime(row), 0, Density.BINS);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("order");
    for (int row = 0; row <= dense; row++) {
      json.writeArray(density.byPosition(row), 0, Density.BINS);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private @Nullable BitSet shownProcesses;

  private boolean shows(int process) {
    if (shownProcesses == null) {
      shownProcesses = new BitSet();
      for (int ordinal : selection.ordinals()) {
        shownProcesses.set(history.process(ordinal));
      }
    }
    return shownProcesses.get(process);
  }

  private void writeOperations(JsonGenerator json) throws IOException {
    int[] ordinals = selection.ordinals();
    json.writeStartObject();
    column(json, "f", ordinals, i -> json.writeNumber(history.function(i)));
    column(json, "outcome", ordinals, i -> json.writeNumber(code(history.outcome(i))));
    column(json, "index", ordinals, i -> json.writeNumber(history.invokeIndex(i)));
    column(json, "from", ordinals, i -> json.writeNumber(history.invoked(i)));
    column(json, "to", ordinals, i -> json.writeNumber(completed(i)));
    if (clock.timed()) {
      column(json, "began", ordinals, i -> json.writeNumber(clock.began(i)));
      column(json, "ended", ordinals, i -> json.writeNumber(clock.ended(i)));
    }
    column(json, "line", ordinals, i -> json.writeNumber(history.invokeLine(i)));
    column(json, "endLine", ordinals, i -> json.writeNumber(history.completeLine(i)));
    column(json, "key", ordinals, i -> writeKey(history.operation(i), json));
    column(json, "value", ordinals, i -> writeValue(history.operation(i).value(), json));
    column(json, "input", ordinals, i -> writeInput(history.operation(i), json));
    column(json, "fields", ordinals, i -> writeFields(history.operation(i), json));
    json.writeEndObject();
  }

  private static int code(Outcome outcome) {
    return switch (outcome) {
      case OK -> 0;
      case FAIL -> 1;
      case INFO -> 2;
    };
  }

  private int completed(int operation) {
    int position = history.completed(operation);
    return position == History.NEVER ? -1 : position;
  }

  private void writeKey(Operation operation, JsonGenerator json) throws IOException {
    if (operation.key().isPresent()) {
      writeValue(operation.key().get(), json);
    } else {
      json.writeNumber(0);
    }
  }

  /** A value as its text; nil as null. */
  private void writeValue(Value value, JsonGenerator json) throws IOException {
    if (value.isNil()) {
      json.writeNull();
    } else {
      json.writeString(shown(value.toString()));
    }
  }

  /** What an operation was invoked with, where that is not its value. */
  private void writeInput(Operation operation, JsonGenerator json) throws IOException {
    if (operation.input().equals(operation.value())) {
      json.writeNumber(0);
    } else {
      writeValue(operation.input(), json);
    }
  }

  private void writeFields(Operation operation, JsonGenerator json) throws IOException {
    StringBuilder fields = new StringBuilder();
    for (String name : history.fieldNames()) {
      operation
          .field(name)
          .ifPresent(
              value -> fields.append(fields.length() == 0 ? "" : "\n").append(name + " " + value));
    }
    if (fields.length() == 0) {
      json.writeNumber(0);
    } else {
      json.writeString(shown(fields.toString()));
    }
  }

  private void write(Violation violation, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("operations");
    for (Operation operation : Evidence.of(violation, Integer.MAX_VALUE)) {
      writePlace(operation, json);
    }
    json.writeEndArray();
    json.writeNumberField(
        "culprit", violation.culprit().map(o -> placeOf.getOrDefault(o.ordinal(), -1)).orElse(-1));
    json.writeArrayFieldStart("edges");
    if (violation.explanation() instanceof Explanation.Cycle cycle) {
      for (Explanation.Edge edge : cycle.edges()) {
        json.writeStartArray();
        json.writeNumber(placeOf.getOrDefault(edge.from().ordinal(), -1));
        json.writeNumber(placeOf.getOrDefault(edge.to().ordinal(), -1));
        json.writeString(shown(edge.relation()));
        json.writeEndArray();
      }
    }
    json.writeEndArray();
    if (violation.explanation() instanceof Explanation.DeadEnd deadEnd) {
      json.writeNumberField(
          "last", deadEnd.lastPlaced().map(o -> placeOf.getOrDefault(o.ordinal(), -1)).orElse(-1));
      json.writeArrayFieldStart("pending");
      if (!deadEnd.states().isEmpty()) {
        for (Operation operation : deadEnd.states().get(0).pending()) {
          writePlace(operation, json);
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void writePlace(Operation operation, JsonGenerator json) throws IOException {
    Integer place = placeOf.get(operation.ordinal());
    if (place != null) {
      json.writeNumber(place);
    }
  }

  /** Each order with the operations told one by one and where they take effect. */
  private void writeOrders(Witness witness, JsonGenerator json) throws IOException {
    for (Witness.Order order : witness.orders()) {
      json.writeStartArray();
      int point = 0;
      for (int rank = 0; rank < order.size(); rank++) {
        int operation = order.operation(rank);
        point = Math.max(point, history.invoked(operation));
        Integer place = placeOf.get(operation);
        if (place != null) {
          json.writeNumber(place);
          json.writeNumber(point);
        }
      }
      json.writeEndArray();
    }
  }

  private String shown(String text) {
    return Printable.plain(Printable.clip(text, longest));
  }

  private static String process(Value process) {
    return process.isNil() ? "" : process.letters();
  }

  private interface Cell {
    void write(int operation) throws IOException;
  }

  private static void column(JsonGenerator json, String name, int[] ordinals, Cell cell)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int ordinal : ordinals) {
      cell.write(ordinal);
    }
    json.writeEndArray();
  }

  /** Escapes what means something to HTML or XML, and the ends of lines that JavaScript knows. */
  private static final class Escapes extends CharacterEscapes {
    private final int[] ascii = standardAsciiEscapesForJSON();

    Escapes() {
      for (char c : new char[] {'<', '>', '&', '\''}) {
        ascii[c] = CharacterEscapes.ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return c == 0x2028 || c == 0x2029
          ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", c))
          : null;
    }
  }
}

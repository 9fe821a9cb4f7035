package minos.format.verdict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.audit.ClaimedOrder;
import minos.format.json.PlainJson;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.history.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A witness as JSON Lines: for each object an order of its operations, with a point for each.
 *
 * <pre>{@code
 * {"witness": {"minos": "0.1.0", "consistency": "linearizable", "model": "register", "operations": 3}}
 * {"order": {"key": "x", "size": 3}}
 * {"operation": 0, "index": 0, "point": 0}
 * {"operation": 2, "index": 4, "point": 4}
 * {"operation": 1, "index": 1, "point": 4}
 * {"end": {"orders": 1, "operations": 3}}
 * }</pre>
 *
 * <p>The first line says what the history is a witness of, and how many operations the history has.
 * Then, for each object, a line with its key (null in a history of one object) and how many
 * operations follow. {@code operation} counts the operations of the history from 0 in the order of
 * their invocations in the source; {@code index} is the source's number of the invocation, for
 * people. {@code point} is the position of an event of the history, from 0 in the order of real
 * time: the operation takes effect after that event and before the next one, and those with the
 * same point in the order of their lines. Operations that are in no order did not happen. The last
 * line says that the file is whole.
 */
public final class WitnessFile {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .rootValueSeparator("\n")
          .build();

  private WitnessFile() {}

  /**
   * What a file says.
   *
   * @param consistency what the history is said to satisfy
   * @param model against which specification
   * @param operations how many operations the history is said to have
   * @param orders one for each object
   */
  public record Content(
      String consistency, String model, int operations, List<ClaimedOrder> orders) {
    /** Copies the list. */
    public Content {
      orders = List.copyOf(orders);
    }
  }

  /** Writes a witness. Flushes, doesn't close. */
  public static void write(
      String version,
      String consistency,
      String model,
      History history,
      List<ClaimedOrder> orders,
      OutputStream out)
      throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeObjectFieldStart("witness");
      json.writeStringField("minos", version);
      json.writeStringField("consistency", consistency);
      json.writeStringField("model", model);
      json.writeNumberField("operations", history.size());
      json.writeEndObject();
      json.writeEndObject();
      int all = 0;
      for (ClaimedOrder order : orders) {
        writeOrder(history, order, json);
        all += order.size();
      }
      json.writeStartObject();
      json.writeObjectFieldStart("end");
      json.writeNumberField("orders", orders.size());
      json.writeNumberField("operations", all);
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    out.flush();
  }

  private static void writeOrder(History history, ClaimedOrder order, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("order");
    json.writeFieldName("key");
    Operation first = order.size() == 0 ? null : history.operation(order.operation(0));
    if (first == null || first.key().isEmpty()) {
      json.writeNull();
    } else {
      PlainJson.write(json, first.key().get());
    }
    json.writeNumberField("size", order.size());
    json.writeEndObject();
    json.writeEndObject();
    for (int rank = 0; rank < order.size(); rank++) {
      json.writeStartObject();
      json.writeNumberField("operation", order.operation(rank));
      json.writeNumberField("index", history.invokeIndex(order.operation(rank)));
      json.writeNumberField("point", order.point(rank));
      json.writeEndObject();
    }
  }

  /**
   * Reads a witness. Values of keys are not read: the operations say what they are on.
   *
   * @param source the file's name, for messages
   * @throws MalformedHistoryException if it is not one
   */
  public static Content read(InputStream in, String source)
      throws IOException, MalformedHistoryException {
    Problems problems = new Problems(source);
    try (JsonParser json = FACTORY.createParser(in)) {
      return new Reader(json, problems).read();
    } catch (JsonParseException e) {
      throw problems.fatal(
          e.getLocation().getLineNr(), "not a witness: no JSON: " + e.getOriginalMessage());
    }
  }

  /** Reads line by line; what it doesn't know, it skips. */
  private static final class Reader {
    private final JsonParser json;
    private final Problems problems;
    private final List<ClaimedOrder> orders = new ArrayList<>();
    private int[] operations = new int[16];
    private int[] points = new int[16];
    private int filled;
    private int announced = -1;
    private @Nullable String consistency;
    private @Nullable String model;
    private int size = -1;
    private boolean ended;

    Reader(JsonParser json, Problems problems) {
      this.json = json;
      this.problems = problems;
    }

    Content read() throws IOException, MalformedHistoryException {
      while (json.nextToken() != null) {
        if (json.currentToken() != JsonToken.START_OBJECT || ended) {
          throw wrong(ended ? "lines after the end line" : "a line that is not an object");
        }
        line();
      }
      finishOrder();
      if (!ended || consistency == null || model == null || size < 0) {
        throw wrong(
            "not a whole witness: its first line is {\"witness\": ...} with consistency, model and"
                + " operations, its last {\"end\": ...}; write it again with minos check --witness");
      }
      return new Content(consistency, model, size, orders);
    }

    private void line() throws IOException, MalformedHistoryException {
      int operation = -1;
      int point = -1;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "witness", "order", "end" -> section(name);
          case "operation" -> operation = number();
          case "point" -> point = number();
          default -> json.skipChildren();
        }
      }
      if (operation >= 0 || point >= 0) {
        if (operation < 0 || point < 0 || announced < 0) {
          throw wrong(
              "an operation needs its number and its point, from 0, and comes after the line of an"
                  + " order");
        }
        add(operation, point);
      }
    }

    private void section(String name) throws IOException, MalformedHistoryException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw wrong("'" + name + "' needs an object");
      }
      if (!name.equals("witness")) {
        finishOrder();
      }
      ended |= name.equals("end");
      int count = -1;
      int orderCount = -1;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "consistency" -> consistency = json.getText();
          case "model" -> model = json.getText();
          case "operations", "size" -> count = number();
          case "orders" -> orderCount = number();
          default -> json.skipChildren();
        }
      }
      switch (name) {
        case "witness" -> size = count;
        case "order" -> announced = Math.max(0, count);
        default -> {
          int all = orders.stream().mapToInt(ClaimedOrder::size).sum();
          if (count != all || orderCount != orders.size()) {
            throw wrong(
                "the end line counts "
                    + count
                    + " operations in "
                    + orderCount
                    + " orders, but there are "
                    + all
                    + " in "
                    + orders.size());
          }
        }
      }
    }

    private void add(int operation, int point) {
      if (filled == operations.length) {
        operations = Arrays.copyOf(operations, 2 * filled);
        points = Arrays.copyOf(points, 2 * filled);
      }
      operations[filled] = operation;
      points[filled++] = point;
    }

    private void finishOrder() throws MalformedHistoryException {
      if (announced < 0) {
        return;
      }
      if (filled != announced) {
        throw wrong("an order of " + announced + " operations has " + filled);
      }
      orders.add(
          new ClaimedOrder(Arrays.copyOf(operations, filled), Arrays.copyOf(points, filled)));
      filled = 0;
      announced = -1;
    }

    private int number() throws IOException, MalformedHistoryException {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
          || !json.getNumberType().equals(JsonParser.NumberType.INT)) {
        throw wrong("'" + json.currentName() + "' needs a whole number");
      }
      return json.getIntValue();
    }

    private MalformedHistoryException wrong(String message) {
      return problems.fatal(json.currentLocation().getLineNr(), message);
    }
  }
}

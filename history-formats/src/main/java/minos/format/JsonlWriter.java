package minos.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import minos.format.json.ExactJson;
import minos.format.json.JsonValues;
import minos.history.Event;
import minos.history.History;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Text;
import minos.value.Value;

/**
 * Writes JSON Lines, our own format, which keeps everything that a history keeps: a header line, an
 * event a line, and an end line that says that the recording is complete. {@link ExactJson} says
 * how values are written.
 *
 * <p>A recorder makes one, gives it a header and each event as it comes, and says {@link #end} when
 * all is over; whatever was {@linkplain #flush flushed} can be read if that never happens. {@link
 * #write(History, OutputStream)} writes a history that is there already.
 *
 * <p>Not thread-safe.
 */
public final class JsonlWriter implements Closeable {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .rootValueSeparator("")
          .build();

  private final JsonGenerator json;
  private long events;

  /** A writer to a stream, which closing it closes. */
  public JsonlWriter(OutputStream out) throws IOException {
    this.json = FACTORY.createGenerator(out);
  }

  /**
   * A writer that goes on with a recording that broke off.
   *
   * @param out where the next line belongs
   * @param events how many events come before it; the end line counts them
   */
  public static JsonlWriter goingOn(OutputStream out, long events) throws IOException {
    JsonlWriter writer = new JsonlWriter(out);
    writer.events = events;
    return writer;
  }

  /**
   * Writes a whole history, with header and, unless it is truncated, end. Flushes, doesn't close.
   */
  public static void write(History history, OutputStream out) throws IOException {
    // Closing the writer would close the stream; what it buffers is flushed.
    @SuppressWarnings("resource")
    JsonlWriter writer = new JsonlWriter(out);
    writer.header(headerOf(history));
    HistoryEvents.forEach(history, writer::event);
    if (history.origin().truncated().isEmpty()) {
      writer.end();
    }
    writer.flush();
  }

  /**
   * Writes the first line.
   *
   * @param about what to say of the recording (clock, contract, seed, ...); the names {@code
   *     format} and {@code version} are ours
   */
  public void header(Dict about) throws IOException {
    Map<Value, Value> entries = new LinkedHashMap<>();
    entries.put(new Text("format"), new Text("minos"));
    entries.put(new Text("version"), new Int(1));
    about.entries().forEach((name, value) -> entries.putIfAbsent(new Text(name.letters()), value));
    json.writeStartObject();
    json.writeFieldName("header");
    ExactJson.write(json, new Dict(entries));
    endLine();
  }

  /** Writes an event. Its place in its source is not written. */
  public void event(Event event) throws IOException {
    json.writeStartObject();
    if (event.index() != Event.ABSENT) {
      json.writeNumberField("index", event.index());
    }
    if (event.time() != Event.ABSENT) {
      json.writeNumberField("time", event.time());
    }
    if (event.process() != null) {
      json.writeFieldName("process");
      writeProcess(event.process());
    }
    json.writeStringField("type", event.type().word());
    if (!event.f().isEmpty()) {
      json.writeStringField("f", event.f());
    }
    if (event.key() != null) {
      json.writeFieldName("key");
      ExactJson.writeKey(json, event.key());
    }
    if (event.value() != null) {
      json.writeFieldName("value");
      ExactJson.write(json, event.value());
    }
    if (!event.extra().isEmpty()) {
      // In order: the same history is the same file, always.
      for (Map.Entry<String, Value> field : new TreeMap<>(event.extra()).entrySet()) {
        json.writeFieldName(field.getKey());
        ExactJson.write(json, field.getValue());
      }
    }
    endLine();
    events++;
  }

  /** Writes the last line: the recording is complete. */
  public void end() throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("end");
    json.writeNumberField("events", events);
    json.writeEndObject();
    endLine();
  }

  /** Hands all that was written so far to the operating system, or whatever the stream is. */
  public void flush() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private void endLine() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void writeProcess(Value process) throws IOException {
    if (process instanceof Keyword keyword && JsonValues.isKeyword(keyword.toString())) {
      json.writeString(keyword.toString());
    } else {
      ExactJson.write(json, process);
    }
  }

  private static Dict headerOf(History history) {
    Map<Value, Value> entries = new LinkedHashMap<>(history.origin().header().entries());
    String format = history.origin().format();
    if (!format.equals(Format.JSONL.id()) && !format.equals("memory")) {
      entries.putIfAbsent(new Text("source"), new Text(history.origin().source()));
      entries.putIfAbsent(new Text("source-format"), new Text(format));
    }
    return new Dict(entries);
  }
}

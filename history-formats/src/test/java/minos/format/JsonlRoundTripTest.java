package minos.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.Dictionary;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.OrderBy;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonlRoundTripTest {
  private static final int CASES = Integer.getInteger("minos.cases", 3_000);

  @Test
  void everythingThatAHistoryKeepsComesBack() throws Exception {
    for (long seed = 0; seed < CASES; seed++) {
      History history = RandomHistory.of(seed);
      byte[] written = write(history);
      History back = read(written, RandomHistory.orderOf(seed));
      String text = "seed " + seed + ":\n" + new String(written, StandardCharsets.UTF_8);

      List<String> expected = described(history);
      List<String> found = described(back);
      assertThat(found).as(text).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i)).as(text).isEqualTo(expected.get(i));
      }
      if (RandomHistory.orderOf(seed) == OrderBy.TIME) {
        continue;
      }
      assertThat(new String(write(back), StandardCharsets.UTF_8))
          .as("the second time, %s", text)
          .isEqualTo(new String(written, StandardCharsets.UTF_8));
    }
  }

  @Test
  void theFileIsWhatAPersonWouldExpect() throws Exception {
    HistoryBuilder builder = new HistoryBuilder();
    builder.accept(event(EventType.INVOKE, "write", new Int(1), Map.of()));
    builder.accept(
        event(EventType.OK, "write", null, Map.of("version", new Int(7), "node", new Text("n1"))));
    builder.header(new Dict(Map.of(new Text("seed"), new Int(42))));

    assertThat(new String(write(builder.build()), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"header":{"format":"minos","version":1,"seed":42}}
            {"index":0,"process":1,"type":"invoke","f":"write","key":"x","value":1}
            {"index":1,"process":1,"type":"ok","f":"write","key":"x","node":"n1","version":7}
            {"end":{"events":2}}
            """);
  }

  @Test
  void aTruncatedHistoryStaysTruncated() throws Exception {
    HistoryBuilder builder = new HistoryBuilder();
    builder.accept(event(EventType.INVOKE, "write", Nil.NIL, Map.of()));
    builder.truncated("the power went");

    assertThat(read(write(builder.build()), OrderBy.INDEX).origin().truncated()).isPresent();
  }

  @Test
  void theHeaderSurvivesAndSaysWhereTheHistoryCameFrom() throws Exception {
    HistoryBuilder builder = new HistoryBuilder();
    builder.format("txn-text");
    builder.header(new Dict(Map.of(new Text("real-time"), Value.of(false))));
    builder.accept(event(EventType.INVOKE, "txn", Nil.NIL, Map.of()));

    Dict header = read(write(builder.build()), OrderBy.INDEX).origin().header();

    assertThat(header.get("real-time")).isEqualTo(Value.of(false));
    assertThat(header.get("source-format")).isEqualTo(new Text("txn-text"));
    assertThat(header.get("source")).isEqualTo(new Text("memory"));
  }

  @Test
  void operationsOfOneProcessThatTouchAreWrittenOneAfterTheOther() throws Exception {
    HistoryBuilder builder = new HistoryBuilder("ties", OrderBy.TIME);
    for (EventType type : List.of(EventType.INVOKE, EventType.OK, EventType.INVOKE, EventType.OK)) {
      builder.accept(
          new Event(type, new Int(1), "read", null, null, Event.ABSENT, 5, Event.ABSENT, Map.of()));
    }
    History history = builder.build();
    assertThat(history.invoked(1)).isLessThan(history.completed(0));

    assertThat(described(read(write(history), OrderBy.TIME))).isEqualTo(described(history));
    assertThat(HistoryWriter.of(Format.JSONL).orElseThrow().losses(history))
        .containsExactly(
            "operations of equal times overlap here, which an order of events can't say; read the file with --order-by time");
  }

  private static Event event(
      EventType type, String f, @Nullable Value value, Map<String, Value> extra) {
    return new Event(
        type, new Int(1), f, new Text("x"), value, Event.ABSENT, Event.ABSENT, Event.ABSENT, extra);
  }

  /** All that a history keeps, as text; an absent value is told from nil. */
  private static List<String> described(History history) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      List<Optional<Value>> fields = new ArrayList<>();
      for (String name : List.of("error", "version", "x y")) {
        fields.add(history.invokedField(i, name));
        fields.add(history.field(i, name));
      }
      all.add(
          String.join(
              " | ",
              history.processName(history.process(i)).toString(),
              history.functionName(history.function(i)),
              history.key(i) < 0 ? "no key" : history.keyName(history.key(i)).toString(),
              value(history, history.input(i)),
              value(history, history.output(i)),
              history.outcome(i).word(),
              "" + history.invokeTime(i),
              "" + history.completeTime(i),
              fields.toString(),
              before(history, i)));
    }
    for (Event other : history.others()) {
      all.add(
          other.process()
              + " "
              + other.type()
              + " "
              + other.f()
              + " "
              + other.value()
              + " "
              + other.extra().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList());
    }
    return all;
  }

  /** Which operations completed before this one was invoked: real time. */
  private static String before(History history, int operation) {
    List<Integer> before = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      if (history.completed(i) < history.invoked(operation)) {
        before.add(i);
      }
    }
    return before.toString();
  }

  private static String value(History history, int id) {
    return id == Dictionary.ABSENT ? "absent" : history.dictionary().value(id).toString();
  }

  private static byte[] write(History history) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonlWriter.write(history, out);
    return out.toByteArray();
  }

  private static History read(byte[] bytes, OrderBy order) throws Exception {
    return HistoryFiles.read(
        new ByteArrayInputStream(bytes),
        "back",
        ReadOptions.DEFAULT.withFormat(Format.JSONL).withKeyed(Keyed.NO).withOrderBy(order));
  }
}

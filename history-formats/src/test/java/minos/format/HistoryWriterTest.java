package minos.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.OrderBy;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HistoryWriterTest {
  @Test
  void jepsenEdnIsAsJepsenWritesIt() throws Exception {
    assertThat(write(history(null), Format.JEPSEN_EDN))
        .isEqualTo(
            """
            {:index 0, :time 5, :type :invoke, :process 0, :f :write, :value [1 "a\\n"], :error #{:x}}
            {:index 1, :time 6, :type :info, :process :nemesis, :f :kill, :value {"n1" :x}}
            {:index 2, :time 7, :type :invoke, :process 1, :f :read, :value nil}
            {:index 3, :time 8, :type :ok, :process 0, :f :write}
            {:index 4, :time 9, :type :info, :process 1, :f :read, :value #inst "2025"}
            """);
    assertThat(write(history(new Text("k")), Format.JEPSEN_EDN).lines().skip(2))
        .first()
        .isEqualTo("{:index 2, :time 7, :type :invoke, :process 1, :f :read, :value [\"k\" nil]}");
  }

  @Test
  void porcupinesKeyHasAFieldOfItsOwn() throws Exception {
    assertThat(write(history(new Text("k")), Format.PORCUPINE_KV).lines().skip(2))
        .first()
        .isEqualTo(
            "{:index 2, :time 7, :type :invoke, :process 1, :f :read, :key \"k\", :value nil}");
  }

  @Test
  void everyFormatThatIsWrittenReadsBackAsTheSameOperations() throws Exception {
    for (boolean keyed : new boolean[] {false, true}) {
      History history = history(keyed ? new Int(7) : null);
      for (Format format : Format.values()) {
        if (HistoryWriter.of(format).isEmpty()) {
          continue;
        }
        boolean keyInValue = format == Format.JEPSEN_EDN || format == Format.JEPSEN_TXT;
        History back =
            Reading.read(
                write(history, format),
                ReadOptions.DEFAULT
                    .withFormat(format)
                    .withKeyed(keyInValue && keyed ? Keyed.YES : Keyed.NO));
        assertThat(back.operations())
            .as(format.id())
            .extracting(op -> op.process() + " " + op.f() + " " + op.key() + op.outcome())
            .containsExactlyElementsOf(
                history.operations().stream()
                    .map(op -> op.process() + " " + op.f() + " " + op.key() + op.outcome())
                    .toList());
        if (format != Format.CSV) {
          assertThat(back.operation(0).input()).isEqualTo(history.operation(0).input());
        }
      }
    }
  }

  @Test
  void whatAFormatCannotSayIsSaid() throws Exception {
    HistoryBuilder builder = new HistoryBuilder();
    builder.accept(Event.of(EventType.INVOKE, new Int(1), "read", null));
    builder.truncated("the power went");
    builder.header(new Dict(Map.of(new Text("seed"), new Int(1))));
    History history = builder.build();

    assertThat(HistoryWriter.of(Format.JSONL).orElseThrow().losses(history)).isEmpty();
    assertThat(HistoryWriter.of(Format.JEPSEN_EDN).orElseThrow().losses(history))
        .containsExactly(
            "jepsen-edn can't say that the recording breaks off",
            "jepsen-edn has no place for what the recording says of itself");
    assertThat(HistoryWriter.of(Format.COBRA)).isEmpty();
  }

  private static History history(@Nullable Value key) throws Exception {
    HistoryBuilder builder = new HistoryBuilder("h", OrderBy.INDEX);
    Value written = new Seq(List.of(new Int(1), new Text("a\n")));
    Value error = new Members(Set.of(new Keyword("x")));
    builder.accept(
        event(0, EventType.INVOKE, new Int(0), "write", key, written, Map.of("error", error)));
    builder.accept(
        event(
            1,
            EventType.INFO,
            new Keyword("nemesis"),
            "kill",
            null,
            new Dict(Map.of(new Text("n1"), new Keyword("x"))),
            Map.of()));
    builder.accept(event(2, EventType.INVOKE, new Int(1), "read", key, Nil.NIL, Map.of()));
    builder.accept(
        event(3, EventType.OK, new Int(0), "write", key, key == null ? null : written, Map.of()));
    builder.accept(
        event(
            4,
            EventType.INFO,
            new Int(1),
            "read",
            key,
            new Tagged("inst", new Text("2025")),
            Map.of()));
    return builder.build();
  }

  private static Event event(
      long index,
      EventType type,
      Value process,
      String f,
      @Nullable Value key,
      @Nullable Value value,
      Map<String, Value> extra) {
    return new Event(type, process, f, key, value, index, index + 5, index + 1, extra);
  }

  private static String write(History history, Format format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistoryWriter.of(format).orElseThrow().write(history, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}

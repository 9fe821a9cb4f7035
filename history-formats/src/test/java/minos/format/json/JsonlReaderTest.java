package minos.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import minos.format.Format;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.format.input.ReadLimits;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;

final class JsonlReaderTest {
  private static final String RECORDING =
      """
      {"header":{"format":"minos","version":1,"clock":"monotonic","clockError":"2ms","seed":42}}
      {"index":0,"time":1200,"process":3,"type":"invoke","f":"write","key":"x","value":7}
      {"index":1,"time":9100,"process":3,"type":"ok","f":"write","key":"x","value":7,"version":"v17","meta":{"etag":"9b2c","status":200}}
      {"index":2,"time":9200,"process":"eu-1","type":"invoke","f":"read","key":"x","level":"eventual","session":"alice"}
      {"index":3,"time":9900,"process":"eu-1","type":"info","f":"read","key":"x","error":"timeout"}
      {"end":{"events":4}}
      """;

  @Test
  void readsOurOwnRecordings() throws Exception {
    History history = read(RECORDING);

    assertThat(history.size()).isEqualTo(2);
    assertThat(history.origin().format()).isEqualTo("jsonl");
    assertThat(history.origin().truncated()).isEmpty();
    assertThat(history.origin().header().get("seed")).isEqualTo(new Int(42));
    Operation write = history.operation(0);
    assertThat(write.process()).isEqualTo(new Int(3));
    assertThat(write.f()).isEqualTo("write");
    assertThat(write.key()).contains(new Text("x"));
    assertThat(write.value()).isEqualTo(new Int(7));
    assertThat(write.invokeTime()).hasValue(1200);
    assertThat(write.completionIndex()).hasValue(1);
    assertThat(write.invokeLine()).hasValue(2);
    assertThat(write.completeLine()).hasValue(3);
    assertThat(write.field("version")).contains(new Text("v17"));
    assertThat(write.field("meta")).contains(Value.of(Map.of("etag", "9b2c", "status", 200)));
    Operation read = history.operation(1);
    assertThat(read.process()).isEqualTo(new Text("eu-1"));
    assertThat(read.outcome()).isEqualTo(Outcome.INFO);
    assertThat(read.input()).isEqualTo(Nil.NIL);
    assertThat(read.field("level")).contains(new Text("eventual"));
    assertThat(read.field("error")).contains(new Text("timeout"));
  }

  @Test
  void aHeaderWithoutAnEndIsATruncatedRecording() throws Exception {
    History history = read(RECORDING.replace("{\"end\":{\"events\":4}}\n", ""));

    assertThat(history.size()).isEqualTo(2);
    assertThat(history.origin().truncated()).contains("it has a header but no end line");
  }

  @Test
  void withoutHeaderNoEndIsNeeded() throws Exception {
    History history = read("{\"type\":\"invoke\",\"process\":1,\"f\":\"read\"}\n\n");

    assertThat(history.origin().truncated()).isEmpty();
  }

  @Test
  void aLastLineThatIsCutOffIsATruncatedRecordingWhereverItIsCut() throws Exception {
    String whole = "{\"type\":\"invoke\",\"process\":1,\"f\":\"re\u00e4d\",\"value\":[1,\"a\\n\"]}";
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    String before = "{\"type\":\"invoke\",\"process\":0,\"f\":\"read\"}\n";
    for (int cut = 1; cut < bytes.length; cut++) {
      byte[] cutOff = new byte[before.length() + cut];
      System.arraycopy(before.getBytes(StandardCharsets.UTF_8), 0, cutOff, 0, before.length());
      System.arraycopy(bytes, 0, cutOff, before.length(), cut);

      History history = read(cutOff, ReadOptions.DEFAULT);

      assertThat(history.size()).as("cut after %d bytes", cut).isEqualTo(1);
      assertThat(history.origin().truncated()).contains("its last line is cut off");
    }
    assertThat(read(before + whole).origin().truncated()).isEmpty();
  }

  @Test
  void aCutOffLineInTheMiddleIsMalformed() {
    assertMalformed(
        """
        {"type":"invoke","process":1,"f":"read"}
        {"type":"ok","proc
        {"type":"invoke","process":2,"f":"read"}
        """,
        "h.jsonl:2: not JSON: Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in name (column 19)");
  }

  @Test
  void everyBadLineIsNamed() {
    assertMalformed(
        """
        {"type":"invoke","process":1,"f":"read"}
        nonsense
        {"type":"okay","process":1,"f":"read"}
        {"process":1,"f":"read"}
        [1,2]
        {"type":"ok","process":1,"f":"read","time":1.5}
        {"type":"ok","process":1,"f":"read","f":"write"}
        {"type":"ok","process":1,"f":"read","a":1,"a":2}
        {"type":"ok","process":[1],"f":"read"}
        {"type":"ok","process":1,"f":["read"]}
        """,
        """
        h.jsonl:2: not JSON: Unrecognized token 'nonsense': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false') (column 1)
        h.jsonl:3: the type "okay" is none; expected "invoke", "ok", "fail" or "info"
        h.jsonl:4: an event without "type"; expected "invoke", "ok", "fail" or "info"
        h.jsonl:5: expected an object, { "type": ... }, on every line
        h.jsonl:6: the time 1.5 is none; expected an integer, in nanoseconds, or no such field
        h.jsonl:7: an event with "f" twice; which of them counts?
        h.jsonl:8: an event with "a" twice; which of them counts?
        h.jsonl:9: the process [1] is none; expected an integer or a name
        h.jsonl:10: the function [...] is none; expected a string such as "read\"""");
  }

  @Test
  void linesAreCountedAcrossBlocksAndBadLines() {
    StringBuilder text = new StringBuilder();
    String filler = "x".repeat(300);
    for (int i = 0; i < 2_000; i++) {
      text.append("{\"type\":\"invoke\",\"process\":" + i + ",\"f\":\"" + filler + "\"}\n");
    }
    text.append("bad\n\n");
    for (int i = 0; i < 2_000; i++) {
      text.append("{\"type\":\"ok\",\"process\":" + i + ",\"f\":\"" + filler + "\"}\r\n");
    }
    text.append("{\"type\":\"never\"}\n");
    assertThatThrownBy(() -> read(text.toString()))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessageContaining("h.jsonl:2001: not JSON")
        .hasMessageContaining("h.jsonl:4003: the type \"never\" is none");
  }

  @Test
  void theEndLineCountsTheEvents() {
    assertMalformed(
        """
        {"header":{"format":"minos","version":1}}
        {"type":"invoke","process":1,"f":"read"}
        {"end":{"events":2}}
        """,
        "h.jsonl:3: the end line counts 2 events, but 1 came before it; lines are missing or were added");
  }

  @Test
  void aRecordingHasOneHeaderAndEndsAtItsEnd() {
    assertMalformed(
        """
        {"type":"invoke","process":1,"f":"read"}
        {"header":{}}
        {"end":{"events":1}}
        {"type":"ok","process":1,"f":"read"}
        """,
        """
        h.jsonl:2: a header that is not the first line; the next recording needs its own file
        h.jsonl:4: a line after the end line; a recording ends there, the next needs its own file""");
  }

  @Test
  void aLaterVersionIsNotGuessedAt() {
    assertMalformed(
        "{\"header\":{\"format\":\"minos\",\"version\":2}}\n",
        "h.jsonl:1: version 2 of this format; this program knows version 1");
  }

  @Test
  void objectsOverSeveralLinesAndTwoOnALineAreNamed() {
    assertMalformed(
        "{\"type\":\"invoke\",\n\"process\":1,\"f\":\"read\"}\n",
        "h.jsonl:1: an object that goes on over several lines; expected one object a line (for others use --format json)");
    assertMalformed(
        "{\"type\":\"invoke\",\"process\":1,\"f\":\"read\"}{\"type\":\"ok\",\"process\":1}\n",
        "h.jsonl:1: a second object on one line; expected one a line");
  }

  @Test
  void somethingElseIsNotATruncatedRecording() {
    assertMalformed(
        "hello", "h.jsonl:1: not JSON; expected an object, { \"type\": ... }, on every line");
  }

  @Test
  void limitsAreKeptAndNamed() {
    ReadOptions few =
        ReadOptions.DEFAULT.withLimits(
            ReadLimits.DEFAULT.withDepth(10).withTokenLength(50).withLineLength(400_000));
    for (String value :
        new String[] {
          "[".repeat(12) + "]".repeat(12), "\"" + "x".repeat(60) + "\"", "9".repeat(60)
        }) {
      assertThatThrownBy(
              () ->
                  read(
                      bytes(
                          "{\"type\":\"invoke\",\"process\":1,\"f\":\"read\",\"value\":"
                              + value
                              + "}\n"),
                      few))
          .isInstanceOf(MalformedHistoryException.class)
          .hasMessageStartingWith("h.jsonl:1: not JSON: ")
          .hasMessageContaining("exceeds the maximum allowed");
    }
    assertThatThrownBy(() -> read(bytes(" ".repeat(400_001)), few))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessage(
            "h.jsonl:1: a line of more than 400000 bytes; raise the line limit (--max-line) if it is really an event");
  }

  @Test
  void processesAreNumbersNamesOrKeywords() throws Exception {
    History history =
        read(
            """
            {"type":"info","process":":nemesis","f":"start","value":":majority"}
            {"type":"info","process":"nemesis","f":"start"}
            {"type":":invoke","process":"a","f":":read"}
            {"type":":invoke","process":12345678901234567890,"f":":read"}
            """);
    assertThat(history.others()).hasSize(2);
    assertThat(history.others().get(0).process()).isEqualTo(new Keyword("nemesis"));
    assertThat(history.others().get(0).value()).isEqualTo(new Text(":majority"));
    assertThat(history.operation(0).f()).isEqualTo("read");
    assertThat(history.size()).isEqualTo(2);
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstLine() throws Exception {
    assertThat(read("\ufeff{\"type\":\"invoke\",\"process\":1,\"f\":\"read\"}\n").size())
        .isEqualTo(1);
  }

  @Test
  void nullIsAValueAndAMissingValueIsNone() throws Exception {
    History history =
        read(
            """
            {"type":"invoke","process":1,"f":"read","value":null,"key":null}
            {"type":"invoke","process":2,"f":"read"}
            """);
    assertThat(history.input(0)).isEqualTo(Dictionary.NIL);
    assertThat(history.input(1)).isEqualTo(Dictionary.ABSENT);
    assertThat(history.keyCount()).isZero();
    assertThat(history.origin().header()).isEqualTo(Dict.EMPTY);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static History read(String text) throws IOException, MalformedHistoryException {
    return read(bytes(text), ReadOptions.DEFAULT);
  }

  private static History read(byte[] bytes, ReadOptions options)
      throws IOException, MalformedHistoryException {
    return HistoryFiles.read(
        new ByteArrayInputStream(bytes), "h.jsonl", options.withFormat(Format.JSONL));
  }

  private static void assertMalformed(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessage(message);
  }
}

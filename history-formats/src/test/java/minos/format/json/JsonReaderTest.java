package minos.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import minos.format.Format;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.value.Decimal;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;

final class JsonReaderTest {
  @Test
  void readsTransactionsWithStringsForNames() throws Exception {
    History history =
        read(
            """
            [{"type":"invoke","f":"txn","value":[["append",253,1],["r",255,null]],"process":0,"index":1},
            {"type":"ok","f":"txn","value":[["append",253,1],["r",255,[1,2]]],"process":0,"index":2}]
            """);
    assertThat(history.size()).isEqualTo(1);
    assertThat(history.operation(0).value())
        .isEqualTo(
            Value.seq(
                Value.seq(new Text("append"), new Int(253), new Int(1)),
                Value.seq(new Text("r"), new Int(255), Value.seq(new Int(1), new Int(2)))));
    assertThat(history.operation(0).invokeLine()).hasValue(1);
    assertThat(history.operation(0).completeLine()).hasValue(2);
  }

  @Test
  void stringsWithAColonAreKeywords() throws Exception {
    History history =
        read(
            """
            [{":type":1,"type":":invoke","f":":txn","value":[[":r",":x",null], ": no"],"process":"nemesis-1"}]
            """);
    assertThat(history.operation(0).f()).isEqualTo("txn");
    assertThat(history.operation(0).input())
        .isEqualTo(
            Value.seq(Value.seq(new Keyword("r"), new Keyword("x"), Nil.NIL), new Text(": no")));
  }

  @Test
  void processAndFunctionMayBeMissing() throws Exception {
    History history =
        read("[{\"type\":\"invoke\",\"value\":1},{\"type\":\"ok\",\"value\":1,\"op-index\":4}]");
    assertThat(history.size()).isEqualTo(1);
    assertThat(history.operation(0).process()).isEqualTo(Nil.NIL);
    assertThat(history.operation(0).f()).isEmpty();
    assertThat(history.operation(0).field("op-index")).contains(new Int(4));
  }

  @Test
  void aTransactionWithoutFunctionIsOne() throws Exception {
    History history = read("[{\"type\":\"invoke\",\"process\":1,\"value\":[[\"r\",1,null]]}]");
    assertThat(history.operation(0).f()).isEqualTo("txn");
  }

  @Test
  void theNemesisIsNoClientAndBalancesHaveStringKeys() throws Exception {
    History history =
        read(
            """
            [{"type":"info","process":"nemesis","f":"start","value":null},
             {"type":"invoke","process":0,"f":"read"},
             {"type":"ok","process":0,"f":"read","value":{"0":100,"1":-5}}]
            """);
    assertThat(history.others()).hasSize(1);
    assertThat(history.operation(0).value()).isEqualTo(Value.of(Map.of("0", 100, "1", -5)));
  }

  @Test
  void objectsOneAfterTheOtherNeedNoArray() throws Exception {
    History history =
        read(
            """
            {
              "type": "invoke",
              "process": 1, "f": "read"
            }
            {"type": "ok", "process": 1, "f": "read", "value": 3}
            """);
    assertThat(history.operation(0).value()).isEqualTo(new Int(3));
  }

  @Test
  void numbersLoseNoDigit() throws Exception {
    History history =
        read(
            """
            [{"type":"invoke","process":1,"f":"x","value":
              [1, 1.0, 1e3, 0.1, 0.10000000000000000001, 1e400, 12345678901234567890, -0.0]}]
            """);
    assertThat(history.operation(0).input())
        .isEqualTo(
            Value.seq(
                new Int(1),
                new Real(1.0),
                new Real(1000.0),
                new Real(0.1),
                new Decimal(new BigDecimal("0.10000000000000000001")),
                new Decimal(new BigDecimal("1e400")),
                Value.of(new BigInteger("12345678901234567890")),
                new Real(-0.0)));
  }

  @Test
  void anArrayThatDoesNotEndIsATruncatedRecordingWhereverItIsCut() throws Exception {
    String first = "[{\"type\":\"invoke\",\"process\":1,\"f\":\"read\"}";
    String whole =
        first + ",{\"type\":\"ok\",\"process\":1,\"f\":\"read\",\"value\":[true,\"\u00e4\",-1.5]}]";
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    for (int cut = first.length(); cut < bytes.length; cut++) {
      History history = read(Arrays.copyOf(bytes, cut));
      assertThat(history.size()).isEqualTo(1);
      assertThat(history.origin().truncated())
          .as("cut after %d bytes", cut)
          .contains("the JSON ends in the middle");
    }
    for (int cut = 0; cut < first.length() - 1; cut++) {
      byte[] cutOff = Arrays.copyOf(bytes, cut);
      assertThatThrownBy(() -> read(cutOff)).isInstanceOf(MalformedHistoryException.class);
    }
    assertThat(read(bytes).origin().truncated()).isEmpty();
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    [{"type":"invoke","process":1,"f":"read"},
                     7,
                     {"type":"ok","process":1,"f":"read","value":{"a":1,"a":2}}]
                    """))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessage(
            """
            h.json:2: expected an event, { "type": ... }, as every member of the array
            h.json:3: not JSON: the name "a" is twice in one object (column 58)""");
    assertThatThrownBy(() -> read("[{\"type\":\"invoke\"},\n]"))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessage(
            "h.json:2: not JSON: Unexpected character (']' (code 93)): expected a value (column 1)");
    assertThatThrownBy(() -> read("[{\"type\":\"invoke\",\"value\":1e99999999999}]"))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessageContaining("the number 1e99999999999 is out of range");
    assertThatThrownBy(() -> read(" "))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessage("h.json: an empty file; expected a JSON array of events");
  }

  private static History read(String text) throws IOException, MalformedHistoryException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static History read(byte[] bytes) throws IOException, MalformedHistoryException {
    return HistoryFiles.read(
        new ByteArrayInputStream(bytes), "h.json", ReadOptions.DEFAULT.withFormat(Format.JSON));
  }
}

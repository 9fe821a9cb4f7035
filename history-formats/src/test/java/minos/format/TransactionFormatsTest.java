package minos.format;

import static minos.format.Reading.assertMalformed;
import static minos.format.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransactionFormatsTest {
  @TempDir private Path directory;

  @Test
  void txnTextGroupsTheLinesOfATransaction() throws Exception {
    History history =
        read(
            """
            w(0,1,1,1)
            w(5,3,2,8)
            r(5,3,1,1)

            r(0,1,1,2)
            w(0,9,1,-1)
            w(0,8,1,-1)
            r(0,0,1,3)
            """,
            Format.TXN_TEXT);

    assertThat(described(history))
        .containsExactly(
            "1 ok [[:w 0 1] [:r 5 nil]] -> [[:w 0 1] [:r 5 3]] lines 1-3",
            "1 ok [[:r 0 nil]] -> [[:r 0 1]] lines 5-5",
            "1 fail [[:w 0 9] [:w 0 8]] -> [[:w 0 9] [:w 0 8]] lines 6-7",
            "1 ok [[:r 0 nil]] -> [[:r 0 0]] lines 8-8",
            "2 ok [[:w 5 3]] -> [[:w 5 3]] lines 2-2");
    assertThat(history.operation(0).f()).isEqualTo("txn");
    assertThat(history.operation(0).field("txn")).contains(new Int(1));
    assertThat(history.origin().header().get("real-time")).isEqualTo(Bool.FALSE);
    assertThat(history.origin().header().get("initial")).isEqualTo(new Int(0));
  }

  @Test
  void txnTextNamesWhatIsWrong() {
    assertMalformed(
        "w(0,1,1,1)\nw(0,2,1)\nw(0,3,1,2)\nw(0,4,1,1)\n",
        Format.TXN_TEXT,
        """
        h:2: expected an operation, r(key,value,session,txn) or w(key,value,session,txn)
        h:4: transaction 1 of session 1 goes on after another of its session began; put its lines together""");
  }

  @Test
  void txnTextTakesOddButProperLines() throws Exception {
    History history =
        read(
            "\uFEFFw(-5,99999999999999999999,-1,7)\r\n\t\r\n r( -5 , 99999999999999999999 ,900,1) \n",
            Format.TXN_TEXT);

    assertThat(described(history))
        .containsExactly(
            "-1 ok [[:w -5 99999999999999999999]] -> [[:w -5 99999999999999999999]] lines 1-1",
            "900 ok [[:r -5 nil]] -> [[:r -5 99999999999999999999]] lines 3-3");
  }

  @Test
  void zeroBytesAreNoEmptyLine() {
    assertMalformed(
        "w(0,1,1,1)\n\0\0\0\nw(0,2,99999999999999999999,1)\n",
        Format.TXN_TEXT,
        """
        h:2: expected an operation, r(key,value,session,txn) or w(key,value,session,txn)
        h:3: expected an operation, r(key,value,session,txn) or w(key,value,session,txn)""");
  }

  @Test
  void txnTextThatIsCutOffIsTruncated() throws Exception {
    History history = read("w(0,1,1,1)\nw(0,2,1", Format.TXN_TEXT);

    assertThat(history.size()).isEqualTo(1);
    assertThat(history.origin().truncated()).contains("its last line is cut off");
  }

  @Test
  void awditTestFilesHaveSeparators() throws Exception {
    History history =
        read("w 0 1\nw x 1\n=====\nr 0 1\n-----\n-----\nr x 1\n=====\n", Format.AWDIT_TEST);

    assertThat(described(history))
        .containsExactly(
            "0 ok [[:w 0 1] [:w \"x\" 1]] -> [[:w 0 1] [:w \"x\" 1]] lines 1-2",
            "1 ok [[:r 0 nil]] -> [[:r 0 1]] lines 4-4",
            "1 ok [[:r \"x\" nil]] -> [[:r \"x\" 1]] lines 7-7");
    assertMalformed(
        "w 0 1\nx\n",
        Format.AWDIT_TEST,
        "h:2: expected an operation, 'r key value' or 'w key value', or a separator, ----- or =====");
  }

  @Test
  void cobraLogsAreSessionsWhoseValuesAreWriteIds() throws Exception {
    Files.write(
        directory.resolve("T2.log"),
        log("S", 7, "R", 0xbebeebeeL, 0xbebeebeeL, 3, 0, "W", 11, 3, 99, "C", 7));
    Files.write(
        directory.resolve("T10.log"),
        log("S", 8, "R", 7, 11, 3, 99, "R", 1, 0xdeadbeefL, 4, 0, "S", 9, "W", 12, 4, 98));
    Files.writeString(directory.resolve("README"), "not a log");

    History history = HistoryFiles.read(directory, ReadOptions.DEFAULT);

    assertThat(described(history))
        .containsExactly(
            "2 ok [[:r 3 nil] [:w 3 11]] -> [[:r 3 nil] [:w 3 11]] lines 1-4",
            "10 info [[:r 3 nil] [:r 4 nil]] -> [[:r 3 11] [:r 4 nil]] lines 1-4",
            "10 info [[:w 4 12]] -> [[:w 4 12]] lines 4-5");
    assertThat(history.origin().header().get("real-time")).isEqualTo(Bool.FALSE);
    assertThat(history.origin().header().get("initial")).isNull();
  }

  @Test
  void cobraLogsThatAreCutOffOrWrongAreNamed() throws Exception {
    byte[] log = log("S", 7, "W", 11, 3, 99, "C", 7);
    Files.write(directory.resolve("T1.log"), Arrays.copyOf(log, log.length - 3));
    History history = HistoryFiles.read(directory, ReadOptions.DEFAULT);
    assertThat(history.operation(0).outcome()).isEqualTo(Outcome.INFO);
    assertThat(history.origin().truncated()).contains("T1.log ends in the middle of a record");

    Files.write(directory.resolve("T1.log"), log("S", 7, "X", 1));
    assertThatThrownBy(() -> HistoryFiles.read(directory, ReadOptions.DEFAULT))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessageEndingWith(
            ":2: T1.log, record 2: a record that begins with the byte 88; expected S, W, R or C, as in the logs of Cobra");
    Files.write(directory.resolve("T1.log"), log("S", 7, "C", 8));
    assertThatThrownBy(() -> HistoryFiles.read(directory, ReadOptions.DEFAULT))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessageEndingWith("record 2: a commit of transaction 8, which is not open");
  }

  @Test
  void cobraLogsThatContradictThemselvesAreWarnedOf() throws Exception {
    Files.write(directory.resolve("T1.log"), log("S", 7, "W", 11, 3, 99, "W", 12, 3, 99, "C", 7));
    Files.write(directory.resolve("T2.log"), log("S", 8, "R", 7, 11, 3, 99, "C", 8));
    assertThat(HistoryFiles.read(directory, ReadOptions.DEFAULT).warnings()).isEmpty();

    Files.write(directory.resolve("T3.log"), log("S", 8, "R", 9, 12, 3, 99, "W", 11, 4, 1, "C", 8));
    assertThat(HistoryFiles.read(directory, ReadOptions.DEFAULT).warnings())
        .extracting(warning -> warning.message())
        .containsExactly(
            "two transactions have one number, such as 8",
            "two writes have one id, such as 11; a read of it may have seen either",
            "a read names another transaction than the one that wrote what it read, such as 9 for"
                + " the write 12 of 7; the write counts");
  }

  @Test
  void dbcopNewAndOld() throws Exception {
    String sessions =
        """
        [[{"events":[{"Read":{"variable":0,"version":null}},{"Write":{"variable":1,"version":2}}],
           "committed":true},
          {"events":[{"Write":{"variable":0,"version":1}}],"committed":false}],
         [{"events":[{"write":false,"variable":1,"value":2,"success":true},
                     {"write":true,"variable":9,"value":9,"success":false}],"success":true}]]
        """;
    for (String text :
        List.of(sessions, "{\"params\":{\"id\":0},\"data\":" + sessions + ",\"z\":[]}")) {
      assertThat(described(read(text, Format.DBCOP)))
          .containsExactly(
              "0 ok [[:r 0 nil] [:w 1 2]] -> [[:r 0 nil] [:w 1 2]] lines 1-2",
              "0 fail [[:w 0 1]] -> [[:w 0 1]] lines 3-3",
              "1 ok [[:r 1 nil]] -> [[:r 1 2]] lines 4-5");
    }
    assertMalformed(
        "[[{\"events\":[{\"Read\":7}],\"committed\":true}], 8]",
        Format.DBCOP,
        """
        h:1: expected a transaction, {"events": [{"Read": {"variable": 0, "version": 1}}, ...], "committed": true}
        h:1: expected a session, an array of transactions""");
    assertMalformed("[] 7", Format.DBCOP, "h:1: more data after the end of the history");
    assertMalformed(
        "{\"a\":1}", Format.DBCOP, "h:1: expected an array of sessions of transactions");
  }

  @Test
  void timeKillerKeepsTheTimestampsOfTheDatabase() throws Exception {
    History history =
        read(
            """
            [{"tid":"5","sid":"1","sts":{"p":10,"l":0},"cts":{"p":12,"l":1},
              "ops":[{"t":"w","k":"x","v":1},{"t":"a","k":2,"v":3},{"t":"r","k":2,"v":[3]}]},
             {"tid":"6","sid":"nemesis","ops":[]}]
            """,
            Format.TIMEKILLER);

    assertThat(described(history))
        .containsExactly(
            "1 ok [[:w \"x\" 1] [:append 2 3] [:r 2 nil]] -> [[:w \"x\" 1] [:append 2 3] [:r 2 [3]]] lines 1-2",
            "\"session nemesis\" ok [] -> [] lines 3-3");
    Operation first = history.operation(0);
    assertThat(first.field("txn")).contains(new Text("5"));
    assertThat(first.field("start-timestamp")).contains(Value.of(List.of(10, 0)));
    assertThat(first.field("commit-timestamp")).contains(Value.of(List.of(12, 1)));
    assertMalformed(
        "[{\"tid\":1,\"sid\":1,\"ops\":[{\"t\":\"x\",\"k\":1}]}]",
        Format.TIMEKILLER,
        "h:1: expected a transaction, {\"tid\": ..., \"sid\": ..., \"ops\": [{\"t\": \"w\", \"k\": ..., \"v\": ...}]}");
  }

  @Test
  void convertedToJsonLinesTheyStillSayThatThereIsNoRealTime() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonlWriter.write(read("w(0,1,1,1)\nr(0,1,2,2)\n", Format.TXN_TEXT), out);

    History back = read(out.toString(StandardCharsets.UTF_8), Format.JSONL);

    assertThat(back.origin().header().get("real-time")).isEqualTo(Bool.FALSE);
    assertThat(back.operation(1).value().toString()).isEqualTo("[[:r 0 1]]");
    assertThat(HistoryWriter.of(Format.JEPSEN_EDN).orElseThrow().losses(back))
        .containsExactly(
            "jepsen-edn can't say that the order of the events is not real time; check it only for models that don't need real time");
  }

  private static List<String> described(History history) {
    return history.operations().stream()
        .map(
            op ->
                op.process()
                    + " "
                    + op.outcome().word()
                    + " "
                    + op.input()
                    + " -> "
                    + op.output()
                    + " lines "
                    + op.invokeLine().orElseThrow()
                    + "-"
                    + op.completeLine().orElseThrow())
        .toList();
  }

  private static byte[] log(Object... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Object part : parts) {
      if (part instanceof String letter) {
        out.writeBytes(letter);
      } else {
        out.writeLong(((Number) part).longValue());
      }
    }
    return bytes.toByteArray();
  }
}

package minos.format;

import static minos.format.Reading.detect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.history.History;
import minos.history.MalformedHistoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DetectionTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{:type :invoke}|jepsen-edn|it begins with a map in EDN",
        "; comment~  {:type :invoke}|jepsen-edn|it begins with a map in EDN",
        "[{:type :invoke}]|jepsen-edn|it begins with a vector in EDN",
        "[ ; one~ #_ 1]|jepsen-edn|it begins with a vector in EDN",
        "({:type :invoke})|jepsen-edn|it begins with a list in EDN",
        "#jepsen.history.Op{:index 0}|jepsen-edn|it begins with a tag in EDN",
        "~ ~|jepsen-edn|it is empty, as the history of a run without operations",
        "0^:invoke^:read^nil|jepsen-txt|line 1 is 'process :type :f value'",
        ":nemesis^:info^:start^nil|jepsen-txt|line 1 is 'process :type :f value'",
        "INFO jepsen.util - 0^:invoke^:read^nil|jepsen-log|line 1 ends in 'process :type :f value'",
        "starting~x: 0^:invoke^:read^nil|jepsen-log|line 2 ends in 'process :type :f value'",
        "2025-05-24 21:18:19,530{GMT}^INFO^[main] jepsen.core: hi|jepsen-log|it has lines that Jepsen logs",
        "JEPSEN....|jepsen-store|it begins with JEPSEN",
        "[{\"index\":0,\"type\":\"invoke\"}]|json|the first object of its JSON array has \"type\"",
        "{\"index\":0,\"type\":\"invoke\"}|jsonl|its first JSON object has \"type\"",
        "{\"header\":{\"format\":\"minos\"}}|jsonl|it begins with a \"header\"",
        "{\"event\":{\"Start\":\"Read\"},\"client_id\":1,\"op_id\":1}|s2|its first JSON object has \"event\" and \"client_id\"",
        "{\"ClientId\":1,\"Input\":{\"type\":1},\"Call\":2}|etcd-robustness|its first JSON object has \"ClientId\" and \"Call\"",
        "w(0,1,1,1)~r(0,1,1,2)|txn-text|its first line is like r(key,value,session,txn)",
        "w 0 1~-----|awdit-test|its first line is like 'r key value'",
        "[[{\"events\":[]}]]|dbcop|it begins with sessions of transactions in JSON",
        "[{\"tid\":1,\"sid\":1,\"ops\":[]}]|timekiller|the first object of its JSON array has \"ops\"",
        "process,type,f,value~0,invoke,read,|csv|its first line names columns of a history",
        "client;op;start;end~|csv|its first line names columns of a history",
      })
  void decidesByContentAndSaysWhy(String text, String format, String reason) throws Exception {
    assertThat(detect(text.replace('~', '\n').replace('^', '\t')))
        .hasToString("detected " + format + ": " + reason);
  }

  @Test
  void saysWhatItTriedWhenNothingFits() {
    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(() -> detect("Dear reader,\nthis is no history.\n"))
        .withMessage(
            "h: unknown format: a text that begins with \"Dear reader,\". None of these fits; say which it is with --format:\n"
                + String.join(
                    "\n",
                    Arrays.stream(Format.values())
                        .map(f -> "  " + f.id() + ": " + f.looks())
                        .toList()));
    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(() -> detect("\u0000\u0001\u0002"))
        .withMessageContaining("unknown format: binary data");
  }

  @Test
  void namesUtf16() {
    byte[] bytes = "\ufeff{}".getBytes(java.nio.charset.StandardCharsets.UTF_16BE);

    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(
            () ->
                HistoryFiles.read(
                    new java.io.ByteArrayInputStream(bytes), "h", ReadOptions.DEFAULT))
        .withMessage("h: a text in UTF-16; recode it as UTF-8");
  }

  @Test
  void theNameOfAFileDoesNotMatter() throws Exception {
    Path file =
        Files.writeString(directory.resolve("x.csv"), "{:type :invoke :process 0 :f :read}");

    History history = HistoryFiles.read(file, ReadOptions.DEFAULT);

    assertThat(history.origin().format()).isEqualTo("jepsen-edn");
    assertThat(history.origin().source()).isEqualTo(file.toString());
  }

  @Test
  void findsTheHistoryInADirectory() throws Exception {
    Files.writeString(directory.resolve("jepsen.log"), "no");
    Files.writeString(directory.resolve("history.edn"), "{:type :invoke :process 0 :f :read}");
    List<Detected> told = new ArrayList<>();

    History history = HistoryFiles.read(directory, ReadOptions.DEFAULT, told::add);

    assertThat(history.size()).isEqualTo(1);
    assertThat(history.origin().source()).isEqualTo(directory.resolve("history.edn").toString());
    assertThat(told).hasToString("[detected jepsen-edn: the directory has a history.edn]");
  }

  @Test
  void aDirectoryWithoutHistorySaysWhatWasExpected() {
    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(
            () -> HistoryFiles.read(directory, ReadOptions.DEFAULT.withFormat(Format.JEPSEN_TXT)))
        .withMessage(
            directory
                + ": a directory without a history of the format jepsen-txt; expected a Jepsen store (test.jepsen, history.edn, history.txt, jepsen.log), a run of our own (history.jsonl), an etcd robustness report (client-N/operations.json) or Cobra logs (T*.log)");
  }

  @Test
  void everyFormatHasItsOwnName() {
    assertThat(Format.values()).extracting(Format::id).doesNotHaveDuplicates();
    for (Format format : Format.values()) {
      assertThat(Format.byId(format.id())).contains(format);
    }
    assertThat(Format.byId("xml")).isEmpty();
  }
}

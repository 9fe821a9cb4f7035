package minos.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Odd files of transactions in each format: what the command exits with, and what it says. */
final class OddTransactionsTest {
  private static final String DBCOP_WRITE =
      "[{\"events\":[{\"Write\":{\"variable\":0,\"version\":1}}],\"committed\":true}]";
  private static final String NOTHING_RELATES = "No transaction read what another wrote or missed";
  private static final String NO_OPERATIONS =
      "the history has no operations; see whether the recorder wrote to this file";

  @TempDir private Path directory;

  /** Pairs of an invocation and a completion, by processes 0, 1, ... */
  private static String edn(String... transactions) {
    StringBuilder lines = new StringBuilder();
    for (int t = 0; t < transactions.length; t += 3) {
      String start = ":process " + t / 3 + ", :f :txn, :value ";
      lines.append("{:type :invoke, ").append(start).append(transactions[t]).append("}\n");
      lines.append("{:type :").append(transactions[t + 1]).append(", ").append(start);
      lines.append(transactions[t + 2]).append("}\n");
    }
    return lines.toString();
  }

  private static Arguments of(int code, String name, String content, String says) {
    return Arguments.of(name, code, content, says);
  }

  static Stream<Arguments> files() {
    return Stream.of(
        // Nothing in it.
        of(65, "empty.txt", "", NO_OPERATIONS),
        of(65, "blank.txt", "\n \r\n", NO_OPERATIONS),
        of(65, "separators.txt", "-----\n=====\n", NO_OPERATIONS),
        of(65, "empty.json", "[]", NO_OPERATIONS),
        of(65, "header.jsonl", "{\"header\":{\"format\":\"minos\"}}\n", NO_OPERATIONS),
        of(2, "empty-transaction.edn", edn("[]", "ok", "[]"), NOTHING_RELATES),
        of(2, "empty-transaction.json", "[[{\"events\":[],\"committed\":true}]]", NOTHING_RELATES),
        // Broken off: told, whatever else leaves the answer open.
        of(2, "cut.txt", "w(0,1,1,1)\nr(0,1,2,2", "breaks off: its last line is cut off"),
        of(2, "cut.json", "[" + DBCOP_WRITE + ",[{\"events\":[{\"Re", "breaks off: "),
        of(65, "cut.edn", edn("[]", "ok", "[").replace("[}\n", "[[:r"), "before its ]"),
        // Not what the format has.
        of(65, "kinds.txt", "w(0,1,1,1)\nx(0,1,2,3)\n", ":2: expected an operation, r(key,"),
        of(65, "short.edn", edn("[[:append 1]]", "ok", "[[:append 1]]"), ":1: the model list-"),
        of(
            65,
            "mistyped.edn",
            edn("[[:apend 1 1]]", "ok", "[[:apend 1 1]]"),
            ":1: the model rw-register has no operation `txn [[:apend 1 1]]`; it knows"),
        of(65, "scalar.edn", edn("7", "ok", "7"), "the model rw-register has no operation `txn 7`"),
        of(
            65,
            "both-kinds.edn",
            edn("[[:append 1 1] [:w 2 2]]", "ok", "[[:append 1 1] [:w 2 2]]"),
            "the model list-append has no operation `txn [[:append 1 1] [:w 2 2]]`; it knows"),
        of(
            65,
            "scalar-read.edn",
            edn("[[:append 1 1]]", "ok", "[[:append 1 1]]", "[[:r 1 nil]]", "ok", "[[:r 1 1]]"),
            ":3: the model list-append has no operation `txn [[:r 1 1]]`"),
        of(65, "null.json", "[[{\"events\":[],\"committed\":null}]]", ":1: expected a transaction"),
        of(65, "type.json", "[{\"type\":7,\"process\":0,\"value\":[]}]", ":1: the type 7 is none"),
        of(
            65,
            "type.jsonl",
            "{\"process\":0,\"type\":\"maybe\",\"f\":\"txn\"}\n",
            "\"maybe\" is none"),
        // Who did it, and whether it was done.
        of(
            65,
            "uninvoked.edn",
            "{:type :ok, :process 0, :f :txn, :value []}",
            ":1: process 0 comp"),
        of(
            65,
            "twice-open.edn",
            "{:type :invoke, :process 0, :f :txn, :value []}\n".repeat(2),
            ":2: process 0 invokes txn while its txn (line 1) is open"),
        of(65, "again.txt", "w(0,1,1,1)\nw(0,2,1,2)\nw(0,3,1,1)\n", ":3: transaction 1 of session"),
        of(0, "gap.txt", "w(0,1,1,1)\nr(0,1,900,77)\n", "serializable"),
        of(2, "aborted.txt", "w(0,1,1,-1)\n", "no operation of the history succeeded"),
        of(1, "aborted-read.txt", "w(0,1,1,-1)\nr(0,1,2,2)\n", "G1a"),
        of(
            0,
            "unknown.edn",
            edn("[[:w 1 1]]", "info", "[[:w 1 1]]", "[[:r 1 nil]]", "ok", "[[:r 1 1]]"),
            "serializable"),
        // Values.
        of(1, "never.txt", "w(0,1,1,1)\nr(0,7,2,2)\n", "T2 read 7 from 0, which nobody wrote"),
        of(
            1,
            "never-separated.txt",
            "w 0 1\n=====\nr 0 5\n",
            "T2 read 5 from 0, which nobody wrote"),
        of(
            1,
            "never.json",
            "["
                + DBCOP_WRITE
                + ","
                + DBCOP_WRITE.replace("Write", "Read").replace("1}", "8}")
                + "]",
            "T2 read 8 from 0, which nobody wrote"),
        of(
            1,
            "never.edn",
            edn("[[:append 1 1]]", "ok", "[[:append 1 1]]", "[[:r 1 nil]]", "ok", "[[:r 1 [1 9]]]"),
            "nobody appended 9"),
        of(
            2,
            "twice.edn",
            edn("[[:append 1 1]]", "ok", "[[:append 1 1]]").repeat(2)
                + edn("[[:r 1 nil]]", "ok", "[[:r 1 [1 1]]]"),
            "append each value once"),
        of(0, "twice.txt", "w(0,1,1,1)\nw(0,1,2,2)\nr(0,1,3,3)\n", "serializable"),
        of(0, "huge.txt", "w(-9,99999999999999999999,1,1)\nr(-9,99999999999999999999,2,2)", "seri"),
        // Bytes.
        of(0, "mixed-ends.txt", "w(0,1,1,1)\r\n\r\nr(0,1,2,2)\nr(0,1,2,3)\r\n", "serializable"),
        of(
            0,
            "mark.json",
            "\uFEFF[" + DBCOP_WRITE + "," + DBCOP_WRITE.replace("Write", "Read") + "]",
            "s"),
        of(65, "zeros.txt", "w(0,1,1,1)\n\0\0\0\0\n", ":2: expected an operation"),
        of(65, "old-mac.txt", "w(0,1,1,1)\rr(0,1,2,2)\r", "unknown format"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void exitsAndSaysWhatIsRight(String name, int code, String content, String says)
      throws IOException {
    Path file = Files.write(directory.resolve(name), content.getBytes(UTF_8));

    Ran ran = Ran.minos("check", file.toString());

    assertThat(ran.code()).as(ran.toString()).isEqualTo(code);
    assertThat((ran.out() + ran.err()).replaceAll("\\s+", " ")).contains(says);
  }

  @Test
  void bytesThatAreNoUtf8AreNamed() throws IOException {
    Path text = directory.resolve("h.txt");
    Files.write(text, "w(\u00ff,1,1,1)\n".getBytes(ISO_8859_1));
    assertThat(Ran.minos("check", "--format", "txn-text", text.toString()).err())
        .contains(":1: expected an operation");
    Path json = directory.resolve("h.json");
    Files.write(json, ("[" + DBCOP_WRITE.replace("0", "\"\u00ff\"") + "]").getBytes(ISO_8859_1));
    assertThat(Ran.minos("check", json.toString()).err()).contains(":1: not JSON: Invalid UTF-8");
  }
}

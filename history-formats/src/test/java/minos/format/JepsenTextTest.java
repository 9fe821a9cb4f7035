package minos.format;

import static minos.format.Reading.assertMalformed;
import static minos.format.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import minos.history.Dictionary;
import minos.history.Event;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.history.Warning;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;

/** Jepsen's {@code history.txt} and {@code jepsen.log}. */
final class JepsenTextTest {
  @Test
  void readsHistoryTxt() throws Exception {
    History history =
        read(
            """
            10\t:invoke\t:write\t[1 5]
            :nemesis\t:info\t:start\t{"n1" #{"n2"}}
            2\t:invoke\t:read\t[2 nil]
            10\t:ok\t:write\t[1 5]
            2\t:info\t:read\t[2 nil]\t:timeout
            3\t:invoke\t:cas\t[0 [8 9]]
            3\t:fail\t:cas\t[0 [8 9]]\tindeterminate: what, [?
            """);

    assertThat(history.origin().format()).isEqualTo("jepsen-txt");
    assertThat(history.operations())
        .extracting(Operation::toString)
        .containsExactly("10 write [1 5] ok", "2 read [2 nil] info", "3 cas [0 [8 9]] fail");
    assertThat(history.operation(1).field("error")).contains(new Keyword("timeout"));
    assertThat(history.operation(2).field("error")).contains(new Text("indeterminate: what, [?"));
    assertThat(history.others()).extracting(Event::f).containsExactly("start");
    assertThat(history.operation(1).completeLine()).hasValue(5);
  }

  @Test
  void readsHistoryTxtWithSpacesAroundItsTabs() throws Exception {
    assertThat(read("0 \t :invoke \t :read \t nil\n0 \t :ok \t :read \t 3 \n").operation(0))
        .hasToString("0 read 3 ok");
  }

  @Test
  void anErrorMayGoOnInLinesOfItsOwn() throws Exception {
    History history =
        read(
            """
            0\t:invoke\t:write\t1
            0\t:info\t:write\t1\tsome error:
              at x

              at y
            1\t:invoke\t:read\tnil
            1\t:ok\t:read\t1
            """);

    assertThat(history.size()).isEqualTo(2);
    assertThat(history.warnings())
        .containsExactly(
            new Warning(3, 3, "lines that go on with the error of the operation before"));
  }

  @Test
  void otherLinesOfHistoryTxtAreProblems() {
    assertMalformed(
        "0\t:invoke\t:write\t1\nhello\n0\t:ok\t:wri",
        Format.JEPSEN_TXT,
        """
        h:2: no operation; expected process<TAB>:type<TAB>:f<TAB>value, found hello
        h:3: an operation that breaks off; expected process, :type, :f and value""");
    assertMalformed(
        "0\t:invoke\t:write\t[1\n",
        Format.JEPSEN_TXT,
        "h:1: column 20: the input ends in a collection opened in line 1, before its ]");
    assertMalformed(
        "0\t:invoke\t:write\t1 2\n",
        Format.JEPSEN_TXT,
        "h:1: column 19: more text after the value 1; an error comes after a tab");
  }

  @Test
  void aLastLineWithoutEndIsSuspicious() throws Exception {
    assertThat(read("0\t:invoke\t:write\t12").warnings())
        .extracting(Warning::message)
        .contains(
            "the last line has no line end; if the recording was cut off there, its value may be too short");
  }

  @Test
  void readsLogsOfEveryDecade() throws Exception {
    History history =
        read(
            """
            INFO  jepsen.core - Worker 4 starting
            INFO  jepsen.util - 0	:invoke	:read	nil
            INFO  jepsen.util - 0  :ok      :read   3
            2022-07-28 07:53:02,853{GMT}	INFO	[jepsen worker nemesis] jepsen.util: [ 1345013587 ] :nemesis	:info	:add-server	"n5"
            2022-07-28 07:53:02,859{GMT}	INFO	[jepsen worker 2] jepsen.util: [ 1350999542 ] 2	:invoke	:write	4
            2025-05-24 21:18:22,194{GMT}	INFO	[jepsen worker 11] jepsen.util: 11	:invoke	:cas	[1 [2 3]]
            java.lang.RuntimeException: {:type :invoke, :f :read}
            	at x.y (z.clj:3) :ok
            2025-05-24 21:18:22,194{GMT}	INFO	[jepsen worker 2] jepsen.util: 2	:ok	:write	4
            """);

    assertThat(history.origin().format()).isEqualTo("jepsen-log");
    assertThat(history.operations())
        .extracting(Operation::toString)
        .containsExactly("0 read 3 ok", "2 write 4 ok", "11 cas [1 [2 3]] info");
    assertThat(history.others()).extracting(Event::f).containsExactly("add-server");
  }

  @Test
  void anErrorInThePlaceOfTheValueIsAnError() throws Exception {
    History history =
        read(
            """
            INFO  jepsen.util - 4	:invoke	:write	3
            INFO  jepsen.util - 4	:info	:write	:timed-out
            INFO  jepsen.util - 5	:invoke	:write	:a
            INFO  jepsen.util - 5	:ok	:write	:a
            INFO  jepsen.util - 6	:invoke	:read	nil
            INFO  jepsen.util - 6	:fail	:read	#<SocketException closed [
            """);

    assertThat(history.output(0)).isEqualTo(Dictionary.ABSENT);
    assertThat(history.operation(0).value()).isEqualTo(new Int(3));
    assertThat(history.operation(0).field("error")).contains(new Keyword("timed-out"));
    assertThat(history.operation(1).value()).isEqualTo(new Keyword("a"));
    assertThat(history.operation(2).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(history.operation(2).field("error"))
        .contains(new Text("#<SocketException closed ["));
  }

  @Test
  void aLogWithoutOperationsIsNoHistory() {
    assertMalformed(
        "INFO jepsen.core - starting\nINFO jepsen.core - done\n",
        Format.JEPSEN_LOG,
        "h: none of the 2 lines shows an operation; expected some that end in 'process :type :f value'");
  }

  @Test
  void aLogCutOffInAnOperationIsMalformed() {
    assertMalformed(
        "INFO jepsen.util - 0\t:invoke\t:write\t1\nINFO jepsen.util - 0\t:ok\t:wri",
        Format.JEPSEN_LOG,
        "h:2: an operation that breaks off; expected process, :type, :f and value");
  }

  @Test
  void aMapInALogIsNoOperation() throws Exception {
    History history =
        read(
            "INFO op {:process 3 :type :invoke :f :read}\nINFO jepsen.util - 0\t:invoke\t:read\tnil\n");

    assertThat(history.operations()).hasSize(1);
    assertThat(history.others()).isEmpty();
    assertThat(history.operation(0).process()).isEqualTo(Value.of(0));
  }
}

package minos.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import minos.history.Dictionary;
import minos.history.Event;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.history.OrderBy;
import minos.history.Outcome;
import minos.history.Warning;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Symbol;
import minos.value.Tagged;
import minos.value.Text;
import org.junit.jupiter.api.Test;

/** The rules that every reader of histories follows, from text to history. */
final class ParserRulesTest {
  @Test
  void rule1RealTimeIsTheOrderOfTheHistoryAndNeverThatOfTimes() throws Exception {
    String text =
        """
        {:process 0 :type :invoke :f :write :value 1 :time 50}
        {:process 0 :type :ok :f :write :value 1 :time 60}
        {:process 1 :type :invoke :f :read :time 10}
        {:process 1 :type :ok :f :read :value 1 :time 20}
        """;

    History byIndex = read(text);
    assertThat(byIndex.completed(0)).isLessThan(byIndex.invoked(1));

    History byTime = read(text, ReadOptions.DEFAULT.withOrderBy(OrderBy.TIME));
    assertThat(byTime.completed(1)).isLessThan(byTime.invoked(0));
  }

  @Test
  void rule1TheIndexDecidesWhereTheLinesAreInAnotherOrder() throws Exception {
    History history =
        read(
            """
            {:index 2 :process 1 :type :invoke :f :read}
            {:index 3 :process 1 :type :ok :f :read :value 1}
            {:index 0 :process 0 :type :invoke :f :write :value 1}
            {:index 1 :process 0 :type :ok :f :write :value 1}
            """);

    assertThat(history.completed(1)).isLessThan(history.invoked(0));
  }

  @Test
  void rule1IntervalsAreClosedSoThatEqualTimesOverlap() throws Exception {
    History history =
        read(
            """
            {:process 0 :type :invoke :f :write :value 1 :time 1}
            {:process 0 :type :ok :f :write :value 1 :time 5}
            {:process 1 :type :invoke :f :read :time 5}
            {:process 1 :type :ok :f :read :value 1 :time 9}
            """,
            ReadOptions.DEFAULT.withOrderBy(OrderBy.TIME));

    assertThat(history.invoked(1)).isLessThan(history.completed(0));
  }

  @Test
  void rule2OthersThanClientsAreKeptAside() throws Exception {
    History history =
        read(
            """
            {:process :nemesis :type :info :f :kill :value "n1"}
            {:process :checker :type :info :f :look}
            {:process "eu-1" :type :invoke :f :read}
            {:process "eu-1" :type :ok :f :read :value 1}
            """);

    assertThat(history.operations())
        .extracting(Operation::process)
        .containsExactly(new Text("eu-1"));
    assertThat(history.others()).extracting(Event::f).containsExactly("kill", "look");
  }

  @Test
  void rule3OutcomesAreOkFailAndInfoAndNoneIsInfo() throws Exception {
    History history =
        read(
            """
            {:process 0 :type :invoke :f :write :value 1}
            {:process 1 :type :invoke :f :write :value 2}
            {:process 2 :type :invoke :f :write :value 3}
            {:process 3 :type :invoke :f :write :value 4}
            {:process 0 :type :ok :f :write :value 1}
            {:process 1 :type :fail :f :write :value 2}
            {:process 2 :type :info :f :write :value 3}
            """);

    assertThat(history.operations())
        .extracting(Operation::outcome)
        .containsExactly(Outcome.OK, Outcome.FAIL, Outcome.INFO, Outcome.INFO);
    assertThat(history.completed(2)).isEqualTo(History.NEVER);
    assertThat(history.completed(3)).isEqualTo(History.NEVER);
  }

  @Test
  void rule4TheValueOfTheOkCompletionReplacesThatOfTheInvocation() throws Exception {
    History history =
        read(
            """
            {:process 0 :type :invoke :f :read :value nil}
            {:process 0 :type :ok :f :read :value 3}
            {:process 0 :type :invoke :f :write :value 4}
            {:process 0 :type :ok :f :write}
            {:process 0 :type :invoke :f :dequeue :value 5}
            {:process 0 :type :ok :f :dequeue :value nil}
            {:process 0 :type :invoke :f :write :value 6}
            {:process 0 :type :fail :f :write :value 7}
            """);

    assertThat(history.operations())
        .extracting(Operation::value)
        .containsExactly(new Int(3), new Int(4), Nil.NIL, new Int(6));
  }

  @Test
  void rule5AProcessThatGoesOnAfterInfoIsAcceptedWithAWarning() throws Exception {
    History history =
        read(
            """
            {:process 0 :type :invoke :f :write :value 1}
            {:process 0 :type :info :f :write :value 1}
            {:process 0 :type :invoke :f :read}
            {:process 0 :type :ok :f :read :value 1}
            """);

    assertThat(history.warnings())
        .containsExactly(
            new Warning(
                3,
                1,
                "a process goes on under the same number after an operation of unknown outcome"));
  }

  @Test
  void rule5TwoOpenInvocationsAndMissingInvocationsNameFileLineAndProcess() {
    assertMalformed(
        """
        {:process 7 :type :invoke :f :write :value 1}
        {:process 7 :type :invoke :f :read}
        {:process 8 :type :ok :f :read :value 1}
        """,
        """
        h.edn:2: process 7 invokes read while its write (line 1) is open; a process has one operation open at a time
        h.edn:3: process 8 completes read (ok) without having invoked it; the invocation is missing or was completed already""");
  }

  @Test
  void rule6TheFirstEventDecidesWhetherThereIsAnIndex() throws Exception {
    assertMalformed(
        """
        {:index 0 :process 0 :type :invoke :f :read}
        {:process 0 :type :ok :f :read :value 1}
        """,
        "h.edn:2: an event without :index; the first event has one, so every event needs its own");
    assertMalformed(
        """
        {:index 5 :process 0 :type :invoke :f :read}
        {:index 5 :process 0 :type :ok :f :read :value 1}
        """,
        "h.edn:2: the index 5 is used twice; every event needs its own: number them anew, or leave"
            + " :index out of all of them if their order in the file is the real one");
    assertMalformed(
        """
        {:index 5 :process 0 :type :invoke :f :read}
        {:index 6 :process 1 :type :invoke :f :read}
        {:index 5 :process 0 :type :ok :f :read :value 1}
        {:index 6 :process 1 :type :ok :f :read :value 1}
        """,
        "h.edn:3: the index 5 is used twice, first in line 1; every event needs its own: number"
            + " them anew, or leave :index out of all of them if their order in the file is the"
            + " real one",
        "h.edn:4: the index 6 is used twice, first in line 2; every event needs its own: number"
            + " them anew, or leave :index out of all of them if their order in the file is the"
            + " real one");

    History sparse =
        read(
            """
            {:index 10 :process 0 :type :invoke :f :read}
            {:index 20 :process 0 :type :ok :f :read :value 1}
            """);
    assertThat(sparse.operation(0).index()).isEqualTo(10);
    assertThat(sparse.operation(0).completionIndex()).isEqualTo(OptionalLong.of(20));

    History dense =
        read(
            """
            {:process 0 :type :invoke :f :read}
            {:process 0 :type :ok :f :read :value 1}
            """);
    assertThat(dense.operation(0).index()).isEqualTo(0);
    assertThat(dense.operation(0).completionIndex()).isEqualTo(OptionalLong.of(1));
  }

  @Test
  void rule6AMissingTimeIsUnknownAndNeverZero() throws Exception {
    History history =
        read(
            """
            {:process 0 :type :invoke :f :read :time 0}
            {:process 0 :type :ok :f :read :value 1 :time nil}
            """);

    assertThat(history.operation(0).invokeTime()).isEqualTo(OptionalLong.of(0));
    assertThat(history.operation(0).completeTime()).isEmpty();
  }

  @Test
  void rule7AReadOfNilIsKeptApartFromAReadWithoutValue() throws Exception {
    // What it means is the specification's choice; the reader must only not blur it.
    History history =
        read(
            """
            {:process 0 :type :invoke :f :swap :value 1}
            {:process 0 :type :ok :f :swap :value nil}
            {:process 0 :type :invoke :f :swap :value 1}
            {:process 0 :type :ok :f :swap}
            """);

    assertThat(history.output(0)).isEqualTo(Dictionary.NIL);
    assertThat(history.output(1)).isEqualTo(Dictionary.ABSENT);
  }

  @Test
  void rule8IndependentKeysAreSplitOnDemandOrWithAWarning() throws Exception {
    String text =
        """
        {:process 0 :type :invoke :f :write :value ["k" 1]}
        {:process 0 :type :ok :f :write :value ["k" 1]}
        {:process 0 :type :invoke :f :read :value ["k" nil]}
        {:process 0 :type :ok :f :read :value ["k" 1]}
        """;

    for (Keyed keyed : List.of(Keyed.YES, Keyed.AUTO)) {
      History split = read(text, ReadOptions.DEFAULT.withKeyed(keyed));
      assertThat(split.operation(1).key()).contains(new Text("k"));
      assertThat(split.operation(1).value()).isEqualTo(new Int(1));
      assertThat(split.warnings())
          .extracting(Warning::message)
          .isEqualTo(
              keyed == Keyed.YES
                  ? List.of()
                  : List.of(
                      "every value looks like [key value], so the operations were taken to be on independent keys; --keyed or --no-keyed decides"));
    }
    assertThat(read(text, ReadOptions.DEFAULT.withKeyed(Keyed.NO)).keyCount()).isZero();
  }

  @Test
  void rule8WithoutReadsThatTellKeysFromArgumentsNothingIsAssumed() throws Exception {
    History history =
        read(
            """
            {:process 0 :type :invoke :f :cas :value [1 2]}
            {:process 0 :type :ok :f :cas :value [1 2]}
            """);

    assertThat(history.keyCount()).isZero();
    assertThat(history.warnings()).isEmpty();
  }

  @Test
  void rule9UnknownFieldsTagsAndSymbolsAreCarriedAlong() throws Exception {
    History history =
        read(
            """
            {:process 0 :type :invoke :f :read :tstag #my.Stamp{:at 1}}
            {:process 0 :type :info :f :read :exception {:via [{:type a.Lock$Sync :at [a.B$c run "B.java" 3]}]}}
            """);

    assertThat(history.operation(0).field("tstag"))
        .contains(new Tagged("my.Stamp", new Dict(Map.of(new Keyword("at"), new Int(1)))));
    assertThat(history.operation(0).field("exception").orElseThrow().toString())
        .isEqualTo("{:via [{:type a.Lock$Sync, :at [a.B$c run \"B.java\" 3]}]}");
  }

  @Test
  void rule9AnUnknownTagAroundAnEventIsNoObstacle() throws Exception {
    History history =
        read(
            """
            #jepsen.history.Op{:index 0, :type :invoke, :process 0, :f :poll, :value nil}
            #some.other.Record {:index 1, :type :ok, :process 0, :f :poll, :value x$y}
            """);

    assertThat(history.operation(0).value()).isEqualTo(new Symbol("x$y"));
  }

  @Test
  void rule10SuspiciousInputIsAWarning() throws Exception {
    History history =
        read(
            """
            {:process 0 :type :invoke :f :write :value 1 :time 9}
            {:process 0 :type :fail :f :write :value 1 :time 3 :error :timed-out}
            """);

    assertThat(history.warnings())
        .extracting(Warning::message)
        .containsExactly(
            "the clock runs backwards within one process",
            "a timeout recorded as fail: whoever timed out can't know that it did not happen; record info",
            "no operation of the history succeeded");
  }

  private static void assertMalformed(String text, String... problems) {
    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(() -> read(text))
        .withMessage(String.join("\n", problems));
  }

  private static History read(String text) throws Exception {
    return read(text, ReadOptions.DEFAULT);
  }

  private static History read(String text, ReadOptions options) throws Exception {
    return HistoryFiles.read(new ByteArrayInputStream(text.getBytes(UTF_8)), "h.edn", options);
  }
}

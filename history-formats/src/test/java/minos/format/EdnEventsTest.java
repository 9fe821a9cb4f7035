package minos.format;

import static minos.format.Reading.assertMalformed;
import static minos.format.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import minos.history.History;
import minos.history.Operation;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EdnEventsTest {
  private static final String WRITE =
      "{:type :invoke :f :write :value 3 :process 0} {:type :ok :f :write :value 3 :process 0}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        WRITE,
        "[" + WRITE + "]",
        "(" + WRITE + ")",
        "; why\n[#_{:not :me} " + WRITE + ",,\n ; end\n]\n; more",
        "{:process 0, :value 3, :f :write, :type :invoke}, {:type :ok,:f :write,:value 3,:process 0}",
        "#jepsen.history.Op{:type :invoke :f :write :value 3 :process 0}"
            + "#my.Op {:type :ok :f :write :value 3 :process 0}",
        "{\"type\" \"invoke\" \"f\" \"write\" \"value\" 3 \"process\" 0} {type ok f write value 3 process 0}",
        "\ufeff" + WRITE,
      })
  void readsEveryShape(String text) throws Exception {
    History history = read(text);

    assertThat(history.size()).isEqualTo(1);
    assertThat(history.operation(0)).hasToString("0 write 3 ok");
    assertThat(history.origin().format()).isEqualTo("jepsen-edn");
  }

  @Test
  void rememberLinesTimesIndexesAndFurtherFields() throws Exception {
    Operation operation =
        read("""
                ; a comment
                {:index 4, :time 10, :type :invoke, :process 2, :f :read, :value nil, :node "n1"}

                {:index 7, :time 20, :type :ok, :process 2, :f :read, :value [1 2], :error [:x "y"], :a/b 3}
                """)
            .operation(0);

    assertThat(operation.invokeLine()).hasValue(2);
    assertThat(operation.completeLine()).hasValue(4);
    assertThat(operation.invokeTime()).hasValue(10);
    assertThat(operation.completionIndex()).hasValue(7);
    assertThat(operation.value()).isEqualTo(Value.seq(new Int(1), new Int(2)));
    assertThat(operation.field("node")).contains(new Text("n1"));
    assertThat(operation.field("error")).contains(Value.seq(new Keyword("x"), new Text("y")));
    assertThat(operation.field("a/b")).contains(new Int(3));
  }

  @Test
  void readsKeysOfPorcupinesHistoriesUnderBothNames() throws Exception {
    String text =
        """
        {:process 9, :type :invoke, :f :append, :key "0", :value "x 9 0 y"}
        {:process 9, :type :ok, :f :append, :key "0", :value "x 9 0 y"}
        """;

    for (Format format : new Format[] {Format.JEPSEN_EDN, Format.PORCUPINE_KV}) {
      History history = read(text, format);
      assertThat(history.operation(0).key()).contains(new Text("0"));
      assertThat(history.origin().format()).isEqualTo(format.id());
    }
  }

  @Test
  void takesAListOfMicroOperationsWithoutFunctionForATransaction() throws Exception {
    History history =
        read(
            """
            {:process 1 :type :invoke :value [[:append 253 1] [:r 255 nil]]}
            {:process 1 :type :ok :value [[:append 253 1] [:r 255 [2 3]]]}
            {:process 1 :type :invoke :value 3}
            {:process 1 :type :ok :value 3}
            """);

    assertThat(history.operations()).extracting(Operation::f).containsExactly("txn", "");
  }

  @Test
  void acceptsHistoriesWithoutProcesses() throws Exception {
    History history = read("[{:type :invoke, :f :add, :value 1}, {:type :ok, :f :add, :value 1}]");

    assertThat(history.operation(0).process()).isEqualTo(Nil.NIL);
    assertThat(history.operation(0)).hasToString("nil add 1 ok");
  }

  @Test
  void anEmptyHistoryIsAHistory() throws Exception {
    assertThat(read("").size()).isZero();
    assertThat(read("[]").size()).isZero();
    assertThat(read("  ; nothing\n").size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{:valid? true}|h:1: no :type; expected a map with :type :invoke, :ok, :fail or :info",
        "{:type :done}|h:1: unknown :type :done; expected :invoke, :ok, :fail or :info",
        "{:type 3}|h:1: unknown :type 3; expected :invoke, :ok, :fail or :info",
        "{:type :ok :process [1]}|h:1: a process is a number or a name, not [1]",
        "{:type :ok :process 1 :f 12}|h:1: :f is a function's name, not 12",
        "{:type :ok :process 1 :time 1.5}|h:1: :time is an integer of 64 bits, not 1.5",
        "{:type :ok :process 1 :index :x}|h:1: :index is an integer of 64 bits, not :x",
        "{:type :ok :value 1 :value 2}|h:1: the field value twice",
        "{:type :ok :error 1 \"error\" 2}|h:1: the field error twice",
        "{:type :ok :value}|h:1: column 18: a map that ends with a key without value: value",
        "{:type :ok|h:1: column 11: the input ends where a value was expected",
        "[{:type :invoke}|h:1: column 17: the input ends in the collection opened in line 1, before its ]",
        "[{:type :invoke}] 3|h:1: column 19: more data after the end of the history; expected one collection, or maps without one",
        "[[:type :invoke]]|h:1: column 2: expected an operation, a map {:type ... :process ... :f ...}",
        "{:type :invoke} 3|h:1: column 17: expected an operation, a map {:type ... :process ... :f ...}",
        "{:type #=(f)}|h:1: column 8: #= asks to run code, and reading never runs code; remove it",
      })
  void saysWhatIsWrongAndWhere(String text, String message) {
    assertMalformed(text, Format.JEPSEN_EDN, message);
  }

  @Test
  void collectsTheFirstTenProblemsAndCountsTheRest() {
    assertMalformed(
        "{:type :x}\n".repeat(12),
        Format.JEPSEN_EDN,
        java.util.stream.IntStream.rangeClosed(1, 10)
                .mapToObj(
                    line ->
                        "h:" + line + ": unknown :type :x; expected :invoke, :ok, :fail or :info\n")
                .collect(java.util.stream.Collectors.joining())
            + "(and 2 more)");
  }
}

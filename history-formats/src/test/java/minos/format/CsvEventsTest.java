package minos.format;

import static minos.format.Reading.assertMalformed;
import static minos.format.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Map;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.history.Warning;
import minos.value.BigInt;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvEventsTest {
  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void readsEventsByTheNamesOfTheColumns(String separator) throws Exception {
    History history =
        read(
            """
            process,type,f,key,value,time,node
            1,invoke,write,x,7,100,n1
            1,ok,write,x,7,200,n2
            eu-1,invoke,read,x,,300,
            eu-1,info,read,x,,400,
            """
                .replace(",", separator));

    assertThat(history.origin().format()).isEqualTo("csv");
    assertThat(history.operations())
        .extracting(Operation::toString)
        .containsExactly("1 write \"x\" 7 ok", "\"eu-1\" read \"x\" nil info");
    assertThat(history.output(1))
        .describedAs("an empty field is nothing")
        .isEqualTo(Dictionary.ABSENT);
    assertThat(history.operation(0).completeTime()).hasValue(200);
    assertThat(history.operation(0).field("node")).contains(new Text("n2"));
    assertThat(history.operation(0).completeLine()).hasValue(3);
  }

  @Test
  void readsColumnsAsTheyAreMapped() throws Exception {
    History history =
        read(
            "who,what,does,on,with,at\na,CALL,:put,k,1,5\na,return,put,k,1,6\n",
            ReadOptions.DEFAULT
                .withFormat(Format.CSV)
                .withCsv(
                    CsvMapping.parse("process=who,type=what,f=3, key=on ,value=with,time=at")));

    assertThat(history.operation(0)).hasToString("\"a\" put \"k\" 1 ok");
    assertThat(history.operation(0).invokeTime()).hasValue(5);
  }

  @Test
  void readsQuotedFields() throws Exception {
    History history =
        read(
            """
            "process","type","f","value"
            0,invoke,write,"a ""b"", c
            d"
            0,ok,write,"a ""b"", c
            d"
            1,invoke,write,""
            1,ok,write,it's 5" long
            """
                .replace("\n", "\r\n"));

    assertThat(history.operation(0).value()).isEqualTo(new Text("a \"b\", c\r\nd"));
    assertThat(history.operation(0).completeLine()).hasValue(4);
    assertThat(history.operation(1).input())
        .describedAs("quoted, so a text")
        .isEqualTo(new Text(""));
    assertThat(history.operation(1).value()).isEqualTo(new Text("it's 5\" long"));
  }

  @Test
  void fieldsAreNumbersTruthValuesListsAndTexts() throws Exception {
    CsvValues values = new CsvValues(minos.format.input.ReadLimits.DEFAULT);

    assertThat(values.value("-12")).isEqualTo(new Int(-12));
    assertThat(values.value("99999999999999999999"))
        .isEqualTo(new BigInt(new BigInteger("99999999999999999999")));
    assertThat(values.value("007")).isEqualTo(new Text("007"));
    assertThat(values.value("1.5")).isEqualTo(new Real(1.5));
    assertThat(values.value("true")).isEqualTo(Bool.TRUE);
    assertThat(values.value("null")).isEqualTo(Nil.NIL);
    assertThat(values.value("[1, 2]")).isEqualTo(Value.seq(new Int(1), new Int(2)));
    assertThat(values.value("[1, ]]")).isEqualTo(new Text("[1, ]]"));
    assertThat(values.value("v17")).isEqualTo(new Text("v17"));
    assertThat(CsvValues.time("2025-01-01T00:00:00.000000001Z")).hasValue(1735689600000000001L);
    assertThat(CsvValues.time("1.5")).isEmpty();
  }

  @Test
  void readsOneOperationARowInTheOrderOfTimes() throws Exception {
    History history =
        read(
            """
            client,op,key,value,start,end,status
            b,read,x,1,30,40,ok
            a,write,x,1,10,30,ok
            a,write,x,2,50,,
            c,write,x,3,5,6,fail
            d,write,x,4,7,9,timeout
            """);

    assertThat(history.operations())
        .extracting(Operation::toString)
        .containsExactly(
            "\"b\" read \"x\" 1 ok",
            "\"a\" write \"x\" 1 ok",
            "\"a\" write \"x\" 2 info",
            "\"c\" write \"x\" 3 fail",
            "\"d\" write \"x\" 4 info");
    assertThat(history.invoked(1)).isLessThan(history.invoked(0));
    assertThat(history.invoked(0))
        .describedAs("touching is overlapping")
        .isLessThan(history.completed(1));
    assertThat(history.completed(3)).isLessThan(history.invoked(1));
    assertThat(history.operation(0).input()).describedAs("a read asks nothing").isEqualTo(Nil.NIL);
  }

  @Test
  void readsArgumentsAndResultsFromTheirColumns() throws Exception {
    History history = read("process,f,value,output,call,return\n1,swap,5,4,1,2\n1,swap,6,5,2,3\n");

    assertThat(history.operation(0).input()).isEqualTo(new Int(5));
    assertThat(history.operation(0).output()).isEqualTo(new Int(4));
    assertThat(history.operation(1).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void rowsWithoutAProcessAreTheirOwn() throws Exception {
    History history = read("f,value,start,end\nwrite,1,1,9\nwrite,2,2,5\n");

    assertThat(history.processCount()).isEqualTo(2);
    assertThat(history.warnings())
        .extracting(Warning::message)
        .containsExactly("a row without a process, taken for a process of its own");
  }

  @Test
  void oneProcessHasOneOperationAtATime() {
    assertMalformed(
        "process,f,value,start,end\n1,write,1,1,9\n1,write,2,8,12\n",
        Format.CSV,
        "h:3: process 1 starts at 8 while its operation of a row before lasts until 9; a process has one operation open at a time, and its rows are in the order of their starts");
  }

  @Test
  void saysWhatIsWrongWithARow() {
    assertMalformed(
        """
        process,f,value,start,end,outcome
        1,write,1,9,1,ok
        1,write,1,x,1,ok
        1,write,1,1,,ok
        1,write,1,,2,ok
        1,write,1,1,2,perhaps
        1,,1,1,2,ok
        1,write
        """,
        Format.CSV,
        """
        h:2: an operation that ends before it starts
        h:3: expected an integer or a date and time with its zone as start, found x
        h:4: an operation that is ok needs an end
        h:5: no start; every operation needs one
        h:6: unknown outcome perhaps; expected ok, fail or info
        h:7: no function; expected one in the column for f
        h:8: a row of 2 fields; the header row has 6""");
  }

  @Test
  void saysWhatIsWrongWithTheTable() {
    assertMalformed(
        "a,b,c\n1,2,3\n",
        Format.CSV,
        "h:1: expected a header row with columns for process, f and value, and either type (invoke, ok, fail, info) or start and end; found a, b, c; say which column is what with field=column");
    assertMalformed(
        "process,type,f\n1,invoke,\"read",
        Format.CSV,
        "h:2: the input ends inside the quotes of a field of this row");
    assertMalformed(
        "process,type,f\n1,invoke,\"read\"x\n",
        Format.CSV,
        "h:2: expected a separator or the end of the line after a quoted field that begins in line 2; quotes inside of it are doubled");
  }

  @Test
  void saysWhatIsWrongWithAMapping() throws Exception {
    assertThat(CsvMapping.parse("f=op,process=2").columns())
        .isEqualTo(Map.of("f", "op", "process", "2"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvMapping.parse("f=op,process"))
        .withMessage(
            "expected field=column, separated by commas, such as process=client,f=op; found \"process\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvMapping.parse("f=op,f=fn"))
        .withMessage("the field f has two columns");
    org.assertj.core.api.Assertions.assertThatExceptionOfType(
            minos.history.MalformedHistoryException.class)
        .isThrownBy(
            () ->
                read(
                    "process,type,f\n",
                    ReadOptions.DEFAULT
                        .withFormat(Format.CSV)
                        .withCsv(CsvMapping.parse("f=what,process=9"))))
        .withMessageContaining("h:1: no column what for f; the header row names process, type, f");
  }
}

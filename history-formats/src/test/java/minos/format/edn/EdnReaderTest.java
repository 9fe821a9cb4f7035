package minos.format.edn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.format.input.ReadLimits;
import minos.value.BigInt;
import minos.value.Bool;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EdnReaderTest {
  @Test
  void readsAtoms() throws Exception {
    assertThat(all("nil true false :read :a/b sym a.b/c$d \"text\" \\a \\newline \\u0041 \\["))
        .containsExactly(
            Nil.NIL,
            Bool.TRUE,
            Bool.FALSE,
            new Keyword("read"),
            new Keyword("a/b"),
            new Symbol("sym"),
            new Symbol("a.b/c$d"),
            new Text("text"),
            new Text("a"),
            new Text("\n"),
            new Text("A"),
            new Text("["));
  }

  @Test
  void readsNumbersOfEachKind() throws Exception {
    assertThat(all("0 -0 +7 -12 9223372036854775807 9223372036854775808 5N 0x1F 017 2r101 36rZZ"))
        .containsExactly(
            new Int(0),
            new Int(0),
            new Int(7),
            new Int(-12),
            new Int(Long.MAX_VALUE),
            new BigInt(BigInteger.TWO.pow(63)),
            new Int(5),
            new Int(31),
            new Int(15),
            new Int(5),
            new Int(36 * 35 + 35));
    assertThat(all("1.5 1. -2e3 1.50M 3M 2/4 4/2 ##NaN ##Inf ##-Inf"))
        .containsExactly(
            new Real(1.5),
            new Real(1),
            new Real(-2000),
            new Decimal(new BigDecimal("1.50")),
            new Decimal(new BigDecimal(3)),
            new Tagged("ratio", new Text("1/2")),
            new Int(2),
            new Real(Double.NaN),
            new Real(Double.POSITIVE_INFINITY),
            new Real(Double.NEGATIVE_INFINITY));
  }

  @Test
  void readsCollections() throws Exception {
    Value pair = Value.seq(new Int(1), new Int(2));
    assertThat(all("[] [1] [1 2] (1,2) #{1 2} {} {:a 1, \"b\" [1 2]}"))
        .containsExactly(
            Seq.EMPTY,
            Value.seq(new Int(1)),
            pair,
            pair,
            new Members(Set.of(new Int(1), new Int(2))),
            Dict.EMPTY,
            new Dict(Map.of(new Keyword("a"), new Int(1), new Text("b"), pair)));
  }

  @Test
  void skipsCommasCommentsAndDiscardedValues() throws Exception {
    assertThat(all("; first\n,, 1 #_ [dropped {:a 1}  ;]\n x 1]2 #_ #_ a b 3 #_last ; end"))
        .containsExactly(new Int(1), new Int(2), new Int(3));
  }

  @Test
  void carriesWhatOnlyTheProducerKnows() throws Exception {
    assertThat(all("#inst \"2025\" #a.b.C{:x 1} #object[a.B$c 0x1f \"s\"] #\"a\\d\" #'user/x"))
        .containsExactly(
            new Tagged("inst", new Text("2025")),
            new Tagged("a.b.C", new Dict(Map.of(new Keyword("x"), new Int(1)))),
            new Tagged("object", Value.seq(new Symbol("a.B$c"), new Int(31), new Text("s"))),
            new Tagged("regex", new Text("a\\d")),
            new Tagged("var", new Symbol("user/x")));
  }

  @Test
  void readsSymbolsOfAnyLetters() throws Exception {
    assertThat(all("Lock$Sync swap_BANG_ fn__5048 a'b ->x +- - ... %1 naïve 'q @x `y ~z"))
        .extracting(Value::letters)
        .containsExactly(
            "Lock$Sync",
            "swap_BANG_",
            "fn__5048",
            "a'b",
            "->x",
            "+-",
            "-",
            "...",
            "%1",
            "naïve",
            "'q",
            "@x",
            "`y",
            "~z");
  }

  @Test
  void qualifiesTheKeysOfNamespacedMaps() throws Exception {
    assertThat(all("#:n{:a 1, :o/b 2, :_/c 3, s 4, \"t\" 5}"))
        .containsExactly(
            new Dict(
                Map.of(
                    new Keyword("n/a"), new Int(1),
                    new Keyword("o/b"), new Int(2),
                    new Keyword("c"), new Int(3),
                    new Symbol("n/s"), new Int(4),
                    new Text("t"), new Int(5))));
  }

  @Test
  void dropsMetadata() throws Exception {
    assertThat(all("^{:doc \"x\"} [1] ^:dynamic y"))
        .containsExactly(Value.seq(new Int(1)), new Symbol("y"));
  }

  @Test
  void unescapesStrings() throws Exception {
    assertThat(all("\"a\\n\\t\\\\\\\"\\u00e9\\377\\b\" \"two\nlines é\""))
        .containsExactly(new Text("a\n\t\\\"\u00e9\u00ff\b"), new Text("two\nlines é"));
  }

  @Test
  void readsTheSameHoweverTheBytesCome() throws Exception {
    String text =
        "{:a \"b\\\"c\", :long-keyword [1 22 333 -4.5e1 \\newline], #_ x :s #{y #t z}} ; end";
    for (int size = 1; size < 12; size++) {
      assertThat(all(new Trickle(text.getBytes(UTF_8), size)))
          .describedAs("chunks of %d", size)
          .isEqualTo(all(text));
    }
  }

  @Test
  void holdsTokensLongerThanItsWindow() throws Exception {
    String large = "é".repeat(200_000);

    assertThat(all("1 \"" + large + "\" :" + large + " 2"))
        .containsExactly(new Int(1), new Text(large), new Keyword(large), new Int(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "]|column 1: unexpected ], which closes nothing that is open",
        "[1 }|column 4: expected a value or ] for line 1, found }",
        "{:a}|column 5: a map that ends with a key without value: :a and then }",
        "{:a 1 :a 2}|column 12: a map that has the key :a twice",
        "#{1 1}|column 7: a set that has 1 twice",
        "12ab|column 1: expected a number, found 12ab",
        "1/0|column 1: expected a number, found 1/0",
        "09|column 1: expected a number, found 09",
        "1e999|column 1: expected a number, found 1e999",
        ":|column 1: expected letters after a colon",
        "\\foo|column 2: expected a character, found \\foo",
        "##Foo|column 3: expected ##NaN, ##Inf or ##-Inf, found ##Foo",
        "# a|column 2: expected a tag after #, found the byte 0x20",
        "#=(System/exit 1)|column 1: #= asks to run code, and reading never runs code; remove it",
        "#(+ 1)|column 1: #( asks to run code, and reading never runs code; remove it",
        "#?(:clj 1)|column 1: #? asks to run code, and reading never runs code; remove it",
        "#<Foo bar>|column 1: #< begins an object that was printed so that nothing can read it",
        "#:{:a 1}|column 3: expected #:namespace{ and a map",
        "\"\\q\"|column 5: a string with an unknown escape; known are \\n \\t \\r \\b \\f \\\\ \\\" \\uFFFF \\377",
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatExceptionOfType(MalformedEdnException.class)
        .isThrownBy(() -> all(text))
        .withMessage(message)
        .matches(e -> e.line() == 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1", "(", "{:a 1", "#{", "\"abc", "#tag", "#_", "\\", "#", "^", "{:a", "[#_ 1", "[1/",
        "\\new", "##Na"
      })
  void tellsAnInputThatEndsInTheMiddle(String text) {
    assertThatExceptionOfType(MalformedEdnException.class)
        .isThrownBy(() -> all("\n\n" + text))
        .matches(e -> e.line() == 3 && e.atEnd());
  }

  @Test
  void namesLineAndColumn() {
    assertThatExceptionOfType(MalformedEdnException.class)
        .isThrownBy(() -> all("[1\n \"a\nb\" ; c\n  12x]"))
        .withMessage("column 3: expected a number, found 12x")
        .matches(e -> e.line() == 4);
  }

  @Test
  void rejectsBytesThatAreNotUtf8() {
    byte[] bytes = {'"', (byte) 0xc3, '"'};

    assertThatExceptionOfType(MalformedEdnException.class)
        .isThrownBy(() -> all(new ByteArrayInputStream(bytes)))
        .withMessageContaining("bytes that are not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "(", "{", "#{", "#_ ", "#a ", "^a ", "#_ #b [{:a "})
  void isNotExhaustedByNesting(String opening) {
    assertThatExceptionOfType(MalformedEdnException.class)
        .isThrownBy(() -> all(opening.repeat(100_000)))
        .withMessageContaining(
            "nested deeper than 512; raise the depth limit (--max-depth) if it is really a history");
  }

  @Test
  void whatItReadsCanBeHashedComparedAndPrintedHoweverDeep() throws Exception {
    for (String[] brackets :
        List.of(
            new String[] {"[", "]"},
            new String[] {"#{", "}"},
            new String[] {"{:a ", "}"},
            new String[] {"#a ", ""})) {
      String text = brackets[0].repeat(512) + "1" + brackets[1].repeat(512);
      Value value = all(text).get(0);

      assertThat(value.hashCode()).isEqualTo(all(text).get(0).hashCode());
      assertThat(value.equals(all(text).get(0))).isTrue();
      assertThat(value.toString()).isEqualTo(text);
    }
  }

  @Test
  void limitsTheLengthOfTokens() {
    EdnReader reader =
        new EdnReader(
            new ByteArrayInputStream(("\"" + "a".repeat(1 << 20)).getBytes(UTF_8)),
            ReadLimits.DEFAULT.withTokenLength(100_000));

    assertThatExceptionOfType(MalformedEdnException.class)
        .isThrownBy(reader::next)
        .withMessageContaining(
            "more than 100000 bytes; raise the line limit (--max-line) if it is really one");
  }

  @Test
  void doesNotSpendHoursOnHugeNumbers() {
    assertThatExceptionOfType(MalformedEdnException.class)
        .isThrownBy(() -> all("9".repeat(5_000_000)))
        .withMessage("column 1: expected a number, found " + "9".repeat(40) + "...");
  }

  private static List<Value> all(String text) throws IOException, MalformedEdnException {
    return all(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<Value> all(InputStream in) throws IOException, MalformedEdnException {
    EdnReader reader = new EdnReader(in, ReadLimits.DEFAULT);
    List<Value> values = new ArrayList<>();
    for (Value value = reader.next(); value != null; value = reader.next()) {
      values.add(value);
    }
    return values;
  }

  /** Gives a few bytes at a time. */
  private static final class Trickle extends ByteArrayInputStream {
    private final int size;

    Trickle(byte[] bytes, int size) {
      super(bytes);
      this.size = size;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(size, length));
    }
  }
}

package minos.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import minos.check.NeverGreen;
import minos.format.input.ReadLimits;
import minos.history.History;
import minos.history.MalformedHistoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Input that is no history, or one that was made to hurt. */
final class BadInputTest {
  private static final long GIGABYTE = 1L << 30;

  @ParameterizedTest
  @EnumSource
  void nestingWithoutEndIsMalformed(Format format) {
    for (String opening : new String[] {"[", "{", "(", "#{", "[{\"a\":", "{\"a\":[", "\"a\":{"}) {
      assertThatExceptionOfType(MalformedHistoryException.class)
          .describedAs("%s of %s", opening, format)
          .isThrownBy(() -> Reading.read(opening.repeat(100_000), format));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jepsen-edn|{:type :invoke, :f :write, :process 0, :value [",
        "jepsen-txt|0\t:invoke\t:write\t[",
        "jepsen-log|INFO jepsen.util - 0\t:invoke\t:write\t[",
      })
  void aDeepValueNamesItsPlaceAndTheLimit(String format, String before) {
    String text = before.replace("\\t", "\t");

    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(
            () ->
                Reading.read(text + "[".repeat(100_000) + "\n", Format.byId(format).orElseThrow()))
        .withMessage(
            "h:1: column %d: nested deeper than 512; raise the depth limit (--max-depth) if it is really a history",
            text.length() + 513);
  }

  @Test
  void aRaisedLimitOfDepthEndsWithTheStack() {
    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(
            () ->
                Reading.read(
                    "{:type :invoke :value " + "[".repeat(1_000_000),
                    ReadOptions.DEFAULT.withLimits(ReadLimits.DEFAULT.withDepth(1_000_000))))
        .withMessage(
            "h: nested deeper than this program's stack; lower the depth limit (--max-depth), or start Java with a larger stack (-Xss)");
  }

  @ParameterizedTest
  @EnumSource
  void oneLineOfAGigabyteIsMalformedInBoundedMemory(Format format) {
    for (String letter : new String[] {"x", "1", "\"", "a b ", ":k ", ",x"}) {
      assertThatExceptionOfType(MalformedHistoryException.class)
          .describedAs("%s of %s", letter, format)
          .isThrownBy(
              () ->
                  HistoryFiles.read(
                      new Repeated(letter, GIGABYTE), "-", ReadOptions.DEFAULT.withFormat(format)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jepsen-edn|'{:type \"'|-:1: column 9: a string, symbol or number of more than 16777216 bytes; raise the line limit (--max-line) if it is really one",
        "jepsen-txt|'0\t:invoke\t:write\t'|-: line 1 is longer than 67108864 bytes; raise the line limit (--max-line) if it is really one",
        "jepsen-log|'x'|-: line 1 is longer than 67108864 bytes; raise the line limit (--max-line) if it is really one",
        "csv|'process,type,f\n1,invoke,'|-: the row in line 2 is longer than 67108864 bytes; raise the line limit (--max-line) if it is really one",
      })
  void aLongLineNamesTheLimitToRaise(String format, String before, String message) {
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(before.getBytes(UTF_8)), new Repeated("x", GIGABYTE));

    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(
            () ->
                HistoryFiles.read(
                    in, "-", ReadOptions.DEFAULT.withFormat(Format.byId(format).orElseThrow())))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "jepsen-edn|[{:type :invoke, :value [|1234 ",
        "jepsen-edn|[{:type :invoke, :value [|[1] ",
        "jepsen-edn|[{:type :invoke, :value [|{1 2} ",
        "jepsen-edn|[{:type :invoke, :value [|#{1} ",
        "jepsen-edn|[{:type :invoke, :value [|#a b ",
        "jepsen-edn|[{:type :invoke, | :k :v ",
        "csv|process,f,type|,f",
        "json|[{`type`:`invoke`,`value`:[|1234,",
        "json|[{`type`:`invoke`,`value`:[|[1],",
        "json|[{`type`:`invoke`,`value`:[|{`a`:1},",
        "jsonl|{`type`:`invoke`,`value`:[|1234,",
        "jsonl|{`type`:`invoke`,`value`:[|{`a`:1},",
      })
  void anEventWithoutEndIsMalformedInBoundedMemory(String format, String before, String again) {
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(before.replace('`', '"').getBytes(UTF_8)),
            new Repeated(again.replace('`', '"'), GIGABYTE));

    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(
            () ->
                HistoryFiles.read(
                    in,
                    "-",
                    ReadOptions.DEFAULT
                        .withFormat(Format.byId(format).orElseThrow())
                        .withLimits(ReadLimits.DEFAULT.withValues(1 << 18))));
  }

  @Test
  void aBombOfGoodEventsEndsInAMessage() throws Exception {
    byte[] events = "{:process :x :type :info :f :y}\n".repeat(1 << 15).getBytes(UTF_8);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 100; i++) {
        out.write(events);
      }
    }

    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(
            () ->
                HistoryFiles.read(
                    new ByteArrayInputStream(bomb.toByteArray()),
                    "-",
                    ReadOptions.DEFAULT.withLimits(
                        ReadOptions.DEFAULT.limits().withExpansion(100))))
        .withMessageStartingWith("-: the compressed data expands more than 100 times");
  }

  @Test
  void aRecordingCutOffByItsCompressionIsReadAndNeverGreen() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append("{:process 0 :type :invoke :f :write :value ")
          .append(i * 7919 % 1000)
          .append("}\n");
      text.append("{:process 0 :type :ok :f :write :value ").append(i * 7919 % 1000).append("}\n");
    }
    byte[] whole = gzip(text.toString());
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    History history = HistoryFiles.read(new ByteArrayInputStream(half), "-", ReadOptions.DEFAULT);

    assertThat(history.size()).isBetween(100, 1_999);
    assertThat(history.origin().truncated())
        .contains("the gzip data ends in the middle, after " + half.length + " bytes");
    assertThat(NeverGreen.silence(history)).isPresent();
  }

  @Test
  void aRecordingCutOffBeforeItsFirstEventIsMalformed() throws Exception {
    byte[] start = Arrays.copyOf(gzip("{:process 0 :type :invoke :f :read}"), 14);

    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(
            () ->
                HistoryFiles.read(
                    new ByteArrayInputStream(start),
                    "-",
                    ReadOptions.DEFAULT.withFormat(Format.JEPSEN_EDN)))
        .withMessage("-: the gzip data ends in the middle, after 14 bytes, before the first event");
  }

  @Test
  void corruptCompressionIsMalformed() throws Exception {
    byte[] bytes = gzip("{:process 0 :type :invoke :f :read}");
    bytes[bytes.length - 6] ^= 1;

    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(
            () -> HistoryFiles.read(new ByteArrayInputStream(bytes), "-", ReadOptions.DEFAULT))
        .withMessageStartingWith("-: the gzip data is corrupt (its checksum does not match)");
  }

  @Test
  void noSuchFileIsTheOperatingSystemsError() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> HistoryFiles.read(Path.of("no", "such.edn"), ReadOptions.DEFAULT));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Gives the same letters again and again, without holding them. */
  private static final class Repeated extends InputStream {
    private final byte[] letters;
    private final long length;
    private long given;

    Repeated(String letters, long length) {
      this.letters = letters.repeat(1 << 16).getBytes(UTF_8);
      this.length = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int offset, int size) {
      if (given >= length) {
        return -1;
      }
      int n = Math.min(size, letters.length);
      System.arraycopy(letters, 0, into, offset, n);
      given += n;
      return n;
    }
  }
}

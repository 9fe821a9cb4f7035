package minos.format.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputTest {
  private static final byte[] TEXT = "{:type :invoke}\n".repeat(10_000).getBytes(UTF_8);

  @TempDir Path directory;

  @Test
  void givesPlainBytesAsTheyAre() throws Exception {
    Path file = Files.write(directory.resolve("x"), TEXT);

    try (Input input = Input.open(file, ReadLimits.DEFAULT)) {
      assertThat(input.path()).contains(file);
      assertThat(input.compression()).isEmpty();
      assertThat(input.prefix()).isEqualTo(Arrays.copyOf(TEXT, Input.PREFIX));
      assertThat(input.stream().readAllBytes()).isEqualTo(TEXT);
      assertThat(input.cutOff()).isEmpty();
    }
  }

  @Test
  void undoesGzipAndZstdWhateverTheFileIsCalled() throws Exception {
    assertThat(read(gzip(TEXT))).isEqualTo(TEXT);
    assertThat(read(zstd(TEXT))).isEqualTo(TEXT);
    assertThat(open(gzip(TEXT)).compression()).contains("gzip");
    assertThat(open(zstd(TEXT)).compression()).contains("zstd");

    Path file = Files.write(directory.resolve("x.edn"), gzip(TEXT));
    try (Input input = Input.open(file, ReadLimits.DEFAULT)) {
      assertThat(input.path()).describedAs("nothing to jump about in").isEmpty();
      assertThat(input.stream().readAllBytes()).isEqualTo(TEXT);
    }
  }

  @Test
  void readsAllMembersOfGzip() throws Exception {
    byte[] two = concat(gzip("one ".getBytes(UTF_8)), gzip("two".getBytes(UTF_8)));

    assertThat(read(two)).asString(UTF_8).isEqualTo("one two");
    assertThat(read(concat(two, new byte[512]))).asString(UTF_8).isEqualTo("one two");
  }

  @Test
  void readsGzipWithEveryOptionalHeader() throws Exception {
    byte[] plain = gzip("text".getBytes(UTF_8));
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 2 | 4 | 8 | 16;
    byte[] optional = {3, 0, 1, 2, 3, 'n', 0, 'c', 0, 9, 9};

    assertThat(read(concat(header, optional, Arrays.copyOfRange(plain, 10, plain.length))))
        .asString(UTF_8)
        .isEqualTo("text");
  }

  @Test
  void doesNotTakeOtherDataAfterGzipForItsEnd() throws Exception {
    byte[] bytes = concat(gzip(TEXT), "{:type :ok}".getBytes(UTF_8));

    assertThatExceptionOfType(CorruptInputException.class)
        .isThrownBy(() -> read(bytes))
        .withMessageContaining("other data follows the end of the compressed data");
  }

  @Test
  void tellsWhereCompressedDataIsCutOff() throws Exception {
    Random random = new Random(1);
    byte[] text = new byte[12_000_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) ('a' + random.nextInt(20));
    }
    for (byte[] whole : new byte[][] {gzip(text), zstd(text)}) {
      int half = whole.length / 2;
      Input input = open(Arrays.copyOf(whole, half));

      byte[] read = input.stream().readAllBytes();

      assertThat(read).isEqualTo(Arrays.copyOf(text, read.length));
      assertThat(read.length).isGreaterThan(text.length / 8).isLessThan(text.length);
      assertThat(input.cutOff())
          .contains(
              "the "
                  + input.compression().get()
                  + " data ends in the middle, after "
                  + half
                  + " bytes");
    }
  }

  @Test
  void isCutOffAtEveryPlaceOrComplete() throws Exception {
    for (byte[] whole :
        new byte[][] {gzip("some text".getBytes(UTF_8)), zstd("abc".getBytes(UTF_8))}) {
      for (int length = 4; length < whole.length; length++) {
        Input input = open(Arrays.copyOf(whole, length));
        input.stream().readAllBytes();
        assertThat(input.cutOff()).describedAs("%d of %d", length, whole.length).isPresent();
      }
    }
  }

  @Test
  void noticesCorruptGzip() throws Exception {
    byte[] bytes = gzip(TEXT);
    bytes[bytes.length - 6] ^= 1;

    assertThatExceptionOfType(CorruptInputException.class)
        .isThrownBy(() -> read(bytes))
        .withMessage(
            "the gzip data is corrupt (its checksum does not match) within its first "
                + bytes.length
                + " bytes");
  }

  @Test
  void endsABombWithBoundedMemory() throws Exception {
    for (byte[] bomb : new byte[][] {gzipZeros(1L << 27), zstdZeros(1L << 27)}) {
      Input input = open(bomb);

      assertThatExceptionOfType(CorruptInputException.class)
          .isThrownBy(() -> drain(input.stream()))
          .withMessageStartingWith("the compressed data expands more than 500 times (")
          .withMessageEndingWith(
              "as no recording does; decompress it yourself if it is really a history");
    }
  }

  @Test
  void limitsTheDecompressedSize() throws Exception {
    Input input =
        Input.of(
            new ByteArrayInputStream(gzip(TEXT)),
            "-",
            ReadLimits.DEFAULT.withDecompressedSize(1000));

    assertThatExceptionOfType(CorruptInputException.class)
        .isThrownBy(() -> drain(input.stream()))
        .withMessage(
            "the compressed data expands to more than 1000 bytes; raise the size limit (--max-size) if it is really a history");
  }

  @Test
  void corruptCompressionIsNothingWorseThanCorrupt() throws Exception {
    byte[] text = "{:type :invoke, :f :read, :process 1}\n".repeat(50).getBytes(UTF_8);
    byte[][] goods = {gzip(text), zstd(text)};
    for (int seed = 0; seed < 4000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = goods[seed % 2].clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
      }
      try (Input input = open(bytes)) {
        drain(input.stream());
      } catch (CorruptInputException e) {
        assertThat(e).describedAs("seed %d", seed).hasMessageContaining("corrupt");
      }
    }
  }

  @Test
  void dropsTheByteOrderMark() throws Exception {
    assertThat(read("\ufeff{}".getBytes(UTF_8))).asString(UTF_8).isEqualTo("{}");
  }

  @Test
  void leavesTheOperatingSystemsErrorsAlone() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Input.open(directory.resolve("none"), ReadLimits.DEFAULT));
  }

  private static Input open(byte[] bytes) throws IOException {
    return Input.of(new ByteArrayInputStream(bytes), "-", ReadLimits.DEFAULT);
  }

  private static byte[] read(byte[] bytes) throws IOException {
    return open(bytes).stream().readAllBytes();
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    int n = 0;
    while (n >= 0) {
      n = in.read(buffer);
    }
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] zstd(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzipZeros(long size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      writeZeros(out, size);
    }
    return bytes.toByteArray();
  }

  private static byte[] zstdZeros(long size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(bytes)) {
      writeZeros(out, size);
    }
    return bytes.toByteArray();
  }

  private static void writeZeros(OutputStream out, long size) throws IOException {
    byte[] zeros = new byte[1 << 20];
    for (long written = 0; written < size; written += zeros.length) {
      out.write(zeros);
    }
  }
}

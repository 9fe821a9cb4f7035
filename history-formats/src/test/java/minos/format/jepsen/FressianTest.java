package minos.format.jepsen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import minos.format.input.ReadLimits;
import minos.value.BigInt;
import minos.value.Bool;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FressianTest {
  private static final int CASES = Integer.getInteger("minos.cases", 1_000);

  @TempDir private Path directory;

  @Test
  void readsWhatTheLibraryWrites() throws Exception {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      FressianValues values = new FressianValues(out, random);
      List<Value> written = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        Value value = value(random, 3);
        written.add(value);
        values.write(value);
      }
      assertThat(readAll(out.toByteArray(), ReadLimits.DEFAULT))
          .as("seed %d", seed)
          .isEqualTo(written);
    }
  }

  @Test
  void readsTheTypesOfTheLibrary() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FressianValues values = new FressianValues(out, new Random(0));
    UUID uuid = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");
    for (Object object :
        new Object[] {
          uuid,
          Date.from(Instant.EPOCH),
          URI.create("s3://bucket"),
          Pattern.compile("a+"),
          new byte[] {1, -1},
          new long[] {1, 2},
          new int[] {3},
          new double[] {0.5},
          new float[] {0.25f},
          new boolean[] {true},
          new Object[] {"x", 1},
          new byte[100_000]
        }) {
      values.writer().writeObject(object);
    }
    values.writer().writeTag("char", 1).writeInt('x');
    values.writer().writeTag("byte", 1).writeInt(7);
    values.writer().writeTag("ratio", 2).writeObject(BigInteger.ONE);
    values.writer().writeObject(BigInteger.TWO);
    values.writer().writeTag("instant", 1).writeString("2025-01-01T00:00:00Z");
    values.writer().writeTag("vec", 1).writeList(List.of(1, 2));
    values.writer().writeTag("atom", 1).writeInt(5);
    values.writer().writeTag("multiset", 1).writeObject(Map.of("a", 2));
    values.writer().writeTag("persistent-sorted-set", 1).writeNull();
    values.writer().writeTag("unheard-of", 3).writeInt(1).writeInt(2).writeInt(3);

    assertThat(readAll(out.toByteArray(), ReadLimits.DEFAULT))
        .containsExactly(
            new Tagged("uuid", new Text(uuid.toString())),
            new Tagged("inst", new Text("1970-01-01T00:00:00Z")),
            new Tagged("uri", new Text("s3://bucket")),
            new Tagged("regex", new Text("a+")),
            new Tagged("bytes", new Text("01ff")),
            Value.of(List.of(1, 2)),
            Value.of(List.of(3)),
            Value.of(List.of(0.5)),
            Value.of(List.of(0.25)),
            Value.of(List.of(true)),
            Value.of(List.of("x", 1)),
            new Tagged("bytes", new Text("00".repeat(100_000))),
            new Text("x"),
            new Int(7),
            new Tagged("ratio", new Text("1/2")),
            new Tagged("inst", new Text("2025-01-01T00:00:00Z")),
            Value.of(List.of(1, 2)),
            new Tagged("atom", new Int(5)),
            new Tagged("multiset", Value.of(Map.of("a", 2))),
            new Members(Set.of()),
            new Tagged("unheard-of", Value.of(List.of(1, 2, 3))));
  }

  @Test
  void aLengthThatLiesAllocatesNothing() {
    for (String lie :
        List.of(
            "ec7a7fffffff", // a list of 2^31 - 1
            "e37a7fffffff", // a string
            "d97a7fffffff", // bytes
            "b07a7fffffff", // an array
            "ef" + "db61" + "7a7fffffff", // a record of so many parts
            "e27a7fffffff", // a piece of a string
            "ecf87fffffffffffffff")) {
      assertThatThrownBy(() -> readAll(HexFormat.of().parseHex(lie), ReadLimits.DEFAULT))
          .as(lie)
          .isInstanceOf(MalformedStoreException.class);
    }
  }

  @Test
  void depthIsLimitedInListsOfEveryKind() {
    for (String opening : List.of("e5", "ed", "ee", "cd", "fe", "c1", "ec01")) {
      assertThatThrownBy(
              () -> readAll(HexFormat.of().parseHex(opening.repeat(100_000)), ReadLimits.DEFAULT))
          .as(opening)
          .isInstanceOf(MalformedStoreException.class);
    }
  }

  @Test
  void valuesThatReferToEachOtherAreLimitedBySizeWrittenOut() {
    // Each list holds the one before it, eight times: cd = cache what follows, 80.. = from the
    // cache.
    StringBuilder bomb = new StringBuilder("cd00");
    for (int i = 0; i < 12; i++) {
      bomb.append("cdec08").append(String.format("%02x", 0x80 + i).repeat(8));
    }
    assertThatThrownBy(() -> readAll(HexFormat.of().parseHex(bomb), ReadLimits.DEFAULT))
        .isInstanceOf(MalformedStoreException.class)
        .hasMessageStartingWith("more than 8388608 values in one event");
    String many = "cdec08" + "01".repeat(8) + "ec50" + "80".repeat(16);
    ReadLimits few = ReadLimits.DEFAULT.withValues(60);
    assertThatThrownBy(() -> readAll(HexFormat.of().parseHex(many), few))
        .isInstanceOf(MalformedStoreException.class);
  }

  @Test
  void everyCutAndMutationIsAValueOrAProblem() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = FressianValues.bytes(value(random, 4));
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      byte[] mutated = bytes.clone();
      mutated[random.nextInt(bytes.length)] = (byte) random.nextInt();
      for (byte[] bad : List.of(cut, mutated)) {
        try {
          assertThat(readAll(bad, ReadLimits.DEFAULT)).isNotNull();
        } catch (MalformedStoreException e) {
          assertThat(e.message()).isNotBlank();
        }
      }
    }
  }

  private List<Value> readAll(byte[] bytes, ReadLimits limits)
      throws IOException, MalformedStoreException {
    Path path = directory.resolve("values");
    Files.write(path, bytes);
    try (FileChannel file = FileChannel.open(path)) {
      Fressian values = new Fressian(new Window(file, 0, bytes.length), limits);
      List<Value> all = new ArrayList<>();
      while (values.hasNext()) {
        all.add(values.next());
      }
      return all;
    }
  }

  private static Value value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 10 : 16)) {
      case 0 -> Nil.NIL;
      case 1 -> Bool.of(random.nextBoolean());
      case 2 -> new Int(random.nextInt(100) - 50);
      case 3 -> new Int(random.nextLong() >> random.nextInt(64));
      case 4 -> BigInt.of(new BigInteger(100, random).negate());
      case 5 -> new Decimal(new BigDecimal(new BigInteger(70, random), random.nextInt(9)));
      case 6 -> new Real(random.nextInt(4) == 0 ? random.nextInt(3) : random.nextGaussian());
      case 7 -> new Text(text(random));
      case 8 -> new Keyword(random.nextBoolean() ? "a" + random.nextInt(3) : "jepsen.reg/x");
      case 9 -> new Symbol("s" + random.nextInt(3));
      case 10, 11 -> new Seq(values(random, depth));
      case 12 -> new Members(new LinkedHashSet<>(values(random, depth)));
      case 13 -> {
        Map<Value, Value> entries = new LinkedHashMap<>();
        values(random, depth).forEach(key -> entries.put(key, value(random, depth - 1)));
        yield new Dict(entries);
      }
      case 14 -> new Pair(value(random, depth - 1), value(random, depth - 1));
      default -> new Tagged("custom" + random.nextInt(30), value(random, depth - 1));
    };
  }

  private static List<Value> values(Random random, int depth) {
    List<Value> values = new ArrayList<>();
    for (int n = random.nextInt(12); n > 0; n--) {
      values.add(value(random, depth - 1));
    }
    return values;
  }

  private static String text(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1 -> "short";
      case 2 -> "ä €\ud83d\ude00\ud800\u0000";
      case 3 -> "longer than eight letters";
      case 4 -> random.nextInt(20) == 0 ? "ü€".repeat(40_000) : "x".repeat(random.nextInt(300));
      default -> "s" + random.nextInt(5);
    };
  }
}

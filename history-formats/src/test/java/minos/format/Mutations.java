package minos.format;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils good inputs the way disks, editors, crashes and enemies do. */
final class Mutations {
  private static final byte[] LETTERS =
      "\"\\[]{}()#:;,_=<\n\t\0 -+.eMN0199999999999999999999nil\u00ff\u00c3"
          .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

  private Mutations() {}

  /** One to four random changes of the bytes; some splice in a piece of another good input. */
  static byte[] mutate(byte[] good, List<byte[]> others, Random random) {
    byte[] bytes = good;
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = once(bytes, others, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, List<byte[]> others, Random random) {
    int length = bytes.length;
    if (length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(length);
    int to = Math.min(length, at + 1 + random.nextInt(random.nextBoolean() ? 8 : 200));
    switch (random.nextInt(8)) {
      case 0 -> { // a bit flips
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        return changed;
      }
      case 1 -> { // another byte
        byte[] changed = bytes.clone();
        changed[at] = LETTERS[random.nextInt(LETTERS.length)];
        return changed;
      }
      case 2 -> { // a piece is missing
        return splice(bytes, at, to, new byte[0]);
      }
      case 3 -> { // a piece twice
        return splice(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      }
      case 4 -> { // cut off
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> { // a piece of another input
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length);
        int end = Math.min(other.length, from + 1 + random.nextInt(100));
        return splice(
            bytes, at, random.nextBoolean() ? at : to, Arrays.copyOfRange(other, from, end));
      }
      case 6 -> { // a byte again and again
        byte[] many = new byte[1 + random.nextInt(3000)];
        Arrays.fill(many, LETTERS[random.nextInt(LETTERS.length)]);
        return splice(bytes, at, at, many);
      }
      default -> { // a large number of any bytes, as in a length
        byte[] some = new byte[1 + random.nextInt(8)];
        random.nextBytes(some);
        return splice(bytes, at, Math.min(length, at + some.length), some);
      }
    }
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length - (to - from) + with.length);
    System.arraycopy(with, 0, changed, from, with.length);
    System.arraycopy(bytes, to, changed, from + with.length, bytes.length - to);
    return changed;
  }
}

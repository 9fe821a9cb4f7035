package minos.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;

/**
 * The contents that a write puts into a store: its id, and then bytes that only this id has.
 *
 * <p>So whoever reads them knows which write they are of, and whether they are all of it: contents
 * put together from two writes, or cut off, are those of no write.
 */
public final class WriteId {
  private static final int SMALLEST = 24;

  private WriteId() {}

  /**
   * The contents of a write.
   *
   * @param size how many bytes; at least 24 are made
   */
  public static byte[] contents(long id, int size) {
    byte[] bytes = new byte[Math.max(size, SMALLEST)];
    byte[] head = (id + " " + bytes.length + "\n").getBytes(StandardCharsets.US_ASCII);
    SplittableRandom filler = new SplittableRandom(id);
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    rest.put(head, 0, Math.min(head.length, bytes.length));
    while (rest.hasRemaining()) {
      rest.put((byte) ('a' + filler.nextInt(26)));
    }
    return bytes;
  }

  /** Which write contents are of: its id; a text that says what is wrong if they are of none. */
  public static Value of(byte[] contents) {
    int end = 0;
    while (end < contents.length && contents[end] != '\n') {
      end++;
    }
    String[] head = new String(contents, 0, end, StandardCharsets.US_ASCII).split(" ", -1);
    if (head.length != 2 || !head[0].matches("\\d{1,18}") || !head[1].matches("\\d{1,9}")) {
      return new Text("foreign: " + contents.length + " bytes that no write of this run wrote");
    }
    long id = Long.parseLong(head[0]);
    int size = Integer.parseInt(head[1]);
    return size == contents.length && Arrays.equals(contents(id, size), contents)
        ? new Int(id)
        : new Text("torn: " + contents.length + " bytes that begin as write " + id + " of " + size);
  }
}

package minos.format.jepsen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Value;

/** Writes {@code test.jepsen} block by block, as Jepsen does while a test runs. */
public final class StoreWriter {
  private static final int ROOT = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Integer, Long> offsets = new LinkedHashMap<>();
  private final int version;
  private final List<Integer> chunkIds = new ArrayList<>();
  private final List<Long> chunkStarts = new ArrayList<>();
  private long operations;
  private int nextId = 10;
  private long index;

  private StoreWriter(int version) {
    this.version = version;
    out.writeBytes(new byte[18]);
  }

  /** An operation as Jepsen's record. */
  public static Value operation(
      long index, String type, Value process, String f, Value value, Dict extra) {
    return new Tagged(
        "jepsen.history.Op",
        Value.seq(
            new Int(index),
            new Int(index * 1000),
            new Keyword(type),
            process,
            new Keyword(f),
            value,
            extra));
  }

  /** A file of version 1, complete, whose history has these chunks. */
  public static byte[] version1(Dict test, List<List<Value>> chunks) throws IOException {
    StoreWriter writer = begin(test);
    for (List<Value> chunk : chunks) {
      writer.chunk(chunk);
    }
    writer.results();
    return writer.file();
  }

  /** A file of version 1 whose test has begun. */
  public static StoreWriter begin(Dict test) throws IOException {
    StoreWriter writer = new StoreWriter(1);
    writer.block(1, 2, FressianValues.bytes(Nil.NIL));
    writer.root(test, false);
    writer.index();
    return writer;
  }

  /** A file of version 0, whose history is one list of maps. */
  public static byte[] version0(Dict test, List<Value> operations) throws IOException {
    StoreWriter writer = new StoreWriter(0);
    writer.block(1, 2, FressianValues.bytes(new Seq(operations)));
    writer.root(test, false);
    writer.index();
    return writer.file();
  }

  /** Appends a chunk, the vector that has it, and an index. */
  public void chunk(List<Value> values) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    FressianValues fressian = new FressianValues(data, new Random(operations));
    for (Value value : values) {
      fressian.write(value);
    }
    chunkStarts.add(operations);
    chunkIds.add(nextId);
    operations += values.size();
    block(nextId++, 4, data.toByteArray());
    vector(operations);
    index();
  }

  /** Appends a vector that says it has so many elements. */
  public void vector(long count) {
    ByteBuffer vector = ByteBuffer.allocate(8 + 12 * chunkIds.size()).putLong(count);
    for (int i = 0; i < chunkIds.size(); i++) {
      vector.putLong(chunkStarts.get(i)).putInt(chunkIds.get(i));
    }
    block(1, 5, vector.array());
  }

  /** Writes the map of the test again, with results. */
  public void results() throws IOException {
    byte[] map = FressianValues.bytes(new Dict(Map.of(new Keyword("valid?"), Value.of(false))));
    block(5, 3, ByteBuffer.allocate(4 + map.length).putInt(0).put(map).array());
    root(new Dict(Map.of(new Keyword("name"), Value.of("etcd"))), true);
    index();
  }

  private void root(Dict test, boolean results) throws IOException {
    Map<Value, Value> entries = new LinkedHashMap<>(test.entries());
    entries.put(new Keyword("history"), new Tagged("block-ref", new Int(1)));
    if (results) {
      entries.put(new Keyword("results"), new Tagged("block-ref", new Int(5)));
    }
    block(ROOT, 2, FressianValues.bytes(new Dict(entries)));
  }

  /** Appends an index. */
  public void index() {
    index = out.size();
    offsets.put(3, index);
    ByteBuffer data = ByteBuffer.allocate(4 + 12 * offsets.size()).putInt(ROOT);
    offsets.forEach((id, offset) -> data.putInt(id).putLong(offset));
    block(3, 1, data.array());
  }

  /** Appends a block. */
  public void block(int id, int type, byte[] data) {
    offsets.put(id, (long) out.size());
    ByteBuffer header = ByteBuffer.allocate(28).putLong(28L + data.length).putInt(0);
    header.putShort((short) type);
    CRC32 crc = new CRC32();
    crc.update(data);
    crc.update(header.array());
    header.putInt(8, (int) crc.getValue());
    out.writeBytes(header.array());
    out.writeBytes(data);
  }

  /** How long the file is so far. */
  public int size() {
    return out.size();
  }

  /** The file as it is now, with its header pointing to the last index. */
  public byte[] file() {
    byte[] file = out.toByteArray();
    ByteBuffer.wrap(file)
        .put("JEPSEN".getBytes(StandardCharsets.US_ASCII))
        .putInt(version)
        .putLong(index);
    return file;
  }
}

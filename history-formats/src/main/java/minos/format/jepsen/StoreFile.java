package minos.format.jepsen;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.format.input.ReadLimits;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code test.jepsen}, versions 0 and 1: a map about the test, and the history's operations,
 * one at a time.
 *
 * <p>The file is a sequence of checksummed blocks, to which Jepsen appends as the test runs; an
 * index, rewritten at each checkpoint and found by an offset in the header, says where the block of
 * each id is. The history is a vector of chunks, one block each. Memory is a buffer and an
 * operation.
 *
 * <p>A file that breaks off is recovered by scanning its blocks in order: the last index among them
 * counts, and chunks that come after it follow those that it names; what is left of a last block is
 * read as far as it goes. Anywhere else, a block whose checksum does not match is an error.
 *
 * <p>Not thread-safe.
 */
public final class StoreFile {
  private static final int FIRST_BLOCK = 18;
  private static final int DEEPEST_VECTOR = 8;
  private static final Keyword HISTORY = new Keyword("history");
  private static final Keyword RESULTS = new Keyword("results");

  private final FileChannel file;
  private final ReadLimits limits;
  private final BlockScan blocks;
  private final Map<Integer, Long> offsets = new HashMap<>();
  private final Dict root;
  private Optional<String> truncated = Optional.empty();
  private long rootOffset;
  private long rootId;
  private long operations;

  /** Takes one operation after the other. */
  @FunctionalInterface
  public interface OperationSink {
    /**
     * Takes an operation: a map of its fields, or Jepsen's record, see {@link #fields}.
     *
     * @throws MalformedHistoryException if reading on is useless
     */
    void accept(Value operation) throws MalformedHistoryException;
  }

  /** Reads the header, the index and the map about the test of a file, which the caller closes. */
  public StoreFile(FileChannel file, ReadLimits limits)
      throws IOException, MalformedStoreException {
    this.file = file;
    this.limits = limits;
    this.blocks = new BlockScan(file);
    Window header = new Window(file, 0, file.size());
    if (file.size() < FIRST_BLOCK
        || !new String(header.read(6), StandardCharsets.US_ASCII).equals("JEPSEN")) {
      throw new MalformedStoreException(
          "no header; a test.jepsen begins with JEPSEN, a version and the offset of its index");
    }
    long version = header.readNumber(4);
    if (version != 0 && version != 1) {
      throw new MalformedStoreException(
          "version " + version + " of Jepsen's file format; this program knows 0 and 1");
    }
    readIndex(header.readNumber(8));
    root = rootId == 0 ? Dict.EMPTY : readMap((int) rootId);
  }

  /**
   * What the file says about the test: the map without its history, and of the results the part
   * that Jepsen keeps at hand, {@code :valid?}.
   */
  public Dict test() throws IOException, MalformedStoreException {
    Map<Value, Value> entries = new LinkedHashMap<>(root.entries());
    entries.remove(HISTORY);
    int results = reference(entries.remove(RESULTS));
    if (results != 0) {
      Block block = block(results);
      blocks.verify(block);
      if (block.type() == Block.PARTIAL_MAP) {
        entries.put(RESULTS, readPart(block).map());
      }
    }
    return new Dict(entries);
  }

  /** How we know that the recording breaks off; to be asked after all operations were read. */
  public Optional<String> truncated() {
    return truncated;
  }

  /**
   * The seven fields of Jepsen's record (index, time, type, process, f, value, and a map of the
   * others), or null if the operation is a plain map.
   */
  public static @Nullable Seq fields(Value operation) {
    return operation instanceof Tagged tagged
            && tagged.tag().equals(FressianTags.OPERATION)
            && tagged.value() instanceof Seq seq
            && seq.size() == 7
        ? seq
        : null;
  }

  /** Gives all operations of the history to the sink, in their order. */
  public void readHistory(OperationSink sink)
      throws IOException, MalformedStoreException, MalformedHistoryException {
    Value history = root.get(HISTORY);
    int id = reference(history);
    if (id != 0) {
      readChunk(id, sink, 0);
    } else if (history instanceof Seq seq) {
      for (Value operation : seq.items()) {
        operations++;
        sink.accept(operation);
      }
    } else if (truncated.isEmpty()) {
      throw new MalformedStoreException("the map of the test has no :history");
    }
    for (Block chunk : blocks.afterIndex()) {
      if (truncated.isPresent()) {
        readRest(chunk, sink);
      }
    }
  }

  private void readIndex(long offset) throws IOException, MalformedStoreException {
    Block index = blocks.at(offset, FIRST_BLOCK);
    if (index == null || index.type() != Block.INDEX) {
      truncated =
          Optional.of(
              "its index should be at byte "
                  + offset
                  + ", but the file ends at byte "
                  + file.size());
      if (offset >= FIRST_BLOCK && offset < file.size() - Block.HEADER && index != null) {
        throw new MalformedStoreException("no index at byte " + offset + ", where it should be");
      }
      index = blocks.lastIndex(FIRST_BLOCK);
      if (index == null) {
        throw new MalformedStoreException(
            truncated.get() + "; and what is there of it has no index to recover it by");
      }
    }
    blocks.verify(index);
    blocks.scanAfter(index);
    Window in = new Window(file, index.dataOffset(), index.end());
    rootId = in.readNumber(4);
    while (in.remaining() > 0) {
      int id = (int) in.readNumber(4);
      offsets.put(id, in.readNumber(8));
    }
    rootOffset = offsets.getOrDefault((int) rootId, 0L);
  }

  private Block block(int id) throws IOException, MalformedStoreException {
    Long offset = offsets.get(id);
    if (offset == null) {
      throw new MalformedStoreException("block " + id + " is referred to, but not in the index");
    }
    Block block = blocks.at(offset, FIRST_BLOCK);
    if (block == null) {
      throw new MalformedStoreException(
          "block " + id + " should be at byte " + offset + ", where there is none");
    }
    return block;
  }

  private Dict readMap(int firstId) throws IOException, MalformedStoreException {
    Map<Value, Value> entries = new LinkedHashMap<>();
    Set<Integer> seen = new HashSet<>();
    for (int id = firstId; id != 0; ) {
      if (!seen.add(id)) {
        throw new MalformedStoreException("block " + id + " is the rest of itself");
      }
      Block block = block(id);
      blocks.verify(block);
      Part part = readPart(block);
      part.map().entries().forEach(entries::putIfAbsent);
      id = part.rest();
    }
    return new Dict(entries);
  }

  private record Part(Dict map, int rest) {}

  private Part readPart(Block block) throws IOException, MalformedStoreException {
    Window in = new Window(file, block.dataOffset(), block.end());
    int rest = block.type() == Block.PARTIAL_MAP ? (int) in.readNumber(4) : 0;
    if (block.type() != Block.PARTIAL_MAP && block.type() != Block.FRESSIAN) {
      throw new MalformedStoreException(block + " should hold a map");
    }
    if (new Fressian(in, limits).next() instanceof Dict dict) {
      return new Part(dict, rest);
    }
    throw new MalformedStoreException(block + " should hold a map, and holds another value");
  }

  private void readChunk(int id, OperationSink sink, int depth)
      throws IOException, MalformedStoreException, MalformedHistoryException {
    if (depth > DEEPEST_VECTOR) {
      throw new MalformedStoreException("block " + id + " is a vector of vectors without end");
    }
    Block block = block(id);
    blocks.verify(block);
    Window in = new Window(file, block.dataOffset(), block.end());
    switch (block.type()) {
      case Block.BIG_VECTOR -> readVector(block, in, sink, depth);
      case Block.STREAM -> {
        noteChunk(block);
        Fressian values = new Fressian(in, limits);
        while (values.hasNext()) {
          accept(values.next(), sink);
        }
      }
      case Block.FRESSIAN -> {
        if (!new Fressian(in, limits).forEachItem(item -> accept(item, sink))) {
          truncated = truncated.or(() -> Optional.of("its history was never written"));
        }
      }
      default -> throw new MalformedStoreException(block + " should hold operations");
    }
  }

  private void readVector(Block block, Window in, OperationSink sink, int depth)
      throws IOException, MalformedStoreException, MalformedHistoryException {
    long first = operations;
    long count = in.readNumber(8);
    while (in.remaining() > 0) {
      long start = in.readNumber(8);
      int chunk = (int) in.readNumber(4);
      if (start != operations - first) {
        throw new MalformedStoreException(
            block
                + " says that chunk "
                + chunk
                + " begins with element "
                + start
                + ", but "
                + (operations - first)
                + " came before it");
      }
      readChunk(chunk, sink, depth + 1);
    }
    if (count != operations - first) {
      throw new MalformedStoreException(
          block
              + " says that it has "
              + count
              + " elements, but its chunks have "
              + (operations - first));
    }
  }

  /** Jepsen writes the map of the test again when the test is over: it then comes last. */
  private void noteChunk(Block chunk) {
    if (rootOffset < chunk.offset() && truncated.isEmpty()) {
      truncated =
          Optional.of("Jepsen did not write the test's map again after its last operations");
    }
  }

  /** Reads operations of a block that no index names, as far as they go. */
  private void readRest(Block chunk, OperationSink sink)
      throws IOException, MalformedHistoryException, MalformedStoreException {
    if (chunk.end() <= file.size()) {
      blocks.verify(chunk);
    }
    Fressian values =
        new Fressian(
            new Window(file, chunk.dataOffset(), Math.min(chunk.end(), file.size())), limits);
    try {
      while (values.hasNext()) {
        Value value = values.next();
        if (fields(value) == null) {
          return;
        }
        accept(value, sink);
      }
    } catch (MalformedStoreException e) {
      if (!e.atEnd()) {
        throw e;
      }
      // The operation that was being written when the file broke off.
    }
  }

  private void accept(Value operation, OperationSink sink) throws MalformedHistoryException {
    operations++;
    sink.accept(operation);
  }

  private static int reference(@Nullable Value value) {
    return value instanceof Tagged tagged
            && tagged.tag().equals(FressianTags.BLOCK_REFERENCE)
            && tagged.value() instanceof Int id
            && id.value() > 0
            && id.value() <= Integer.MAX_VALUE
        ? (int) id.value()
        : 0;
  }
}

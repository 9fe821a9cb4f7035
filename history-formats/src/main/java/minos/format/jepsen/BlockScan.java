package minos.format.jepsen;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Finds and verifies the blocks of a file. Not thread-safe. */
final class BlockScan {
  private final FileChannel file;
  private final List<Block> afterIndex = new ArrayList<>();

  BlockScan(FileChannel file) {
    this.file = file;
  }

  /** The whole block at an offset that is not before the given one; null if there is none. */
  @Nullable Block at(long offset, long first) throws IOException, MalformedStoreException {
    Block block = header(offset, first);
    return block != null && block.length() <= file.size() - offset ? block : null;
  }

  /** The block that begins at an offset, perhaps cut off by the end of the file. */
  private @Nullable Block header(long offset, long first)
      throws IOException, MalformedStoreException {
    if (offset < first || offset > file.size() - Block.HEADER) {
      return null;
    }
    Window in = new Window(file, offset, offset + Block.HEADER);
    long length = in.readNumber(8);
    int checksum = (int) in.readNumber(4);
    int type = (short) in.readNumber(2);
    boolean sound = length >= Block.HEADER && type >= Block.INDEX && type <= Block.BIG_VECTOR;
    return sound ? new Block(offset, length, checksum, type) : null;
  }

  /** The last index that the file holds whole, found by going from block to block; null if none. */
  @Nullable Block lastIndex(long first) throws IOException, MalformedStoreException {
    Block last = null;
    for (Block block = at(first, first); block != null; block = at(block.end(), first)) {
      if (block.type() == Block.INDEX) {
        last = block;
      }
    }
    return last;
  }

  /**
   * Looks for the streams that come after the index in the file, the last of them perhaps cut off.
   */
  void scanAfter(Block index) throws IOException, MalformedStoreException {
    long offset = index.end();
    Block block = header(offset, offset);
    while (block != null) {
      if (block.type() == Block.STREAM) {
        afterIndex.add(block);
      }
      offset = block.length() <= file.size() - offset ? block.end() : Long.MAX_VALUE;
      block = offset == Long.MAX_VALUE ? null : header(offset, offset);
    }
    if (offset < file.size() - Block.HEADER) {
      // A stream whose header is written when it is complete, and that was not.
      afterIndex.add(new Block(offset, Long.MAX_VALUE - offset, 0, Block.STREAM));
    }
  }

  /** The streams after the index. */
  List<Block> afterIndex() {
    return afterIndex;
  }

  /** Compares a block with its checksum: of its data, then of its header without the checksum. */
  void verify(Block block) throws IOException, MalformedStoreException {
    CRC32 crc = new CRC32();
    Window data = new Window(file, block.dataOffset(), block.end());
    while (data.remaining() > 0) {
      crc.update(data.readSome());
    }
    Window in = new Window(file, block.offset(), block.dataOffset());
    byte[] header = in.read(Block.HEADER);
    ByteBuffer.wrap(header).putInt(8, 0);
    crc.update(header);
    if ((int) crc.getValue() != block.checksum()) {
      throw new MalformedStoreException(
          block + " does not match its checksum; the file is damaged there");
    }
  }
}

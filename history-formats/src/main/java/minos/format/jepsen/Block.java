package minos.format.jepsen;

/**
 * A block of the file.
 *
 * @param offset where its header begins
 * @param length how many bytes it takes, with its header of {@link #HEADER} bytes
 * @param checksum what its header says
 * @param type its kind, one of the constants
 */
record Block(long offset, long length, int checksum, int type) {
  static final int HEADER = 28;

  static final int INDEX = 1;
  static final int FRESSIAN = 2;
  static final int PARTIAL_MAP = 3;
  static final int STREAM = 4;
  static final int BIG_VECTOR = 5;

  long dataOffset() {
    return offset + HEADER;
  }

  long end() {
    return offset + length;
  }

  @Override
  public String toString() {
    String kind =
        switch (type) {
          case INDEX -> "block index";
          case FRESSIAN -> "Fressian value";
          case PARTIAL_MAP -> "partial map";
          case STREAM -> "Fressian stream";
          case BIG_VECTOR -> "big vector";
          default -> "unknown type " + type;
        };
    return "the block at byte " + offset + " (" + kind + ", " + length + " bytes)";
  }
}

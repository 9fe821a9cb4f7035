package minos.format;

/** Is told about the reading of one history, by the thread that reads. */
@FunctionalInterface
public interface ReadListener {
  /** The format was detected; nothing was read yet. */
  void detected(Detected detected);

  /**
   * So many bytes were read from the file or stream, before decompression. Called after each block;
   * not called for a directory whose files are read together.
   */
  default void read(long bytes) {}
}

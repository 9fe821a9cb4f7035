package minos.format.input;

/**
 * How much of what a reader takes before it calls the input malformed. The defaults are far above
 * every history seen; a person who has a larger one raises them.
 *
 * @param depth how deep values may be nested; more than about 1000 needs a larger stack (-Xss)
 * @param tokenLength the longest string, symbol or number, in bytes
 * @param lineLength the longest line, in bytes
 * @param values how many values one event may hold, members of members included
 * @param decompressedSize how much compressed input may expand to, in bytes
 * @param expansion how many times larger than its compressed form an input may be, once it is
 *     larger than {@link #EXPANSION_FREE}; recordings compress 10 to 100 times, bombs 1000 times
 *     and more
 */
public record ReadLimits(
    int depth, int tokenLength, int lineLength, int values, long decompressedSize, int expansion) {
  /**
   * Depth 512, tokens of 16 MiB, lines of 64 MiB, 8 Mi values an event, 64 GiB decompressed,
   * expansion 500.
   */
  public static final ReadLimits DEFAULT =
      new ReadLimits(512, 16 << 20, 64 << 20, 8 << 20, 64L << 30, 500);

  /** So many decompressed bytes are taken whatever they expanded from. */
  public static final long EXPANSION_FREE = 64L << 20;

  /** Checks that each is at least 1. */
  public ReadLimits {
    if (depth < 1
        || tokenLength < 1
        || lineLength < 1
        || values < 1
        || decompressedSize < 1
        || expansion < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }

  /** These limits with another depth of nesting. */
  public ReadLimits withDepth(int levels) {
    return new ReadLimits(levels, tokenLength, lineLength, values, decompressedSize, expansion);
  }

  /** These limits with another length of tokens, in bytes. */
  public ReadLimits withTokenLength(int bytes) {
    return new ReadLimits(depth, bytes, lineLength, values, decompressedSize, expansion);
  }

  /** These limits with another length of lines, in bytes. */
  public ReadLimits withLineLength(int bytes) {
    return new ReadLimits(depth, tokenLength, bytes, values, decompressedSize, expansion);
  }

  /** These limits with another number of values in one event. */
  public ReadLimits withValues(int count) {
    return new ReadLimits(depth, tokenLength, lineLength, count, decompressedSize, expansion);
  }

  /** These limits with another size of decompressed input, in bytes. */
  public ReadLimits withDecompressedSize(long bytes) {
    return new ReadLimits(depth, tokenLength, lineLength, values, bytes, expansion);
  }

  /** These limits with another expansion. */
  public ReadLimits withExpansion(int times) {
    return new ReadLimits(depth, tokenLength, lineLength, values, decompressedSize, times);
  }
}

package minos.cli.options;

import java.util.Optional;
import minos.format.CsvMapping;
import minos.format.Format;
import minos.format.Keyed;
import minos.format.ReadOptions;
import minos.format.input.ReadLimits;
import minos.history.OrderBy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how files are read. */
public final class Reading {
  @Option(
      names = "--format",
      paramLabel = "NAME",
      converter = FormatName.class,
      completionCandidates = FormatName.class,
      description =
          "The format of the files: jepsen-edn, jsonl... (`minos formats` lists them). "
              + "auto, the default, goes by the content and says so.")
  FormatName.Chosen format = new FormatName.Chosen(Optional.empty());

  @Option(
      names = "--keyed",
      negatable = true,
      description =
          "Every value is [key value], of one of many independent objects; or it is not. "
              + "The default goes by the values and says so.")
  @Nullable Boolean keyed;

  @Option(
      names = "--order-by",
      paramLabel = "WHAT",
      converter = WordOf.Order.class,
      completionCandidates = WordOf.Order.class,
      description =
          "What real time is: index, the order of the events (the default), or time, "
              + "their recorded times.")
  OrderBy orderBy = OrderBy.INDEX;

  @Option(
      names = "--csv",
      paramLabel = "MAPPING",
      converter = Mapping.class,
      description =
          "Which column of a table is what: process=client,type=event,f=op,key=k,value=v,time=ts for "
              + "events, or process=client,f=op,start=begin,end=finish,outcome=status for operations. "
              + "The default goes by the names of the columns.")
  @Nullable CsvMapping csv;

  @Option(
      names = "--max-depth",
      paramLabel = "N",
      description = "How deep values may be nested. The default is 512.")
  @Nullable Integer maxDepth;

  @Option(
      names = "--max-line",
      paramLabel = "SIZE",
      converter = SizeText.class,
      description = "How long a line, or a value in it, may be. The default is 64m.")
  @Nullable Long maxLine;

  @Option(
      names = "--max-values",
      paramLabel = "N",
      description = "How many values one event may have. The default is 8388608.")
  @Nullable Integer maxValues;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      converter = SizeText.class,
      description = "What compressed input may expand to. The default is 64g.")
  @Nullable Long maxSize;

  /** The format; empty to detect it. */
  public Optional<Format> format() {
    return format.format();
  }

  /** Whether the operations are on independent keys. */
  public Keyed keyed() {
    return keyed == null ? Keyed.AUTO : keyed ? Keyed.YES : Keyed.NO;
  }

  /** How to read. */
  public ReadOptions options() {
    ReadLimits limits = ReadLimits.DEFAULT;
    if (maxDepth != null) {
      limits = limits.withDepth(Math.max(1, maxDepth));
    }
    if (maxLine != null) {
      int bytes = (int) Math.min(Integer.MAX_VALUE - 8, maxLine);
      limits = limits.withLineLength(bytes).withTokenLength(bytes);
    }
    if (maxValues != null) {
      limits = limits.withValues(Math.max(1, maxValues));
    }
    if (maxSize != null) {
      limits = limits.withDecompressedSize(maxSize).withExpansion(Integer.MAX_VALUE);
    }
    return new ReadOptions(format(), orderBy, limits, Optional.ofNullable(csv), keyed());
  }

  /** Whether tables are recordings, because something was said of them. */
  public boolean tables() {
    return csv != null || format().equals(Optional.of(Format.CSV));
  }

  static final class Mapping implements ITypeConverter<CsvMapping> {
    @Override
    public CsvMapping convert(String text) {
      try {
        return CsvMapping.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}

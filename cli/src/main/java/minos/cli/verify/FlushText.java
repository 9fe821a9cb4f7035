package minos.cli.verify;

import minos.cli.options.DurationText;
import minos.recorder.Flush;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads when events go to a recording: {@code each}, {@code disk}, {@code 100ms}. */
public final class FlushText implements ITypeConverter<Flush> {
  @Override
  public Flush convert(String text) {
    return switch (text) {
      case "each" -> Flush.EACH;
      case "disk" -> Flush.EACH_TO_DISK;
      default -> {
        try {
          yield Flush.every(new DurationText().convert(text));
        } catch (RuntimeException e) {
          throw new TypeConversionException(
              "there is no flush '" + text + "'; expected each, disk or a duration such as 100ms");
        }
      }
    };
  }
}

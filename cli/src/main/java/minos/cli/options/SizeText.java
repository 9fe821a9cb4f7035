package minos.cli.options;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes: {@code 2g}, {@code 512m}, {@code 64k}, {@code 4096}. */
final class SizeText implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})([kmgt]?)(?:i?b)?");

  @Override
  public Long convert(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is not a size; expected a number of bytes, or one with its unit: 512m, 2g");
    }
    int shift =
        switch (matcher.group(2)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          case "t" -> 40;
          default -> 0;
        };
    long number = Long.parseLong(matcher.group(1));
    long bytes = number > (Long.MAX_VALUE >> shift) ? Long.MAX_VALUE : number << shift;
    if (bytes == 0) {
      throw new TypeConversionException("'" + text + "' is no memory at all; expected at least 1m");
    }
    return bytes;
  }
}

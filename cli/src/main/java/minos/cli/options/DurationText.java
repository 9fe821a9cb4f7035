package minos.cli.options;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 10s}, {@code 1.5m} or {@code 2h}. */
public final class DurationText implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m|h)");

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration; expected a number with its unit: 500ms, 10s, 2m, 1h");
    }
    double nanos =
        switch (matcher.group(2)) {
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "m" -> 60e9;
          default -> 3600e9;
        };
    double total = Double.parseDouble(matcher.group(1)) * nanos;
    if (total < 1e6) {
      throw new TypeConversionException("'" + text + "' is no time at all; expected at least 1ms");
    }
    return Duration.ofNanos((long) Math.min(total, Long.MAX_VALUE));
  }
}

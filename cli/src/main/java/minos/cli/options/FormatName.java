package minos.cli.options;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import minos.format.Format;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a format; {@code auto} for none. As a list, the names. */
final class FormatName implements ITypeConverter<FormatName.Chosen>, Iterable<String> {
  /** What picocli can hold: an Optional it would take apart. */
  record Chosen(Optional<Format> format) {}

  static final String AUTO = "auto";

  @Override
  public Chosen convert(String text) {
    if (text.equals(AUTO)) {
      return new Chosen(Optional.empty());
    }
    Optional<Format> format = Format.byId(text);
    if (format.isEmpty()) {
      throw new TypeConversionException(
          "there is no format '" + text + "'" + Similar.hint(text, names()));
    }
    return new Chosen(format);
  }

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(AUTO));
    for (Format format : Format.values()) {
      names.add(format.id());
    }
    return names;
  }
}

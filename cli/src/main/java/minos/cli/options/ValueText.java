package minos.cli.options;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import minos.format.edn.EdnReader;
import minos.format.edn.MalformedEdnException;
import minos.format.input.ReadLimits;
import minos.value.Text;
import minos.value.Value;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one value in EDN: {@code nil}, {@code 0}, {@code ""}, {@code {:x 0 :y 0}}. */
public final class ValueText implements ITypeConverter<Value> {
  @Override
  public Value convert(String text) {
    if (text.isEmpty()) {
      // A shell makes this of "", which in EDN is the string without letters.
      return new Text("");
    }
    EdnReader reader =
        new EdnReader(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ReadLimits.DEFAULT);
    try {
      Value value = reader.read();
      if (reader.peek() >= 0) {
        throw refused(text, "there is more after the first value");
      }
      return value;
    } catch (MalformedEdnException e) {
      throw refused(text, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static TypeConversionException refused(String text, String why) {
    return new TypeConversionException(
        "'"
            + text
            + "' is not a value in EDN ("
            + why
            + "); expected nil, 0, '\"\"', '{:x 0 :y 0}' or the like");
  }
}

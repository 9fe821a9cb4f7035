package minos.cli.options;

import minos.value.Bool;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a value in EDN: {@code nil}, {@code 0}, {@code ""}, {@code {:x 0 :y 0}}. */
final class ValueText implements ITypeConverter<Value> {
  @Override
  public Value convert(String text) {
    if (text.equals("nil")) {
      return Nil.NIL;
    } else if (text.matches("-?\\d{1,18}")) {
      return new Int(Long.parseLong(text));
    } else if (text.equals("true") || text.equals("false")) {
      return Bool.of(text.equals("true"));
    } else if (text.matches("\"[^\"\\\\]*\"")) {
      return new Text(text.substring(1, text.length() - 1));
    }
    throw new TypeConversionException(
        "'" + text + "' is not a value in EDN; expected nil, 0, '\"\"', '{:x 0 :y 0}' or the like");
  }
}

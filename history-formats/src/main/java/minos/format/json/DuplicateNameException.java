package minos.format.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;

/** An object has a name twice: JSON leaves open which of its values counts, so none does. */
final class DuplicateNameException extends JsonParseException {
  private static final long serialVersionUID = 1L;

  DuplicateNameException(JsonParser parser, String name) {
    super(parser, "the name \"" + name + "\" is twice in one object");
  }
}

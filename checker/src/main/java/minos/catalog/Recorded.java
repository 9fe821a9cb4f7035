package minos.catalog;

import java.util.List;
import java.util.Optional;
import minos.history.History;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/**
 * What a recording says that it should be judged by, in its header.
 *
 * @param model the name of a model
 * @param consistencies names of consistency models; may be empty
 */
record Recorded(Optional<String> model, List<String> consistencies) {
  Recorded {
    consistencies = List.copyOf(consistencies);
  }

  static Recorded of(History history) {
    Value model = history.origin().header().get("model");
    Value consistencies = history.origin().header().get("consistency");
    return new Recorded(
        model instanceof Text text ? Optional.of(text.value()) : Optional.empty(),
        consistencies instanceof Seq seq
            ? seq.items().stream().filter(Text.class::isInstance).map(Value::letters).toList()
            : List.of());
  }
}

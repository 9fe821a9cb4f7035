package minos.generate.synthetic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * A list, or a string, that grows at its end; every read tells all of it.
 *
 * <p>The scripts append what nobody else appends, and tell a list without it, with it in the wrong
 * place, or twice.
 */
final class ListObject extends SimulatedObject {
  private final Traffic traffic;
  private final boolean text;
  private final List<Value> items = new ArrayList<>();

  /**
   * A list.
   *
   * @param text whether it is a string of words
   */
  ListObject(Traffic traffic, boolean text) {
    this.traffic = traffic;
    this.text = text;
  }

  @Override
  Request next(int client, boolean leaving) {
    return traffic.reads() ? read() : append(word(traffic.value()));
  }

  private Value word(Value value) {
    return text ? new Text("x" + value + " ") : value;
  }

  @Override
  Answer apply(Request request, int client, Value process) {
    if (request.input() != null) {
      items.add(request.input());
      return Answer.echo(request);
    }
    return told(items);
  }

  private Answer told(List<Value> list) {
    return Answer.of(
        text
            ? new Text(list.stream().map(Value::letters).collect(Collectors.joining()))
            : new Seq(list));
  }

  @Override
  Set<Anomaly> faults() {
    return EnumSet.of(
        Anomaly.LOST_ELEMENT,
        Anomaly.STALE_ELEMENT,
        Anomaly.DUPLICATE_ELEMENT,
        Anomaly.REORDERED,
        Anomaly.UNEXPECTED_ELEMENT);
  }

  @Override
  Script script(Anomaly fault) {
    Value a = word(traffic.fresh());
    Value b = word(traffic.fresh());
    Request appendA = append(a);
    Script.Step appendedA = Script.genuine(appendA);
    Script.Step appendedB = Script.genuine(append(b));
    if (fault == Anomaly.LOST_ELEMENT) {
      Script.Step lost = Script.feigned(appendA, Answer.echo(appendA));
      return Script.amid(fault, lost, Script.genuine(read()));
    } else if (fault == Anomaly.STALE_ELEMENT) {
      return Script.amid(
          fault, appendedA, appendedB, reads(list -> list.subList(0, list.indexOf(a) + 1)));
    } else if (fault == Anomaly.DUPLICATE_ELEMENT) {
      return Script.amid(fault, appendedA, reads(list -> with(list, a)));
    } else if (fault == Anomaly.UNEXPECTED_ELEMENT) {
      return Script.amid(fault, reads(list -> with(list, a)));
    } else if (fault == Anomaly.REORDERED) {
      return Script.amid(fault, appendedA, appendedB, reads(list -> swapped(list, a, b)));
    }
    throw unknown(fault);
  }

  private Script.Step reads(UnaryOperator<List<Value>> distorted) {
    return Script.feigned(read(), () -> told(distorted.apply(items)));
  }

  private static List<Value> with(List<Value> list, Value element) {
    List<Value> more = new ArrayList<>(list);
    more.add(element);
    return more;
  }

  private static List<Value> swapped(List<Value> list, Value a, Value b) {
    List<Value> other = new ArrayList<>(list);
    Collections.swap(other, list.indexOf(a), list.indexOf(b));
    return other;
  }

  private Request read() {
    return new Request(text ? "get" : "read", null);
  }

  private static Request append(Value value) {
    return new Request("append", value);
  }
}

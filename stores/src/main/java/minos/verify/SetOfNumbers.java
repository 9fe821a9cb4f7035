package minos.verify;

import java.util.List;
import java.util.Set;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Request;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;

/** Sets that elements are added to, and that are read all along. */
final class SetOfNumbers implements Workload {
  private static final int ELEMENTS = 100;

  private static final About ABOUT =
      new About(
          "set",
          "elements that are added to a set, which is read all along",
          "set-full",
          List.of("jepsen:set-full"),
          Set.of(Action.ADD_ELEMENT, Action.READ_ELEMENTS),
          Shape.USUAL);

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public void step(Client client) {
    String key = "set" + number(client);
    if (client.random().nextDouble() < client.settings().reads()) {
      client.perform(
          "read", new Text(key), Nil.NIL, Request.of(Action.READ_ELEMENTS, key), Answer::value);
    } else {
      long element = client.newId();
      client.perform(
          "add",
          new Text(key),
          new Int(element),
          Request.of(Action.ADD_ELEMENT, key, element),
          answer -> new Int(element));
    }
  }

  /**
   * The set whose turn it is. What is over at the end of a run goes to the last one: a set of a few
   * operations shows nothing, and would leave the whole run undecided.
   */
  private static long number(Client client) {
    long turns = 2L * ELEMENTS;
    long number = client.turn() / turns;
    long sets = client.settings().operations().orElse(Long.MAX_VALUE) / turns;
    return Math.min(number, Math.max(0, sets - 1));
  }
}

package minos.verify;

import java.util.List;
import java.util.Set;
import minos.store.Action;

/** Keys that live for a few operations: read before they exist, created, read again. */
final class Probe implements Workload {
  private static final int OPERATIONS_A_KEY = 12;

  private static final About ABOUT =
      new About(
          "probe",
          "new keys all the time, each perhaps read before it is created",
          "register",
          List.of("linearizable"),
          Set.of(Action.READ, Action.WRITE),
          Shape.USUAL);

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public void step(Client client) {
    long turn = client.turn();
    String key = "p" + turn / OPERATIONS_A_KEY;
    long place = turn % OPERATIONS_A_KEY;
    boolean probed = (turn / OPERATIONS_A_KEY) % 2 == 0;
    if (place == (probed ? 2 : 0) || place == 7) {
      client.write(key);
    } else {
      client.read(key);
    }
  }
}

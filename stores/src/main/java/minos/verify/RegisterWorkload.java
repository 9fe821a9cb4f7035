package minos.verify;

import java.util.List;
import java.util.Set;
import minos.store.Action;

/** Reads, writes and deletions of keys, each write with a value of its own. */
final class RegisterWorkload implements Workload {
  private final About about;

  /**
   * One of them.
   *
   * @param shape which keys, how many reads and deletions
   */
  RegisterWorkload(String name, String description, Shape shape) {
    about =
        new About(
            name,
            description,
            "register",
            List.of("linearizable"),
            Set.of(Action.READ, Action.WRITE, Action.DELETE),
            shape);
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public void step(Client client) {
    String key = client.key();
    double dice = client.random().nextDouble();
    if (dice < client.settings().reads()) {
      client.read(key);
    } else if (dice < client.settings().reads() + client.settings().deletes()) {
      client.delete(key);
    } else {
      client.write(key);
    }
  }
}

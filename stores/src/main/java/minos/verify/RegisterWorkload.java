package minos.verify;

import java.util.List;
import java.util.Set;
import minos.store.Action;

/**
 * Reads, writes and deletions of keys, each write with a value of its own.
 *
 * @param name its name
 * @param description a phrase
 * @param shape which keys, how many reads and deletions
 */
record RegisterWorkload(String name, String description, Shape shape) implements Workload {
  @Override
  public String model() {
    return "register";
  }

  @Override
  public List<String> consistencies() {
    return List.of("linearizable");
  }

  @Override
  public Set<Action> needs() {
    return Set.of(Action.READ, Action.WRITE, Action.DELETE);
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

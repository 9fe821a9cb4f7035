package minos.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Request;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Keys below common prefixes; a list is a read of each key of its prefix. */
final class ListKeys implements Workload {
  private static final int GROUP = 8;

  private static final About ABOUT =
      new About(
          "list",
          "writes, deletions and lists; a list is a read of each of its keys",
          "register",
          List.of("linearizable"),
          Set.of(Action.WRITE, Action.DELETE, Action.LIST),
          new Shape(4, 0.3, 0.2, KeyChoice.UNIFORM));

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public void step(Client client) {
    String prefix = client.key() + "/";
    double dice = client.random().nextDouble();
    String key = prefix + client.random().nextInt(GROUP);
    if (dice < client.settings().reads()) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < GROUP; i++) {
        keys.add(prefix + i);
      }
      client.readEach(keys, Request.of(Action.LIST, prefix), answer -> one -> listed(answer, one));
    } else if (dice < client.settings().reads() + client.settings().deletes()) {
      client.delete(key);
    } else {
      client.write(key);
    }
  }

  /** What a list says of a key: absent, a write, or nothing where its write can't be told. */
  private static @Nullable Value listed(Answer answer, String key) {
    Value value = ((Dict) answer.value()).entries().get(new Text(key));
    if (value == null) {
      return Nil.NIL;
    }
    return value instanceof Int ? value : null;
  }
}

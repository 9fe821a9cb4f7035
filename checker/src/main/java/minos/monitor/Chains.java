package minos.monitor;

import java.util.ArrayList;
import java.util.List;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Who set, read and replaced each value of a register, every one of which is set at most once: so a
 * compare-and-set comes right after whoever set what it expects, and the values form chains.
 */
final class Chains {
  private final Uses uses;
  // By value.
  private final @Nullable Use[] setter;
  private final @Nullable Use[] replacer;
  private final List<List<Use>> readers;

  Chains(Uses uses) {
    this.uses = uses;
    setter = new Use[uses.values()];
    replacer = new Use[uses.values()];
    readers = new ArrayList<>(uses.values());
    for (int v = 0; v < uses.values(); v++) {
      readers.add(new ArrayList<>(1));
    }
  }

  /**
   * Connects the operations. To be called once.
   *
   * @return that values were set or replaced as no chain has it; null if all is well
   */
  @Nullable Finding connect() {
    for (Use use : uses.all()) {
      if (use.sets() >= 0) {
        if (use.sets() == uses.initial() || setter[use.sets()] != null) {
          return new Finding.NotApplicable("a value was set twice");
        }
        setter[use.sets()] = use;
      }
    }
    for (Use use : uses.all()) {
      if (use.reads()) {
        readers.get(use.expects()).add(use);
      } else if (use.expects() >= 0 && replacer[use.expects()] == null) {
        replacer[use.expects()] = use;
      }
    }
    for (Use use : uses.all()) {
      int v = use.expects();
      Use replaced = v < 0 || use.reads() ? null : replacer[v];
      if (v >= 0 && v != uses.initial() && setter[v] == null) {
        return proof()
            .happened(use)
            .violated(
                use.reads() ? Anomaly.THIN_AIR_READ : Anomaly.NOT_LINEARIZABLE,
                "it "
                    + (use.reads() ? "read " : "replaced ")
                    + uses.name(v)
                    + ", which nobody had written.",
                use);
      } else if (replaced != null && replaced.op() != use.op()) {
        return proof()
            .upTo(v)
            .happened(use)
            .happened(replaced)
            .violated(
                Anomaly.LOST_UPDATE,
                "two compare-and-sets replaced " + uses.name(v) + ", which was set once.",
                use);
      }
    }
    return null;
  }

  /** Who set a value; null for the initial one. */
  @Nullable Use setter(int value) {
    return setter[value];
  }

  /** Who replaced a value by a compare-and-set, if anybody did. */
  @Nullable Use replacer(int value) {
    return replacer[value];
  }

  /** Who read a value. */
  List<Use> readers(int value) {
    return readers.get(value);
  }

  /** Nothing proved yet. */
  ChainProof proof() {
    return new ChainProof(uses, this);
  }
}

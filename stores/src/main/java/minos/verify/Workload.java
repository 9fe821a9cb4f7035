package minos.verify;

import java.util.List;
import java.util.Set;
import minos.store.Action;

/**
 * What clients do, over and over. Implementations have no state of their own; what clients share is
 * the run's.
 */
public interface Workload {
  /** Its name on the command line. */
  String name();

  /** A phrase for lists. */
  String description();

  /** The model of the histories that it makes. */
  String model();

  /** The consistency models that its histories are judged by. */
  List<String> consistencies();

  /** What a store must be able to do. */
  Set<Action> needs();

  /** The settings that make it what it is, where nothing else is asked for. */
  default Shape shape() {
    return Shape.USUAL;
  }

  /** Does the next thing, which may be several operations. */
  void step(Client client);

  /**
   * What a run uses where nothing else is asked for.
   *
   * @param keys how many keys
   * @param reads the share of reads
   * @param deletes the share of deletions
   * @param choice which key is next
   */
  record Shape(int keys, double reads, double deletes, KeyChoice choice) {
    /** A handful of keys, half of it reads. */
    static final Shape USUAL = new Shape(10, 0.5, 0.05, KeyChoice.UNIFORM);
  }
}

package minos.verify;

import java.util.List;
import java.util.Set;
import minos.store.Action;

/**
 * What clients do, over and over. Implementations have no state of their own; what clients share is
 * the run's.
 */
public interface Workload {
  /** What is to be known of it. */
  About about();

  /** Does the next thing, which may be several operations. */
  void step(Client client);

  /** Its name on the command line. */
  default String name() {
    return about().name();
  }

  /** A phrase for lists. */
  default String description() {
    return about().description();
  }

  /** The model of the histories that it makes. */
  default String model() {
    return about().model();
  }

  /** The consistency models that its histories are judged by where no contract is. */
  default List<String> consistencies() {
    return about().consistencies();
  }

  /**
   * Whether contracts know what it does: they know nothing of sets, lists, unanswered additions.
   */
  default boolean contracted() {
    return !model().equals("list-append")
        && consistencies().stream().noneMatch(name -> name.startsWith("jepsen:"));
  }

  /** What a store must be able to do. */
  default Set<Action> needs() {
    return about().needs();
  }

  /** The settings that make it what it is, where nothing else is asked for. */
  default Shape shape() {
    return about().shape();
  }

  /**
   * What is to be known of a workload.
   *
   * @param name its name on the command line
   * @param description a phrase for lists
   * @param model the model of the histories that it makes
   * @param consistencies the consistency models that its histories are judged by
   * @param needs what a store must be able to do
   * @param shape what a run uses where nothing else is asked for
   */
  record About(
      String name,
      String description,
      String model,
      List<String> consistencies,
      Set<Action> needs,
      Shape shape) {
    /** Copies the collections. */
    public About {
      consistencies = List.copyOf(consistencies);
      needs = Set.copyOf(needs);
    }
  }

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

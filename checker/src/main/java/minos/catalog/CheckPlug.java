package minos.catalog;

import java.util.List;
import java.util.Optional;
import minos.check.Check;
import minos.history.History;

/**
 * A library of checks, as the catalog sees it. Implementations are immutable.
 *
 * <p>Several plugs may know one model: the linearizability of a set, and Jepsen's checker of sets.
 */
public interface CheckPlug {
  /** The models that it has checks for. */
  List<Entry> models();

  /** What it can check of histories of a model, the usual one first; none for other models. */
  List<Entry> consistencies(String model);

  /**
   * A check.
   *
   * @param consistency one of {@link #consistencies}
   * @param model one of {@link #models}
   * @return the check; empty if this plug has none such
   * @throws UnfitException if the question has an option that the check can't obey
   */
  Optional<Check> check(String consistency, String model, Question question) throws UnfitException;

  /**
   * Looks at what can be seen to be wrong before a history is read.
   *
   * @throws UnfitException if the question is no question to this plug, whatever the history
   */
  default void validate(Question question) throws UnfitException {}

  /**
   * What answers for all consistency models of a model that this plug knows, where it is quicker
   * than asking for one after the other.
   *
   * @throws UnfitException if the question has an option that the survey can't obey
   */
  default Optional<Survey> survey(String model, Question question) throws UnfitException {
    return Optional.empty();
  }

  /** The model that a history looks like to this plug, for histories that nothing common fits. */
  default Optional<String> recognize(History history) {
    return Optional.empty();
  }

  /**
   * Further checks that fit a history by its looks, each with what speaks for it: what a person who
   * hands over a whole test wants to know.
   */
  default List<Entry> proposals(History history) {
    return List.of();
  }

  /** Whether one consistency model allows only what another allows, as far as this plug knows. */
  default boolean implies(String stronger, String weaker) {
    return false;
  }
}

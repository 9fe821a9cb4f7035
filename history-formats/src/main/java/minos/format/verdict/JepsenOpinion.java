package minos.format.verdict;

import java.util.List;
import minos.format.jepsen.JepsenResults;

/**
 * What Jepsen said about the same history, beside ours.
 *
 * @param results what it said
 * @param agrees whether it is what we say
 * @param compared how many of its result fields were compared with ours
 * @param agreeing how many of them say the same
 * @param differences where it differs and why, as sentences
 */
public record JepsenOpinion(
    JepsenResults results, boolean agrees, int compared, int agreeing, List<String> differences) {
  /** Copies the list. */
  public JepsenOpinion {
    differences = List.copyOf(differences);
  }
}

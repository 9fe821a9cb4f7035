package minos.format.verdict;

import java.util.List;
import minos.verdict.Judgement;

/**
 * What one run of the program found in all its files.
 *
 * @param version the program's version
 * @param histories one for each file, in the order they were given
 */
public record RunDocument(String version, List<HistoryDocument> histories) {
  /** Copies the list. */
  public RunDocument {
    histories = List.copyOf(histories);
  }

  /**
   * The most serious verdict of all histories; a file that could not be read counts as undecided,
   * as does a run without any file.
   */
  public Judgement verdict() {
    return histories.stream()
        .map(HistoryDocument::verdict)
        .reduce(Judgement::and)
        .orElse(Judgement.UNDECIDED);
  }
}

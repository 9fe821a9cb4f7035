package minos.simulation.trial;

import java.util.ArrayList;
import java.util.List;
import minos.simulation.Simulation;
import minos.verdict.Judgement;
import minos.verdict.Verdict;

/**
 * How verdicts compare with the truth.
 *
 * @param scenario what was simulated
 * @param histories how many, each with a seed of its own
 * @param occurred in how many the simulator knows the consistency model to be broken
 * @param found how many were found violated
 * @param both how many of those the simulator knows to be
 * @param undecided how many were not decided
 * @param disagreeing the seeds where truth and verdict differ
 */
public record Score(
    Scenario scenario,
    int histories,
    int occurred,
    int found,
    int both,
    int undecided,
    List<Long> disagreeing) {
  /** Copies the list. */
  public Score {
    disagreeing = List.copyOf(disagreeing);
  }

  /** Simulates and judges with seeds from a first one. */
  public static Score of(Scenario scenario, long first, int seeds) {
    int occurred = 0;
    int found = 0;
    int both = 0;
    int undecided = 0;
    List<Long> disagreeing = new ArrayList<>();
    String model = scenario.truth();
    for (long seed = first; seed < first + seeds; seed++) {
      Simulation.Recorded recorded = Simulation.record(scenario.options().withSeed(seed));
      Verdict verdict =
          Judging.verdict(scenario.options(), scenario.consistency(), recorded.history());
      boolean broken = recorded.report().broken().containsKey(model);
      boolean violated = verdict.judgement() == Judgement.VIOLATED;
      occurred += broken ? 1 : 0;
      found += violated ? 1 : 0;
      both += broken && violated ? 1 : 0;
      undecided += verdict.judgement() == Judgement.UNDECIDED ? 1 : 0;
      if (broken != violated) {
        disagreeing.add(seed);
      }
    }
    return new Score(scenario, seeds, occurred, found, both, undecided, disagreeing);
  }

  /** The share of the histories with an anomaly that were found violated; 1 if there are none. */
  public double recall() {
    return occurred == 0 ? 1 : (double) both / occurred;
  }

  /** The share of the histories found violated that have an anomaly; 1 if none was found. */
  public double precision() {
    return found == 0 ? 1 : (double) both / found;
  }
}

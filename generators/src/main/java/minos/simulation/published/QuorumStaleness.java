package minos.simulation.published;

import java.util.ArrayList;
import java.util.List;
import minos.simulation.LatencyProfile;

/** The tables of probabilistically bounded staleness, VLDB 2012. */
final class QuorumStaleness {
  private static final String PBS = "PBS";
  private static final double PROBABILITY = 0.01;
  private static final double LATENCY = 0.04;
  private static final double VISIBILITY = 0.15;

  private static final LatencyProfile[] PROFILES = {
    LatencyProfile.LNKD_SSD, LatencyProfile.LNKD_DISK, LatencyProfile.YMMR, LatencyProfile.WAN
  };

  /** R and W of the rows of the table for N = 3. */
  private static final int[][] QUORUMS = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 1}, {1, 3}};

  /** By profile, then by row: reads' and writes' 99.9th percentile, t-visibility; milliseconds. */
  private static final double[][][] LATENCIES = {
    {
      {0.66, 0.66, 1.85},
      {0.66, 1.63, 1.79},
      {1.63, 0.65, 0},
      {1.62, 1.64, 0},
      {4.14, 0.65, 0},
      {0.65, 4.09, 0}
    },
    {
      {0.66, 10.99, 45.5},
      {0.65, 20.97, 43.3},
      {1.63, 10.9, 13.6},
      {1.64, 20.96, 0},
      {4.12, 10.89, 0},
      {0.65, 112.65, 0}
    },
    {
      {5.58, 10.83, 1364},
      {5.61, 427.12, 1352},
      {32.6, 10.73, 202},
      {33.18, 428.11, 0},
      {219.27, 10.79, 0},
      {5.63, 1870.86, 0}
    },
    {
      {3.4, 55.12, 113},
      {3.4, 167.64, 0},
      {151.3, 56.36, 30.2},
      {151.31, 167.72, 0},
      {153.86, 55.19, 0},
      {3.44, 241.55, 0}
    }
  };

  private static final double[] FRESH_AT_ONCE = {0.974, 0.439, 0.893, 0.33};

  private QuorumStaleness() {}

  static List<Figure> figures(int trials, long seed) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < PROFILES.length; i++) {
      LatencyProfile profile = PROFILES[i];
      Wars.Answer[] answers = new Wars(profile, 3, trials, seed).answers(QUORUMS);
      for (int q = 0; q < QUORUMS.length; q++) {
        String setting = profile.id() + " N=3 R=" + QUORUMS[q][0] + " W=" + QUORUMS[q][1];
        double[] published = LATENCIES[i][q];
        figures.add(latency(setting, "read p99.9, ms", published[0], answers[q].read()));
        figures.add(latency(setting, "write p99.9, ms", published[1], answers[q].write()));
        figures.add(
            Figure.nearly(
                PBS,
                setting,
                "t-visibility 99.9 %, ms",
                published[2],
                answers[q].visible(),
                VISIBILITY));
      }
      figures.add(
          probability(
              profile.id() + " N=3 R=W=1",
              "fresh at t = 0",
              FRESH_AT_ONCE[i],
              answers[0].fresh(0)));
      if (profile == LatencyProfile.LNKD_DISK) {
        figures.add(
            probability("lnkd-disk N=3 R=W=1", "fresh at t = 10 ms", 0.925, answers[0].fresh(10)));
      }
    }
    figures.add(atOnce(2, 0.575, trials, seed));
    figures.add(atOnce(10, 0.211, trials, seed));
    double[][] versions = {{2, 0.556}, {3, 0.703}, {5, 0.868}, {10, 0.98}};
    for (double[] row : versions) {
      figures.add(
          probability(
              "N=3 R=W=1", "within k = " + (int) row[0] + " versions", row[1], within(row[0])));
    }
    return figures;
  }

  /** A write that missed the read's replica is missed k times: 1 - (C(N-W,R) / C(N,R))^k. */
  private static double within(double versions) {
    return 1 - Math.pow(2.0 / 3, versions);
  }

  private static Figure atOnce(int replicas, double published, int trials, long seed) {
    Wars.Answer answer =
        new Wars(LatencyProfile.LNKD_DISK, replicas, trials / 4, seed)
            .answers(new int[][] {{1, 1}})[0];
    return probability(
        "lnkd-disk N=" + replicas + " R=W=1", "fresh at t = 0", published, answer.fresh(0));
  }

  private static Figure latency(String setting, String quantity, double published, double ours) {
    return Figure.nearly(PBS, setting, quantity, published, ours, LATENCY);
  }

  private static Figure probability(
      String setting, String quantity, double published, double ours) {
    return Figure.within(PBS, setting, quantity, published, ours, PROBABILITY);
  }
}

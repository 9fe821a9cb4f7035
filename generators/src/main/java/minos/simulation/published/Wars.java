package minos.simulation.published;

import java.util.Arrays;
import minos.simulation.Delays;
import minos.simulation.LatencyProfile;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * How stale a quorum's reads are, by drawing.
 *
 * <p><b>Question.</b> With N replicas, of which a write waits for W and a read for R, how long do
 * writes and reads take, and how likely is a read that starts t after a write's commit to see it?
 *
 * <p><b>Idea.</b> The WARS model [1, section 4.1]: for each replica draw the delays of write,
 * acknowledgement, read and response. The write commits when W acknowledgements are back. The read
 * sees the replicas whose responses are the first R; a replica is behind if the write reaches it
 * after the read does. So there is one t for each draw from which on the read is fresh; all
 * probabilities are percentiles of it.
 *
 * <p><b>Soundness.</b> It is the model, drawn; the error is that of a sample. (The test of
 * freshness printed in one version of [1] has its inequality the wrong way round.)
 *
 * <p><b>Cost.</b> Linear in draws and replicas.
 *
 * <ol>
 *   <li>P. Bailis, S. Venkataraman, M. Franklin, J. Hellerstein, I. Stoica, "Probabilistically
 *       Bounded Staleness for Practical Partial Quorums", VLDB 2012.
 * </ol>
 */
final class Wars {
  private final LatencyProfile profile;
  private final int replicas;
  private final int trials;
  private final long seed;

  Wars(LatencyProfile profile, int replicas, int trials, long seed) {
    this.profile = profile;
    this.replicas = replicas;
    this.trials = trials;
    this.seed = seed;
  }

  /** What was found for one choice of quorums; times in milliseconds. */
  static final class Answer {
    private final double read;
    private final double write;
    private final double visible;
    private final double[] freshFrom;

    private Answer(double read, double write, double visible, double[] freshFrom) {
      this.read = read;
      this.write = write;
      this.visible = visible;
      this.freshFrom = freshFrom;
    }

    /** The 99.9th percentile of reads. */
    double read() {
      return read;
    }

    /** The 99.9th percentile of writes. */
    double write() {
      return write;
    }

    /** The time after a commit from which on 99.9 % of reads see the write. */
    double visible() {
      return visible;
    }

    /**
     * The share of reads that see a write which committed so long before they begin; known for the
     * first choice only.
     */
    double fresh(double millis) {
      return Arrays.stream(freshFrom).filter(from -> from <= millis).count()
          / (double) freshFrom.length;
    }
  }

  /**
   * Draws once for several choices of quorums.
   *
   * @param quorums for each the numbers R and W
   */
  Answer[] answers(int[][] quorums) {
    RandomGenerator random = new MersenneTwister(seed);
    Delays delays = profile.delays(random);
    Tail[] reads = tails(quorums.length);
    Tail[] writes = tails(quorums.length);
    Tail[] visible = tails(quorums.length);
    double[] freshFrom = new double[trials];
    double[] toReplica = new double[replicas];
    double[] acknowledged = new double[replicas];
    double[] readAt = new double[replicas];
    double[] answered = new double[replicas];
    for (int trial = 0; trial < trials; trial++) {
      int reader = random.nextInt(replicas);
      for (int i = 0; i < replicas; i++) {
        double toWriter = i == 0 ? 0 : delays.between().millis();
        double toReader = i == reader ? 0 : delays.between().millis();
        toReplica[i] = delays.write().millis() + toWriter;
        acknowledged[i] = toReplica[i] + delays.ack().millis() + toWriter;
        readAt[i] = delays.read().millis() + toReader;
        answered[i] = readAt[i] + delays.response().millis() + toReader;
      }
      double[] acks = acknowledged.clone();
      double[] answers = answered.clone();
      Arrays.sort(acks);
      Arrays.sort(answers);
      for (int q = 0; q < quorums.length; q++) {
        double commit = acks[quorums[q][1] - 1];
        double read = answers[quorums[q][0] - 1];
        double from = Double.POSITIVE_INFINITY;
        for (int i = 0; i < replicas; i++) {
          if (answered[i] <= read) {
            from = Math.min(from, toReplica[i] - commit - readAt[i]);
          }
        }
        reads[q].add(read);
        writes[q].add(commit);
        visible[q].add(Math.max(0, from));
        if (q == 0) {
          freshFrom[trial] = from;
        }
      }
    }
    Answer[] all = new Answer[quorums.length];
    for (int q = 0; q < all.length; q++) {
      all[q] =
          new Answer(
              reads[q].percentile(),
              writes[q].percentile(),
              visible[q].percentile(),
              q == 0 ? freshFrom : new double[0]);
    }
    return all;
  }

  private Tail[] tails(int count) {
    Tail[] tails = new Tail[count];
    Arrays.setAll(tails, i -> new Tail(trials));
    return tails;
  }
}

package minos.simulation;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Distributions of the delays between a coordinator and its replicas.
 *
 * <p>{@link #LNKD_SSD} to {@link #WAN} are the fits of P. Bailis, S. Venkataraman, M. Franklin, J.
 * Hellerstein, I. Stoica, "Probabilistically Bounded Staleness for Practical Partial Quorums", VLDB
 * 2012, table 3. {@link #SIMPLEDB} is fitted to H. Wada, A. Fekete, L. Zhao, K. Lee, A. Liu, "Data
 * Consistency Properties and the Trade-offs in Commercial Cloud Storages", CIDR 2011.
 */
public enum LatencyProfile {
  /** One data centre: log-normal, half a millisecond in the middle. */
  LAN("a data centre: log-normal, median 0.5 ms"),
  /** LinkedIn's Voldemort on solid-state disks. */
  LNKD_SSD("LinkedIn's Voldemort on SSDs"),
  /** LinkedIn's Voldemort on spinning disks. */
  LNKD_DISK("LinkedIn's Voldemort on spinning disks"),
  /** Yammer's Riak. */
  YMMR("Yammer's Riak"),
  /** Disks, and each replica in a place of its own. */
  WAN("as lnkd-disk, with 75 ms between places"),
  /** Amazon SimpleDB's eventual reads, fitted to what was measured from outside in 2011. */
  SIMPLEDB("Amazon SimpleDB: one replica at once, the others after about 480 ms");

  private static final double WAN_MILLIS = 75;

  private final String about;

  LatencyProfile(String about) {
    this.about = about;
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it stands for. */
  public String about() {
    return about;
  }

  /** The profile of that name. */
  public static Optional<LatencyProfile> ofId(String id) {
    for (LatencyProfile profile : values()) {
      if (profile.id().equals(id)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }

  /** The delays, drawn from a generator. */
  public Delays delays(RandomGenerator random) {
    return switch (this) {
      case LAN -> {
        Latency any = Latency.of(new LogNormalDistribution(random, Math.log(0.5), 0.5, 1e-9));
        yield Delays.near(any, any, any, any);
      }
      case LNKD_SSD -> {
        Latency any = ssd(random);
        yield Delays.near(any, any, any, any);
      }
      case LNKD_DISK -> {
        Latency rest = ssd(random);
        yield Delays.near(disk(random), rest, rest, rest);
      }
      case SIMPLEDB -> {
        Latency any = Latency.of(new LogNormalDistribution(random, 0, 0.3, 1e-9));
        Latency spread =
            Latency.mixture(
                random,
                0.99,
                Latency.of(new NormalDistribution(random, 479.5, 14, 1e-9)),
                Latency.of(new UniformRealDistribution(random, 480, 760)));
        yield new Delays(any, any, any, any, Latency.NONE, spread);
      }
      case YMMR -> {
        Latency rest = tailed(random, 0.982, 1.5, 3.8, 0.0217);
        yield Delays.near(tailed(random, 0.939, 3, 3.35, 0.0028), rest, rest, rest);
      }
      case WAN -> {
        Latency rest = ssd(random);
        yield new Delays(
            disk(random), rest, rest, rest, Latency.constant(WAN_MILLIS), Latency.NONE);
      }
    };
  }

  private static Latency ssd(RandomGenerator random) {
    return tailed(random, 0.9122, 0.235, 10, 1.66);
  }

  private static Latency disk(RandomGenerator random) {
    return tailed(random, 0.38, 1.05, 1.51, 0.183);
  }

  /** A body of Pareto and a tail of an exponential distribution with the given rate. */
  private static Latency tailed(
      RandomGenerator random, double share, double scale, double shape, double rate) {
    return Latency.mixture(
        random,
        share,
        Latency.of(new ParetoDistribution(random, scale, shape, 1e-9)),
        Latency.of(new ExponentialDistribution(random, 1 / rate, 1e-9)));
  }
}

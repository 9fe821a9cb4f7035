package minos.cli.options;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import minos.check.Budget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how much a check may take. */
public final class Limits {
  private static final int SHARES = 16;
  private static final Duration A_MOMENT = Duration.ofSeconds(10);

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description =
          "How long the checks of one file may take, without reading it: 500ms, 10s, 2m. "
              + "What is not decided by then is undecided. The default is no limit.")
  @Nullable Duration timeout;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = SizeText.class,
      description =
          "What the checks of one file may hold: 512m, 2g. What is not decided with that is "
              + "undecided. The default is most of the heap.")
  @Nullable Long memory;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads check. The default is one for each processor.")
  @Nullable Integer threads;

  /** Whether the number of threads makes sense. */
  public boolean threadsFit() {
    return threads == null || threads >= 1;
  }

  /** How long the checks of one file may take. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** A budget that starts now. */
  public Budget budget() {
    return Budget.of(
        Optional.ofNullable(timeout),
        memory == null ? OptionalLong.empty() : OptionalLong.of(memory),
        threads == null ? Runtime.getRuntime().availableProcessors() : threads);
  }

  /** A small budget that starts now, for who works beside others. */
  public Budget shareOfBudget() {
    long most = Runtime.getRuntime().maxMemory() / SHARES;
    return Budget.of(
        Optional.of(timeout == null || timeout.compareTo(A_MOMENT) > 0 ? A_MOMENT : timeout),
        OptionalLong.of(memory == null ? most : Math.min(most, memory)),
        1);
  }
}

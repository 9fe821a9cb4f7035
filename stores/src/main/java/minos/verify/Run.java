package minos.verify;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import minos.recorder.Recorder;
import minos.store.Answer;
import minos.store.Charge;
import minos.store.Ended;
import minos.store.Request;
import minos.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * One run of a workload against a store: starts clients, and stops them when the operations are
 * done, the time is over, the money is spent, somebody says so, or the store answers nobody any
 * more. One use; thread-safe.
 */
public final class Run {
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Settings settings;
  private final Store store;
  private final Recorder recorder;
  private final Prices prices;
  private final Account account;
  private final Pace pace;
  private final Latencies latencies = new Latencies();
  private final AtomicLong ids;
  private final AtomicLong turns;
  private final AtomicLong admitted;
  private final Role role;
  private final long before;
  private final long firstProcess;
  private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
  private final Map<Ended, LongAdder> ended = new EnumMap<>(Ended.class);
  private volatile long began = System.nanoTime();
  private volatile long lastAnswer = began;
  private volatile long over;
  private volatile int violations;

  /** A run that has not begun. */
  public Run(Settings settings, Store store, Recorder recorder, Prices prices) {
    this(settings, store, recorder, prices, Role.ONLY);
  }

  /** A run that has not begun, of which this is a part. */
  public Run(Settings settings, Store store, Recorder recorder, Prices prices, Role role) {
    this(
        settings.withSeed(settings.seed() + role.number() - 1),
        store,
        recorder,
        prices,
        role,
        0,
        0,
        0,
        Map.of());
  }

  /** A run that goes on. Of the operations that it was to make, it makes those that are missing. */
  public static Run goingOn(Resumption past, Store store, Recorder recorder, Prices prices) {
    // Other choices than those that were made already.
    Settings settings = past.settings().withSeed(past.settings().seed() + past.operations());
    return new Run(
        settings,
        store,
        recorder,
        prices,
        past.role(),
        past.operations(),
        past.process(),
        past.id() / past.role().of() + 1,
        past.charges());
  }

  private Run(
      Settings settings,
      Store store,
      Recorder recorder,
      Prices prices,
      Role role,
      long operations,
      long process,
      long id,
      Map<String, Double> charges) {
    this.ids = new AtomicLong(id);
    this.turns = new AtomicLong(operations);
    this.admitted = new AtomicLong(operations);
    this.role = role;
    this.before = operations;
    this.firstProcess = process;
    if (!store.actions().containsAll(settings.workload().needs())) {
      throw new IllegalArgumentException(
          "the store can't do what the workload " + settings.workload().name() + " needs");
    }
    this.settings = settings;
    this.store = store;
    this.recorder = recorder;
    this.prices = prices;
    this.account = new Account(prices, settings.maxCost(), charges);
    this.pace = new Pace(settings.rate());
    for (Ended how : Ended.values()) {
      ended.put(how, new LongAdder());
    }
  }

  /**
   * Runs to its end.
   *
   * @throws UncheckedIOException if the recording can't be written; what is in it stays
   */
  public void execute() {
    began = System.nanoTime();
    lastAnswer = began;
    ExecutorService threads = Executors.newFixedThreadPool(settings.clients(), Run::thread);
    List<Future<?>> clients = new ArrayList<>();
    for (int i = 0; i < settings.clients(); i++) {
      Client client = new Client(this, i);
      clients.add(threads.submit(() -> work(client)));
    }
    threads.shutdown();
    try {
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (InterruptedException e) {
      stop("interrupted");
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException unwritten) {
        stop("the recording could not be written");
        throw unwritten;
      }
      if (outOfMemory(e.getCause())) {
        // What was recorded is a run that was cut short.
        stop("there was no memory left; give it more (MINOS_OPTS=-Xmx8g or the like)");
        return;
      }
      // A fault of ours, not of the store: nobody may take the rest for a run.
      stop("a fault of this program");
      throw new IllegalStateException("a client failed", e.getCause());
    } finally {
      over = System.nanoTime();
      awaitEnd(threads);
    }
  }

  /** Also where closing something failed for the same reason, which can't be added to itself. */
  private static boolean outOfMemory(@Nullable Throwable cause) {
    return cause instanceof OutOfMemoryError
        || (cause instanceof IllegalArgumentException
            && cause.getCause() instanceof OutOfMemoryError);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "minos-client");
    thread.setDaemon(true);
    return thread;
  }

  private static void awaitEnd(ExecutorService threads) {
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void work(Client client) {
    while (going()) {
      settings.workload().step(client);
    }
  }

  private boolean going() {
    if (stopped.get() != null) {
      return false;
    }
    long now = System.nanoTime();
    if (settings.duration().isPresent() && now - began >= settings.duration().get().toNanos()) {
      return false;
    }
    if (now - lastAnswer > SILENCE.toNanos()) {
      stop("the store answered nobody for " + SILENCE.toSeconds() + " s");
      return false;
    }
    return settings.operations().isEmpty() || admitted.get() < settings.operations().getAsLong();
  }

  /** Stops it soon: what is under way is completed. The first reason stays. */
  public void stop(String reason) {
    stopped.compareAndSet(null, reason);
  }

  /** So many violations are in what was recorded so far. */
  public void seen(int found) {
    violations = found;
  }

  /** Why it ended before its time; null if it did not. */
  public @Nullable String stopped() {
    return stopped.get();
  }

  /** Whether a request may be made; waits for its turn. */
  boolean admit(Request request) {
    if (settings.operations().isPresent()
        && admitted.getAndIncrement() >= settings.operations().getAsLong()) {
      return false;
    }
    if (settings.operations().isEmpty()) {
      admitted.incrementAndGet();
    }
    pace.await();
    if (stopped.get() != null) {
      return false;
    }
    if (!account.take(store.charge(request))) {
      stop("the budget of " + dollars(settings.maxCost().orElse(0)) + " is spent");
      return false;
    }
    return true;
  }

  /** What to record of a request's price, so that a run that goes on knows it; nothing if free. */
  Optional<Charge> billed(Request request) {
    Charge charge = store.charge(request);
    return prices.of(charge) > 0 ? Optional.of(charge) : Optional.empty();
  }

  void answered(Answer answer, long nanos) {
    LongAdder count = ended.get(answer.ended());
    if (count != null) {
      count.increment();
    }
    if (answer.ended() != Ended.NOT_SENT) {
      latencies.add(nanos);
      lastAnswer = System.nanoTime();
    }
    if (answer.ended().wantsLess()) {
      pace.refused();
    } else {
      pace.answered();
    }
  }

  Settings settings() {
    return settings;
  }

  /** The number of the first client's process. */
  long firstProcess() {
    return firstProcess;
  }

  Store store() {
    return store;
  }

  Recorder recorder() {
    return recorder;
  }

  long newId() {
    // Ids of different roles differ by what is left when they are divided by their number.
    return ids.incrementAndGet() * role.of() + role.number() - 1;
  }

  long turn() {
    return turns.getAndIncrement();
  }

  /** What came of it so far. */
  public Tally tally() {
    Map<Ended, Long> counts = new EnumMap<>(Ended.class);
    ended.forEach(
        (how, count) -> {
          if (count.sum() > 0) {
            counts.put(how, count.sum());
          }
        });
    long end = over == 0 ? System.nanoTime() : over;
    return new Tally(
        counts,
        Duration.ofNanos(end - began),
        latencies.percentile(0.5),
        latencies.percentile(0.99),
        latencies.percentile(0.999),
        account.dollars(),
        account.units());
  }

  /** How far it is, in less than 80 columns: rate, latencies, violations, cost, time left. */
  public String progress() {
    Tally tally = tally();
    double seconds = Math.max(1e-3, tally.elapsed().toNanos() / 1e9);
    long done = tally.operations();
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%,d", before + done));
    settings.operations().ifPresent(n -> line.append(String.format(Locale.ROOT, "/%,d", n)));
    line.append(
        String.format(
            Locale.ROOT,
            ", %,.0f/s, p50 %.1f p99 %.1f ms, %,d violation%s, %s",
            done / seconds,
            tally.p50().toNanos() / 1e6,
            tally.p99().toNanos() / 1e6,
            violations,
            violations == 1 ? "" : "s",
            dollars(tally.dollars())));
    double left =
        settings.operations().isPresent()
            ? (settings.operations().getAsLong() - before - done) * seconds / Math.max(1, done)
            : settings.duration().orElse(Duration.ZERO).toSeconds() - seconds;
    line.append(String.format(Locale.ROOT, ", %.0f s left", Math.max(0, left)));
    if (pace.penalty() > 0) {
      line.append(", slowed down by the store");
    }
    return line.toString();
  }

  static String dollars(double dollars) {
    return String.format(Locale.ROOT, dollars > 0 && dollars < 0.01 ? "$%.6f" : "$%.2f", dollars);
  }

  /**
   * What came of a run.
   *
   * @param ended how many requests ended in which way
   * @param elapsed how long it took
   * @param p50 half of the answers took no longer
   * @param p99 99 % of them
   * @param p999 99.9 % of them
   * @param dollars what it cost by the price list
   * @param units how much of each item on it
   */
  public record Tally(
      Map<Ended, Long> ended,
      Duration elapsed,
      Duration p50,
      Duration p99,
      Duration p999,
      double dollars,
      Map<String, Double> units) {
    /** Copies the maps. */
    public Tally {
      ended = Map.copyOf(ended);
      units = Map.copyOf(units);
    }

    /** How many requests got through to the store, as far as can be told. */
    public long reached() {
      return operations() - ended.getOrDefault(Ended.NOT_SENT, 0L);
    }

    /** How many requests ended. */
    public long operations() {
      return ended.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}

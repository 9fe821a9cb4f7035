package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.store.Action;
import minos.store.Request;
import minos.store.Store;
import minos.store.redis.RedisSettings;
import minos.store.redis.RedisStore;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** `minos verify` as a process of its own that is stopped, by all means, against a real Redis. */
@DisabledOnOs(OS.WINDOWS)
final class KilledVerifyTest {
  private static final int RUNS = Integer.getInteger("minos.verify.kills", 2);
  private static final long SEED = Long.getLong("minos.verify.seed", 42);

  @TempDir private Path directory;
  private @Nullable Process redis;
  private int port;

  @BeforeEach
  void startRedis() throws IOException {
    assumeTrue(onPath("redis-server"), "this machine has no redis-server; Debian's package has it");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    redis =
        new ProcessBuilder(
                List.of("redis-server", "--bind", "127.0.0.1", "--port", "" + port, "--save", ""))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("redis.log").toFile())
            .start();
    await("Redis to listen", this::listens);
  }

  @AfterEach
  void endRedis() {
    if (redis != null) {
      redis.destroyForcibly();
    }
  }

  /**
   * What is in the store when the run was killed was written by requests that the recording has,
   * and so is what was read. Afterwards the run goes on to its end.
   */
  @Test
  void killedAtAnyMomentItsRecordingIsReadJudgedAndGoesOn() throws Exception {
    Random random = new Random(SEED);
    for (int run = 0; run < RUNS; run++) {
      Path out = directory.resolve("run-" + run);
      Path file = out.resolve("history.jsonl");
      Process verify = verify(out, "--operations", "40000");
      await("the recording to begin", () -> Files.exists(file));
      // At some line of the recording, the first among them.
      long length = (long) Math.pow(10, 1 + 5 * random.nextDouble());
      await("a recording of " + length + " bytes", () -> size(file) >= length);
      verify.destroyForcibly().waitFor();
      String which = String.format(Locale.ROOT, "seed %d, run %d, %d bytes", SEED, run, size(file));

      History history = HistoryFiles.read(file, ReadOptions.DEFAULT);
      Ran judged = Ran.minos("check", out.toString());

      assertThat(history.origin().truncated()).as(which).isPresent();
      assertThat(judged.code()).as("%s: %s", which, judged).isEqualTo(2);
      assertThat(judged.out())
          .as(which)
          .contains(history.size() == 0 ? "nothing to judge" : "the recording breaks off");
      everyValueInTheStoreIsRecorded(history, which);

      Ran resumed =
          Ran.minos("verify", "redis", "--endpoint", address(), "--resume", out.toString());

      assertThat(resumed.code()).as("%s: %s", which, resumed).isZero();
      History whole = HistoryFiles.read(file, ReadOptions.DEFAULT);
      assertThat(whole.origin().truncated()).as(which).isEmpty();
      assertThat(whole.size()).as(which).isEqualTo(40_000);
      for (int i = 0; i < history.size(); i++) {
        assertThat(whole.operation(i).input()).isEqualTo(history.operation(i).input());
      }
      assertThat(Ran.minos("check", out.toString(), "--quiet").code()).as(which).isZero();
    }
  }

  @Test
  void interruptedItKeepsTheRecordingCleansUpAndSaysSo() throws Exception {
    Path out = directory.resolve("run");
    Path file = out.resolve("history.jsonl");
    Process verify = verify(Interruptible.prefix(), List.of(), out, "--duration", "10m");
    await("a recording", () -> size(file) > 100_000);

    new ProcessBuilder("kill", "-INT", String.valueOf(verify.pid())).start().waitFor();

    assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(verify.exitValue()).isEqualTo(130);
    History history = HistoryFiles.read(file, ReadOptions.DEFAULT);
    assertThat(history.origin().truncated()).isEmpty();
    assertThat(out.resolve("verdict.json")).content().contains("\"verdict\" : \"consistent\"");
    assertThat(out.resolve("run.json")).content().contains("\"stopped\" : \"interrupted\"");
    assertThat(keysLeft(history)).isEmpty();
  }

  @Test
  void whatAKilledRunLeftIsRemovedWhenAskedFor() throws Exception {
    Path out = directory.resolve("run");
    Path file = out.resolve("history.jsonl");
    Process verify = verify(out, "--duration", "10m");
    await("a recording", () -> size(file) > 100_000);
    verify.destroyForcibly().waitFor();
    History history = HistoryFiles.read(file, ReadOptions.DEFAULT);
    assertThat(keysLeft(history)).isNotEmpty();

    Ran cleaned = Ran.minos("verify", "redis", "--endpoint", address(), "--clean");

    assertThat(cleaned.code()).isZero();
    assertThat(cleaned.out()).startsWith("removed ").contains("keys below minos-verify/");
    assertThat(keysLeft(history)).isEmpty();
  }

  @Test
  void partsOfARunAreJudgedTogether() throws Exception {
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    Path both = directory.resolve("both.jsonl");
    Process other =
        verify(second, "--role", "2/2", "--run", "duo", "--operations", "2000", "--rate", "1000");
    Ran one =
        Ran.minos(
            "verify",
            "redis",
            "--endpoint",
            address(),
            "--role",
            "1/2",
            "--run",
            "duo",
            "--operations",
            "2000",
            "--rate",
            "1000",
            "--out",
            first.toString());

    assertThat(one.code()).as("%s", one).isEqualTo(2);
    assertThat(one.err()).contains("this is part 1/2 of the run");
    assertThat(other.waitFor()).isEqualTo(2);
    assertThat(Ran.minos("check", first.toString()).code()).isEqualTo(65);
    Ran merged =
        Ran.minos(
            "merge",
            first.toString(),
            second.toString(),
            "--clock-error",
            "1ms",
            "--out",
            both.toString());
    assertThat(merged.code()).as("%s", merged).isZero();
    Ran judged = Ran.minos("check", both.toString());
    assertThat(judged.code()).as("%s", judged).isZero();
    assertThat(judged.out()).contains("4,000 operations");
  }

  @Test
  void settingsOfARunThatGoesOnCanNotBeChanged() throws Exception {
    Path out = directory.resolve("run");
    Process verify = verify(out, "--duration", "10m");
    await("a recording", () -> size(out.resolve("history.jsonl")) > 10_000);
    verify.destroyForcibly().waitFor();

    Ran changed =
        Ran.minos(
            "verify", "redis", "--endpoint", address(), "--resume", out.toString(), "--keys", "3");
    Ran another =
        Ran.minos("verify", "etcd", "--endpoint", "http://127.0.0.1:1", "--resume", out.toString());

    assertThat(changed.code()).isEqualTo(64);
    assertThat(changed.err()).contains("leave out --keys");
    assertThat(another.code()).isEqualTo(64);
    assertThat(another.err()).contains("the recording is of redis, not of etcd");
  }

  /** A limit of the operating system stands for a disk that is full. */
  @Test
  void aRecordingThatCanNotBeWrittenIsToldJudgedAndGoesOnLater() throws Exception {
    Path out = directory.resolve("run");

    Process verify =
        verify(
            List.of("bash", "-c", "ulimit -f 200 && exec \"$@\"", "limited"),
            List.of(),
            out,
            "--operations",
            "5000");

    assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String log = Files.readString(directory.resolve("verify.log"));
    assertThat(verify.exitValue()).as(log).isEqualTo(70);
    assertThat(log.replaceAll("\\s+", " "))
        .contains("the run can't be recorded in " + out + ": File too large; make room, or record")
        .contains("what the run wrote stays in the store")
        .contains("undecided " + out)
        .doesNotContain("fault of Minos");
    History history = HistoryFiles.read(out.resolve("history.jsonl"), ReadOptions.DEFAULT);
    assertThat(history.origin().truncated()).isPresent();
    everyValueInTheStoreIsRecorded(history, "a full disk");

    Ran resumed = Ran.minos("verify", "redis", "--endpoint", address(), "--resume", out.toString());

    assertThat(resumed.code()).as("%s", resumed).isZero();
    assertThat(resumed.out()).contains("5,000 operations");
  }

  /** The run itself takes no more memory the longer it is; its judgement does, and says so. */
  @Test
  void aRunTooLongForTheHeapIsRecordedAndUndecided() throws Exception {
    Path out = directory.resolve("run");

    Process verify = verify(List.of(), List.of("-Xmx26m"), out, "--operations", "220000");

    assertThat(verify.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String log = Files.readString(directory.resolve("verify.log"));
    assertThat(verify.exitValue()).as(log).isEqualTo(2);
    assertThat(log).contains("undecided  " + out).doesNotContain("OutOfMemoryError");
    assertThat(out.resolve("verdict.json"))
        .content()
        .contains("\"verdict\" : \"undecided\"", "\"kind\" : \"memory\"");
    Ran again = Ran.minos("check", out.toString());
    assertThat(again.code()).as("%s", again).isZero();
    assertThat(again.out()).contains("220,000 operations");
  }

  private void everyValueInTheStoreIsRecorded(History history, String which) throws Exception {
    Set<Value> written = new HashSet<>(Set.of(Nil.NIL));
    for (int i = 0; i < history.size(); i++) {
      if (history.functionName(history.function(i)).equals("write")) {
        written.add(history.operation(i).input());
      }
    }
    for (Value value : values(history)) {
      assertThat(written).as("%s: what is in the store", which).contains(value);
    }
  }

  private List<Value> keysLeft(History history) throws Exception {
    return values(history).stream().filter(value -> value instanceof Int).toList();
  }

  private List<Value> values(History history) throws Exception {
    Dict about = (Dict) Objects.requireNonNull(history.origin().header().get("store"));
    String prefix = Objects.requireNonNull(about.get("prefix")).letters();
    List<InetSocketAddress> nodes =
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    List<Value> values = new ArrayList<>();
    try (Store store =
        RedisStore.open(new RedisSettings(nodes, prefix, 0, Duration.ofSeconds(10)))) {
      for (int i = 0; i < 10; i++) {
        values.add(store.invoke(Request.of(Action.READ, "k" + i)).value());
      }
    }
    return values;
  }

  private String address() {
    return "redis://127.0.0.1:" + port;
  }

  private Process verify(Path out, String... more) throws IOException {
    return verify(List.of(), List.of(), out, more);
  }

  private Process verify(List<String> before, List<String> java, Path out, String... more)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(java);
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), "minos.cli.Minos"));
    command.addAll(List.of("verify", "redis", "--endpoint", address(), "--out", out.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("verify.log").toFile())
        .start();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) throws IOException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited a minute for %s", what).isLessThan(until);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean onPath(String program) {
    String path = String.valueOf(System.getenv("PATH"));
    return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
  }
}

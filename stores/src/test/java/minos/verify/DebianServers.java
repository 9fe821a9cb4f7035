package minos.verify;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Servers of others that the machine has, started for a test on the loopback interface, and stopped
 * after it. Where it has none, the test is skipped and says so.
 */
final class DebianServers implements AfterEachCallback {
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin");
  private static final Path ZOOKEEPER = Path.of("/usr/share/java/zookeeper.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Server> servers = new ArrayList<>();
  private final Path directory;

  DebianServers() {
    try {
      // Not below JUnit's directory: PostgreSQL runs as another user, who could not get there.
      directory = Files.createTempDirectory(Path.of("/tmp"), "minos-servers");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Redis, which loses nothing that it acknowledged. */
  Server redis(String... more) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(program("redis-server"), "--bind", "127.0.0.1"));
    command.addAll(List.of("--port", "" + port, "--save", "", "--appendonly", "yes"));
    command.addAll(List.of("--appendfsync", "always", "--repl-diskless-sync-delay", "0"));
    command.addAll(List.of(more));
    return start(command, home(), port);
  }

  /** Members of one etcd. */
  List<Server> etcd(int members) throws IOException {
    String program = program("etcd");
    int[] clients = IntStream.range(0, members).map(i -> freePort()).toArray();
    int[] peers = IntStream.range(0, members).map(i -> freePort()).toArray();
    List<String> cluster = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      cluster.add("n" + i + "=http://127.0.0.1:" + peers[i]);
    }
    List<Server> started = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      String client = "http://127.0.0.1:" + clients[i];
      String peer = "http://127.0.0.1:" + peers[i];
      List<String> command =
          new ArrayList<>(List.of(program, "--name", "n" + i, "--data-dir", "etcd"));
      command.addAll(List.of("--listen-client-urls", client, "--advertise-client-urls", client));
      command.addAll(List.of("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer));
      command.addAll(List.of("--initial-cluster", String.join(",", cluster)));
      Server server = new Server(command, home(), clients[i]);
      servers.add(server);
      started.add(server);
      server.begin();
    }
    for (Server server : started) {
      server.awaitListening();
    }
    return started;
  }

  /** Servers of one ZooKeeper. */
  List<Server> zookeeper(int members) throws IOException {
    assumeTrue(
        Files.exists(ZOOKEEPER),
        "this machine has no " + ZOOKEEPER + "; Debian's package zookeeper has it");
    int[] clients = IntStream.range(0, members).map(i -> freePort()).toArray();
    StringBuilder ensemble = new StringBuilder();
    for (int i = 0; i < members; i++) {
      ensemble.append(
          String.format(Locale.ROOT, "server.%d=127.0.0.1:%d:%d%n", i + 1, freePort(), freePort()));
    }
    List<Server> started = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      Path home = home();
      Files.writeString(home.resolve("myid"), (i + 1) + "\n");
      Files.writeString(
          home.resolve("zoo.cfg"),
          String.format(
              Locale.ROOT,
              "tickTime=500%ninitLimit=20%nsyncLimit=20%ndataDir=%s%nclientPort=%d%n"
                  + "clientPortAddress=127.0.0.1%nadmin.enableServer=false%n"
                  + "maxSessionTimeout=40000%n%s",
              home,
              clients[i],
              members == 1 ? "" : ensemble));
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx128m",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              ZOOKEEPER.toString(),
              "org.apache.zookeeper.server.quorum.QuorumPeerMain",
              "zoo.cfg");
      Server server = new Server(command, home, clients[i]);
      servers.add(server);
      started.add(server);
      server.begin();
    }
    for (Server server : started) {
      server.awaitListening();
    }
    return started;
  }

  /** PostgreSQL, whose superuser postgres needs no password. */
  Server postgres() throws IOException {
    assumeTrue(
        Files.isExecutable(POSTGRES.resolve("postgres")),
        "this machine has no PostgreSQL 15; Debian's package postgresql has it");
    List<String> as =
        System.getProperty("user.name").equals("root")
            ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
            : List.of();
    Path home = home();
    run(home, List.of("chmod", "755", directory.toString()));
    if (!as.isEmpty()) {
      run(home, List.of("chown", "postgres", home.toString()));
    }
    List<String> init = new ArrayList<>(as);
    init.addAll(List.of(POSTGRES.resolve("initdb").toString(), "-D", "data", "-A", "trust"));
    init.addAll(List.of("-U", "postgres", "--no-sync"));
    run(home, init);
    int port = freePort();
    List<String> command = new ArrayList<>(as);
    command.addAll(List.of(POSTGRES.resolve("postgres").toString(), "-D", "data"));
    command.addAll(List.of("-p", "" + port, "-k", home.toString(), "-h", "127.0.0.1"));
    // Clients that deadlock often would otherwise wait a second each time.
    command.addAll(List.of("-c", "deadlock_timeout=20ms"));
    return start(command, home, port);
  }

  private Server start(List<String> command, Path home, int port) throws IOException {
    Server server = new Server(command, home, port);
    servers.add(server);
    server.start();
    return server;
  }

  private Path home() throws IOException {
    return Files.createTempDirectory(directory, "server");
  }

  private static void run(Path home, List<String> command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IOException(command + " ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /**
   * A port that nobody listens at, and below those that the system gives to whoever connects: a
   * server that starts again must find it free.
   */
  static int freePort() {
    for (int attempt = 0; ; attempt++) {
      int port = 10_000 + ThreadLocalRandom.current().nextInt(20_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        if (attempt == 100) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static String program(String name) {
    Optional<String> found =
        Arrays.stream(
                String.valueOf(System.getenv("PATH")).split(Pattern.quote(File.pathSeparator), -1))
            .map(entry -> Path.of(entry, name))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst();
    assumeTrue(found.isPresent(), "this machine has no " + name + "; Debian's package has it");
    return found.orElseThrow();
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    servers.forEach(Server::kill);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** One server, which can be killed and started again with what it had on disk. */
  static final class Server {
    private final List<String> command;
    private final Path home;
    private final int port;
    private @Nullable Process process;

    private Server(List<String> command, Path home, int port) {
      this.command = command;
      this.home = home;
      this.port = port;
    }

    int port() {
      return port;
    }

    InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Starts it, and waits until it listens. */
    void start() throws IOException {
      begin();
      awaitListening();
    }

    private void begin() throws IOException {
      process =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
              .start();
    }

    private void awaitListening() throws IOException {
      long until = System.nanoTime() + PATIENCE.toNanos();
      Process started = Objects.requireNonNull(process);
      while (!listens()) {
        if (System.nanoTime() > until || !started.isAlive()) {
          throw new IOException(
              command + " does not listen: " + Files.readString(home.resolve("log")));
        }
        LockSupport.parkNanos(20_000_000);
      }
    }

    private boolean listens() {
      try (Socket socket = new Socket()) {
        socket.connect(address(), 1000);
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    /** Kills it without warning, and the processes that it started. */
    void kill() {
      Process running = process;
      if (running == null) {
        return;
      }
      List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
      all.add(0, running.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
      try {
        for (ProcessHandle one : all) {
          one.onExit().get(10, TimeUnit.SECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException("it can't be killed: " + command, e);
      }
    }
  }
}

package minos.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import minos.store.StoreUnreachableException;

/**
 * A real server in a process of its own, on the loopback interface. It ends when it is closed, and
 * when this process does.
 */
public final class LocalServer implements AutoCloseable {
  /** The servers that come with this program. */
  public enum Kind {
    /** S3Proxy. */
    S3("local-s3", "minos-local-s3.jar"),
    /** DynamoDB Local. */
    DYNAMODB("local-dynamodb", "minos-local-dynamodb.jar");

    private final String module;
    private final String jar;

    Kind(String module, String jar) {
      this.module = module;
      this.jar = jar;
    }

    /** The directory of the sources, which is also the name of the module. */
    public String module() {
      return module;
    }

    /**
     * Its program: beside this one, or where the build leaves it, the newest; empty if it was not
     * built.
     *
     * @param beside the directory of this program
     * @param sources the directory of all modules
     */
    public Optional<Path> find(Path beside, Path sources) {
      Path target = sources.resolve(module).resolve("target");
      return Stream.of(
              beside.resolve(jar), target.resolve(jar), target.resolve("fast").resolve(jar))
          .filter(Files::isRegularFile)
          .max(Comparator.comparing(LocalServer::age));
    }
  }

  private final Process process;
  private final URI endpoint;

  private LocalServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  private static long age(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      // It was there just now; any other is better.
      return Long.MIN_VALUE;
    }
  }

  /**
   * Starts a server, and waits until it listens.
   *
   * @param jar its program
   * @param arguments {@code name=value}, such as {@code port=0}
   * @param log where it may complain
   */
  public static LocalServer start(Path jar, List<String> arguments, Path log)
      throws StoreUnreachableException {
    return start(jar, List.of(), arguments, log);
  }

  /** As above, with options for Java: a server of a few requests is up sooner with some. */
  static LocalServer start(Path jar, List<String> java, List<String> arguments, Path log)
      throws StoreUnreachableException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx768m");
    command.add("-XX:+UseSerialGC");
    command.addAll(java);
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    try {
      Process process = builder.start();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("listening ")) {
          String port = line.substring("listening ".length()).strip();
          return new LocalServer(process, URI.create("http://127.0.0.1:" + port));
        }
      }
      process.destroyForcibly();
    } catch (IOException e) {
      throw new StoreUnreachableException("the server " + jar + " can't be started", e);
    }
    throw new StoreUnreachableException(
        "the server " + jar + " ended before it listened; " + log + " says why");
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** Ends it without warning. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      // The end of its input is what it waits for.
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

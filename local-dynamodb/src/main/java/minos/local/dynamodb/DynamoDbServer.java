package minos.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Serves DynamoDB on the loopback interface. (The server's own main program listens on every
 * address, with no option against it.)
 *
 * <p>{@code port=0}, the default, asks for any free port. It writes {@code listening PORT} when it
 * is ready, and ends when its standard input does: it does not outlive who started it.
 */
public final class DynamoDbServer {
  private DynamoDbServer() {}

  /** Serves until the end of standard input. */
  public static void main(String[] arguments) throws Exception {
    int port = 0;
    for (String argument : List.of(arguments)) {
      if (!argument.startsWith("port=")) {
        throw new IllegalArgumentException("expected port=NUMBER, not " + argument);
      }
      port = Integer.parseInt(argument.substring("port=".length()));
    }
    System.setProperty("sqlite4java.library.path", nativeLibraries().toString());
    LocalDynamoDBRequestHandler requests =
        new LocalDynamoDBRequestHandler(0, true, null, true, false);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setHandler(new LocalDynamoDBServerHandler(requests, "*"));
    server.start();
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    System.out.println("listening " + connector.getLocalPort());
    System.out.flush();
    while (System.in.read() >= 0) {
      // Nobody has anything to say; the end is what is waited for.
    }
    System.exit(0);
  }

  /** The directory beside this jar where the build put SQLite's libraries. */
  private static Path nativeLibraries() throws IOException {
    Path classes =
        Path.of(DynamoDbServer.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path directory = classes.resolveSibling("lib");
    try (Stream<Path> files = Files.list(directory)) {
      if (files.noneMatch(file -> file.getFileName().toString().contains("sqlite4java"))) {
        throw new UncheckedIOException(new IOException(directory + " has no library of SQLite"));
      }
    }
    return directory;
  }
}

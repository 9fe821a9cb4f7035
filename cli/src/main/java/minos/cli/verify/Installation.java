package minos.cli.verify;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import minos.verify.LocalServer;

/** Where this program is, and what came with it. */
public final class Installation {
  private Installation() {}

  /** The program of a local server; empty if it is not there. */
  public static Optional<Path> server(StoreName name) {
    Optional<LocalServer.Kind> kind =
        switch (name) {
          case S3 -> Optional.of(LocalServer.Kind.S3);
          case DYNAMODB -> Optional.of(LocalServer.Kind.DYNAMODB);
          case REDIS, ETCD, ZOOKEEPER, CASSANDRA, JDBC -> Optional.empty();
        };
    try {
      // cli/target/minos.jar, or cli/target/classes.
      Path self =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path beside = self.toAbsolutePath().getParent();
      // A build without checks is one deeper: cli/target/fast/minos.jar.
      boolean fast = beside != null && beside.endsWith("fast");
      Path sources =
          beside == null ? null : beside.resolve(fast ? "../../.." : "../..").normalize();
      return beside == null || sources == null
          ? Optional.empty()
          : kind.flatMap(known -> known.find(beside, sources));
    } catch (URISyntaxException e) {
      // A place that is no file has nothing beside it.
      return Optional.empty();
    }
  }
}

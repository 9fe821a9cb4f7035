package minos.verify;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.store.StoreUnreachableException;
import minos.store.aws.Access;
import minos.store.aws.Credentials;
import minos.store.aws.Target;
import minos.store.dynamodb.DynamoSettings;
import minos.store.s3.S3Settings;

/** The servers that the build makes, for tests. A build of this module alone has none. */
final class LocalStores {
  static final Credentials CREDENTIALS = new Credentials("minosKey", "minosVerySecret");

  private LocalStores() {}

  static LocalServer start(LocalServer.Kind kind, String... arguments)
      throws StoreUnreachableException, IOException {
    Optional<Path> jar = kind.find(Path.of("target"), Path.of(".."));
    assumeTrue(
        jar.isPresent(), kind.module() + " was not built: mvn -pl " + kind.module() + " package");
    Path log = Files.createTempFile("minos-local", ".log");
    log.toFile().deleteOnExit();
    // Tests ask little, so it is not worth compiling well what answers.
    List<String> java = List.of("-XX:TieredStopAtLevel=1");
    return LocalServer.start(jar.get(), java, List.of(arguments), log);
  }

  static LocalServer s3(String... more) throws StoreUnreachableException, IOException {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "s3proxy.identity=" + CREDENTIALS.key();
    arguments[1] = "s3proxy.credential=" + CREDENTIALS.secret();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return start(LocalServer.Kind.S3, arguments);
  }

  static S3Settings s3Settings(LocalServer server, String prefix, S3Settings.Writing writing) {
    return new S3Settings(
        List.of(target(server)), access(), "bucket", prefix, true, true, false, writing, 100, 3);
  }

  static DynamoSettings dynamoSettings(LocalServer server, String prefix, boolean createTable) {
    return new DynamoSettings(List.of(target(server)), access(), "table", prefix, createTable, 100);
  }

  private static Access access() {
    return new Access(Optional.of(CREDENTIALS), 10, Duration.ofSeconds(20));
  }

  private static Target target(LocalServer server) {
    return new Target(Optional.of(server.endpoint()), Optional.of("us-east-1"));
  }
}

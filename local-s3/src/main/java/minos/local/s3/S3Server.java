package minos.local.s3;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.middleware.Middlewares;

/**
 * Serves S3 on the loopback interface.
 *
 * <p>Arguments are properties of S3Proxy, {@code name=value}; {@code port=0} asks for any free
 * port. Without {@code s3proxy.identity} and {@code s3proxy.credential} nobody is asked who they
 * are. It writes {@code listening PORT} when it is ready, and ends when its standard input does: it
 * does not outlive who started it.
 */
public final class S3Server {
  private S3Server() {}

  /** Serves until the end of standard input. */
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("jclouds.provider", "transient");
    // What eventual consistency copies from, and to after its delay.
    properties.setProperty("alt.jclouds.provider", "transient");
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("expected name=value, not " + argument);
      }
      properties.setProperty(argument.substring(0, equals), argument.substring(equals + 1));
    }
    BlobStore backend = backend(properties);
    BlobStore store = Middlewares.wrap(backend, properties, S3Server::backend);
    String identity = properties.getProperty("s3proxy.identity", "");
    S3Proxy.Builder builder =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:" + properties.getProperty("port", "0")));
    if (!identity.isEmpty()) {
      builder.awsAuthentication(
          AuthenticationType.AWS_V2_OR_V4,
          identity,
          properties.getProperty("s3proxy.credential", ""));
    }
    S3Proxy server = builder.build();
    server.start();
    System.out.println("listening " + server.getPort());
    System.out.flush();
    while (System.in.read() >= 0) {
      // Nobody has anything to say; the end is what is waited for.
    }
    server.stop();
    System.exit(0);
  }

  private static BlobStore backend(Properties properties) {
    return BlobStores.create(properties.getProperty("jclouds.provider", "transient"), properties);
  }
}

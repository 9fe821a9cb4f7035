package minos.store.aws;

import java.net.URI;
import java.util.Optional;

/**
 * Where a service is.
 *
 * @param endpoint the address of the service; empty for Amazon's own in the region
 * @param region the name of the region; empty to find it as Amazon's tools do
 */
public record Target(Optional<URI> endpoint, Optional<String> region) {
  /** Whether this is Amazon's own service, which sends bills. */
  public boolean billed() {
    return endpoint
        .map(uri -> uri.getHost() != null && uri.getHost().endsWith(".amazonaws.com"))
        .orElse(true);
  }

  /** For reports: the address without a name and password, should it have one; or the region. */
  public String words() {
    return endpoint
        .map(
            uri ->
                uri.getScheme()
                    + "://"
                    + uri.getHost()
                    + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
        .orElseGet(() -> "Amazon " + region.orElse("(region of the environment)"));
  }
}

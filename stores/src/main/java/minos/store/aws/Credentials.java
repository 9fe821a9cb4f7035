package minos.store.aws;

/**
 * A key and its secret, given rather than found in the environment: those of a server that we
 * started ourselves.
 *
 * @param key the public part
 * @param secret the part that is never shown
 */
public record Credentials(String key, String secret) {
  @Override
  public String toString() {
    return "credentials of " + key;
  }
}

package minos.store.aws;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How services are reached: without a single hidden retry, neither of the driver nor of its HTTP
 * client, so that one recorded operation is one request.
 *
 * @param credentials empty for the standard chain: environment, profile, role of the machine
 * @param connections how many at once
 * @param timeout how long an answer may take
 */
public record Access(Optional<Credentials> credentials, int connections, Duration timeout) {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  /** An HTTP client for one service. */
  public SdkHttpClient http() {
    // The client of the JDK is leaner, but sends a request again when a kept connection breaks.
    return Apache5HttpClient.builder()
        .maxConnections(connections)
        .expectContinueEnabled(false)
        .connectionTimeout(TO_CONNECT)
        .socketTimeout(timeout)
        .build();
  }

  /** Makes a client go to a target. */
  public <B extends AwsClientBuilder<B, C>, C> B prepare(B builder, Target target) {
    builder
        .credentialsProvider(provider())
        .overrideConfiguration(
            configuration ->
                configuration
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(timeout.plus(TO_CONNECT)));
    target.endpoint().ifPresent(builder::endpointOverride);
    if (target.region().isPresent()) {
      builder.region(Region.of(target.region().get()));
    } else if (target.endpoint().isPresent()) {
      // Others than Amazon mostly take any, and the signature needs one.
      builder.region(Region.US_EAST_1);
    }
    return builder;
  }

  private AwsCredentialsProvider provider() {
    return credentials
        .<AwsCredentialsProvider>map(
            c -> StaticCredentialsProvider.create(AwsBasicCredentials.create(c.key(), c.secret())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }
}

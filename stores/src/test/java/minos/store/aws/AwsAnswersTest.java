package minos.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import minos.history.Outcome;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Ended;
import minos.store.Request;
import minos.store.ScriptedServer;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.dynamodb.DynamoSettings;
import minos.store.dynamodb.DynamoStore;
import minos.store.s3.S3Settings;
import minos.store.s3.S3Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What S3 and DynamoDB answer, through Amazon's own clients, which send nothing twice. */
final class AwsAnswersTest {
  private static final String XML = "application/xml";
  private static final String JSON = "application/x-amz-json-1.0";
  private static final Access ACCESS =
      new Access(Optional.of(new Credentials("key", "verySecret")), 4, Duration.ofMillis(700));

  private final AtomicInteger writes = new AtomicInteger();

  private Target target(ScriptedServer server) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.address().getPort());
    return new Target(Optional.of(endpoint), Optional.of("us-east-1"));
  }

  /** A bucket that is there, in which no object can be written. */
  private ScriptedServer s3(byte[] ofWrites) throws IOException {
    return new ScriptedServer(
        ScriptedServer.HTTP,
        bytes -> {
          if (!new String(bytes, StandardCharsets.UTF_8).startsWith("PUT ")) {
            return ScriptedServer.http(200, XML, "");
          }
          writes.incrementAndGet();
          return ofWrites;
        });
  }

  private Store openS3(ScriptedServer server) throws StoreUnreachableException {
    return S3Store.open(
        new S3Settings(
            List.of(target(server)),
            ACCESS,
            "bucket",
            "p/",
            false,
            true,
            false,
            S3Settings.Writing.PUT,
            100,
            10));
  }

  /** A table that is there, in which no item can be written. */
  private ScriptedServer dynamo(byte[] ofWrites) throws IOException {
    return new ScriptedServer(
        ScriptedServer.HTTP,
        bytes -> {
          String request = new String(bytes, StandardCharsets.UTF_8);
          if (request.contains("DynamoDB_20120810.DescribeTable")) {
            return ScriptedServer.http(200, JSON, "{\"Table\":{\"TableName\":\"table\"}}");
          }
          writes.incrementAndGet();
          return ofWrites;
        });
  }

  private Store openDynamo(ScriptedServer server) throws StoreUnreachableException {
    return DynamoStore.open(
        new DynamoSettings(List.of(target(server)), ACCESS, "table", "p/", false, 10));
  }

  private void assertEnded(Store store, Request request, Ended ended, Outcome outcome) {
    writes.set(0);
    Answer answer = store.invoke(request);
    assertThat(answer.ended()).as("%s: %s", request, answer).isEqualTo(ended);
    assertThat(answer.ended().outcome(request.action())).as("%s", request).isEqualTo(outcome);
    assertThat(writes).as("nothing below sends a request twice").hasValueLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "412, PreconditionFailed, PRECONDITION_FAILED, FAIL",
    "409, ConditionalRequestConflict, CONFLICT, FAIL",
    "403, AccessDenied, REJECTED, FAIL",
    "403, SignatureDoesNotMatch, REJECTED, FAIL",
    "403, RequestTimeTooSkewed, REJECTED, FAIL",
    "400, ExpiredToken, REJECTED, FAIL",
    "404, NoSuchBucket, REJECTED, FAIL",
    "501, NotImplemented, UNSUPPORTED, FAIL",
    "503, SlowDown, BUSY, INFO",
    "500, InternalError, SERVER_ERROR, INFO",
    "400, RequestTimeout, UNCLEAR, INFO",
  })
  void anErrorOfS3SaysOfAWriteWhatIsCertain(int status, String code, Ended ended, Outcome outcome)
      throws Exception {
    String body = "<Error><Code>" + code + "</Code><Message>so it is</Message></Error>";
    try (ScriptedServer server = s3(ScriptedServer.http(status, XML, body));
        Store store = openS3(server)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, outcome);
    }
  }

  @Test
  void anAnswerOfS3ThatIsCutOrNeverComesSaysNothingOfAWrite() throws Exception {
    for (byte[] end : List.of(ScriptedServer.cut(), ScriptedServer.silence())) {
      try (ScriptedServer server = s3(end);
          Store store = openS3(server)) {
        Ended ended = end == ScriptedServer.cut() ? Ended.BROKEN : Ended.TIMEOUT;
        assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, Outcome.INFO);
        assertThat(writes).hasValue(1);
        server.goAway();
        assertEnded(store, Request.of(Action.WRITE, "x", 2), Ended.NOT_SENT, Outcome.FAIL);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ConditionalCheckFailedException, PRECONDITION_FAILED, FAIL",
    "400, ProvisionedThroughputExceededException, THROTTLED, FAIL",
    "400, ThrottlingException, THROTTLED, FAIL",
    "400, TransactionConflictException, CONFLICT, FAIL",
    "400, ValidationException, REJECTED, FAIL",
    "400, ResourceNotFoundException, REJECTED, FAIL",
    "400, ExpiredTokenException, REJECTED, FAIL",
    "400, UnrecognizedClientException, REJECTED, FAIL",
    "400, TransactionInProgressException, UNCLEAR, INFO",
    "500, InternalServerError, SERVER_ERROR, INFO",
    "503, ServiceUnavailable, BUSY, INFO",
  })
  void anErrorOfDynamoDbSaysOfAWriteWhatIsCertain(
      int status, String code, Ended ended, Outcome outcome) throws Exception {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"so\"}";
    try (ScriptedServer server = dynamo(ScriptedServer.http(status, JSON, body));
        Store store = openDynamo(server)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, outcome);
    }
  }

  @Test
  void aTransactionThatIsCancelledSaysWhy() throws Exception {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
            + "\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\"}]}";
    Request both =
        Request.all(
            Action.WRITE_ALL,
            List.of(Request.of(Action.WRITE, "x", 1), Request.of(Action.WRITE, "y", 2)));
    try (ScriptedServer server = dynamo(ScriptedServer.http(400, JSON, body));
        Store store = openDynamo(server)) {
      assertEnded(store, both, Ended.CONFLICT, Outcome.FAIL);
    }
  }

  @Test
  void anAnswerOfDynamoDbThatIsCutOrNeverComesSaysNothingOfAWrite() throws Exception {
    for (byte[] end : List.of(ScriptedServer.cut(), ScriptedServer.silence())) {
      try (ScriptedServer server = dynamo(end);
          Store store = openDynamo(server)) {
        Ended ended = end == ScriptedServer.cut() ? Ended.BROKEN : Ended.TIMEOUT;
        assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, Outcome.INFO);
        assertThat(writes).hasValue(1);
      }
    }
  }

  /** Of a bucket, a HEAD has no body to say why; the message says what to look at. */
  @Test
  void credentialsThatExpiredAndBucketsThatAreNotThereAreTold() throws Exception {
    for (int status : new int[] {400, 403, 404}) {
      try (ScriptedServer server =
          new ScriptedServer(ScriptedServer.HTTP, bytes -> ScriptedServer.http(status, XML, ""))) {
        assertThatThrownBy(() -> openS3(server).close())
            .isInstanceOf(StoreUnreachableException.class)
            .hasMessageContaining("the bucket bucket at http://127.0.0.1:")
            .hasMessageContaining("HTTP " + status)
            .hasMessageContaining("credentials")
            .hasMessageNotContaining("verySecret");
      }
    }
  }
}

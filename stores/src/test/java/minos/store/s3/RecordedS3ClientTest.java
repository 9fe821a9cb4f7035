package minos.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import minos.check.Budget;
import minos.history.Operation;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class RecordedS3ClientTest {
  private final Recorder recorder = Recorder.inMemory();
  private final Fake store = new Fake();
  private final S3Client client = new RecordedS3Client(store, recorder);

  /** S3 in memory, which can be made to go wrong. */
  private static final class Fake implements S3Client {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private boolean forgetful;
    private int attempts = 1;

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      byte[] old = objects.get(request.key());
      boolean refused =
          ("*".equals(request.ifNoneMatch()) && old != null)
              || (request.ifMatch() != null
                  && (old == null || !request.ifMatch().equals(tag(old))));
      if (refused) {
        throw S3Exception.builder().statusCode(412).numAttempts(attempts).message("no").build();
      }
      try {
        byte[] content = body.contentStreamProvider().newStream().readAllBytes();
        if (request.key().equals("slow")) {
          throw ApiCallTimeoutException.builder().message("slow").numAttempts(attempts).build();
        }
        if (!forgetful) {
          objects.put(request.key(), content);
        }
        return PutObjectResponse.builder().eTag(tag(content)).build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String tag(byte[] content) {
      return "\"" + java.util.Arrays.hashCode(content) + "\"";
    }

    @Override
    public <T> T getObject(
        GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
      byte[] content = objects.get(request.key());
      if (content == null) {
        throw NoSuchKeyException.builder().statusCode(404).numAttempts(attempts).build();
      }
      try {
        return transformer.transform(
            GetObjectResponse.builder().eTag(tag(content)).build(),
            AbortableInputStream.create(new java.io.ByteArrayInputStream(content)));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
      objects.remove(request.key());
      return DeleteObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  private void put(String key, String content) {
    client.putObject(b -> b.bucket("b").key(key), RequestBody.fromString(content));
  }

  private String get(String key) {
    return client.getObjectAsBytes(b -> b.bucket("b").key(key)).asUtf8String();
  }

  private java.util.List<String> recorded() throws Exception {
    return recorder.history().operations().stream().map(Operation::toString).toList();
  }

  private Judgement judgement() throws Exception {
    return new LinearizabilityCheck(Register.withCompareAndSet(ModelOptions.DEFAULTS))
        .check(recorder.history(), Budget.unlimited())
        .verdict()
        .judgement();
  }

  @Test
  void codeThatKnowsNothingOfItIsRecorded() throws Exception {
    assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("x"));
    put("x", "one");
    assertThat(get("x")).isEqualTo("one");
    String tag = client.getObject(b -> b.bucket("b").key("x")).response().eTag();
    client.putObject(
        b -> b.bucket("b").key("x").ifMatch(tag), RequestBody.fromString("two".repeat(50)));
    client.deleteObject(b -> b.bucket("b").key("x"));
    client.putObject(b -> b.bucket("b").key("x").ifNoneMatch("*"), RequestBody.fromString("new"));

    assertThat(recorded())
        .satisfiesExactly(
            op -> assertThat(op).isEqualTo("0 get \"b/x\" nil ok"),
            op -> assertThat(op).isEqualTo("0 put \"b/x\" \"one\" ok"),
            op -> assertThat(op).isEqualTo("0 get \"b/x\" \"one\" ok"),
            op -> assertThat(op).isEqualTo("0 get \"b/x\" \"one\" ok"),
            op -> assertThat(op).startsWith("0 cas \"b/x\" [\"one\" \"sha256:").endsWith(" ok"),
            op -> assertThat(op).isEqualTo("0 delete \"b/x\" nil ok"),
            op -> assertThat(op).isEqualTo("0 cas \"b/x\" [nil \"new\"] ok"));
    assertThat(judgement()).isEqualTo(Judgement.CONSISTENT);
  }

  @Test
  void aStoreThatForgetsIsCaught() throws Exception {
    put("x", "one");
    store.forgetful = true;
    put("x", "two");
    assertThat(get("x")).isEqualTo("one");

    assertThat(judgement()).isEqualTo(Judgement.VIOLATED);
  }

  @Test
  void aFailedPreconditionIsSureOnlyIfItWasSentOnce() throws Exception {
    put("x", "one");
    for (int attempts = 1; attempts <= 2; attempts++) {
      store.attempts = attempts;
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(
              () ->
                  client.putObject(
                      b -> b.bucket("b").key("x").ifNoneMatch("*"), RequestBody.fromString("two")));
    }

    assertThat(recorded())
        .endsWith("0 cas \"b/x\" [nil \"two\"] fail", "0 cas \"b/x\" [nil \"two\"] info");
  }

  @Test
  void aTimeoutMayHaveHappenedAndTheThreadGoesOnAsAnotherProcess() throws Exception {
    assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> put("slow", "one"));
    put("x", "one");

    assertThat(recorded())
        .containsExactly("0 put \"b/slow\" \"one\" info", "1 put \"b/x\" \"one\" ok");
    assertThat(recorder.history().warnings()).isEmpty();
  }

  @Test
  void whatIsNoRegisterIsPassedOnOrRefused() throws Exception {
    put("x", "one");
    GetObjectRequest part = GetObjectRequest.builder().key("x").range("bytes=0-1").build();
    assertThat(Objects.requireNonNull(client.getObjectAsBytes(part))).isNotNull();
    assertThat(recorded()).hasSize(1);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> client.copyObject(b -> b.sourceKey("x")))
        .withMessageStartingWith("CopyObjectRequest would change objects without being recorded");
  }
}

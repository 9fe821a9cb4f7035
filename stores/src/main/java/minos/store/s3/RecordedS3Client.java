package minos.store.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import minos.recorder.Recorder;
import minos.recorder.wrap.ThreadProcesses;
import minos.store.Latest;
import minos.store.aws.Failures;
import minos.store.aws.RecordedCalls;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * An S3 client that records what is done with objects: each is a register whose key is {@code
 * bucket/key}. {@code get}, {@code put} and {@code delete}; a put on condition that nothing is
 * there, or that an ETag which this client saw is, is a {@code cas}, any other condition a put.
 *
 * <p>The value is the content as text if it is short, else its hash. Contents are kept in memory
 * while they pass. Reads of a part or of an old version, listings and heads are passed on
 * unrecorded: that loses nothing that a verdict rests on. What would change objects unrecorded
 * (copies, multipart uploads, deletions of many) is refused, because a read of it would look like a
 * violation. Thread-safe.
 */
public final class RecordedS3Client extends DelegatingS3Client {
  /** Contents up to so many bytes are told. */
  private static final int SHORT = 64;

  /** Reads of objects under other names change nothing. */
  private static final Set<String> REFUSED =
      Set.of(
          "CopyObjectRequest",
          "CreateMultipartUploadRequest",
          "CompleteMultipartUploadRequest",
          "UploadPartRequest",
          "UploadPartCopyRequest",
          "DeleteObjectsRequest",
          "RenameObjectRequest",
          "RestoreObjectRequest",
          "WriteGetObjectResponseRequest");

  private final RecordedCalls calls;

  private static final int MOST_TAGS = 100_000;

  /** What is known by an ETag. By one that is known no more, a write is recorded as a blind one. */
  private final Latest<String, Value> known = new Latest<>(MOST_TAGS);

  /** Records a client; threads are told apart by themselves. */
  public RecordedS3Client(S3Client client, Recorder recorder) {
    this(client, recorder, new ThreadProcesses());
  }

  /** Records a client, beside other wrappers with the same recorder and processes. */
  public RecordedS3Client(S3Client client, Recorder recorder, ThreadProcesses processes) {
    super(client);
    this.calls = new RecordedCalls(recorder, processes);
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    byte[] content = bytes(body);
    Value value = value(content);
    RequestBody again =
        RequestBody.fromInputStream(new ByteArrayInputStream(content), content.length);
    String tag = request.ifMatch();
    boolean create = "*".equals(request.ifNoneMatch());
    Value expected = tag == null ? null : known.get(tag).orElse(null);
    boolean compares = create || expected != null;
    PutObjectResponse response =
        calls.write(
            compares ? "cas" : "put",
            key(request.bucket(), request.key()),
            compares ? Arrays.asList(expected, value) : value,
            Map.of(),
            () -> super.putObject(request, again));
    learn(response.eTag(), value);
    return response;
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    if (request.range() != null || request.partNumber() != null || request.versionId() != null) {
      return super.getObject(request, transformer);
    }
    AtomicReference<@Nullable Value> seen = new AtomicReference<>();
    Function<T, @Nullable Object> value = ignored -> seen.get();
    return calls.read(
        key(request.bucket(), request.key()),
        Map.of(),
        RecordedS3Client::absent,
        value,
        () ->
            super.getObject(
                request,
                (response, stream) -> {
                  byte[] content = stream.readAllBytes();
                  Value read = value(content);
                  seen.set(read);
                  learn(response.eTag(), read);
                  return transformer.transform(
                      response, AbortableInputStream.create(new ByteArrayInputStream(content)));
                }));
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    if (request.versionId() != null) {
      throw refused("a deletion of one version");
    }
    return calls.write(
        "delete",
        key(request.bucket(), request.key()),
        null,
        Map.of(),
        () -> super.deleteObject(request));
  }

  @Override
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    if (REFUSED.contains(request.getClass().getSimpleName())) {
      throw refused(request.getClass().getSimpleName());
    }
    return super.invokeOperation(request, operation);
  }

  private static UnsupportedOperationException refused(String what) {
    return new UnsupportedOperationException(
        what
            + " would change objects without being recorded, and what is read afterwards would look"
            + " like a violation; use a client that does not record for it, on other keys");
  }

  private static boolean absent(SdkException e) {
    return e instanceof AwsServiceException service
        && service.statusCode() == 404
        && !Failures.code(service).equals("NoSuchBucket");
  }

  private void learn(@Nullable String tag, Value value) {
    if (tag != null) {
      known.put(tag, value);
    }
  }

  private static String key(String bucket, String key) {
    return bucket + "/" + key;
  }

  private static byte[] bytes(RequestBody body) {
    try (InputStream in = body.contentStreamProvider().newStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the content of a put can't be read", e);
    }
  }

  private static Value value(byte[] content) {
    if (content.length <= SHORT) {
      try {
        return new Text(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
      } catch (CharacterCodingException e) {
        return new Text("bytes:" + HexFormat.of().formatHex(content));
      }
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new Text("sha256:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

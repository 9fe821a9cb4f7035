package minos.store.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Charge;
import minos.store.Ended;
import minos.store.Latest;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.WriteId;
import minos.store.aws.Failures;
import minos.store.aws.Target;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3: objects below a prefix of a bucket. Thread-safe. */
public final class S3Store implements Store {
  /** What can be asked of any such store. */
  public static final Set<Action> ACTIONS =
      Set.of(
          Action.READ,
          Action.HEAD,
          Action.WRITE,
          Action.CREATE,
          Action.REPLACE,
          Action.DELETE,
          Action.LIST);

  private static final String WRITE_ID = "minos-write-id";

  private final S3Settings settings;
  private final List<S3Client> clients;

  private static final int MOST_WRITES = 20_000;

  /**
   * Which write an ETag is of, as far as ours are known: what lists tell of values. Of the oldest
   * of a long run a list tells nothing, so that memory is bounded: about 3 MB.
   */
  private final Latest<String, Value> writes = new Latest<>(MOST_WRITES);

  private S3Store(S3Settings settings, List<S3Client> clients) {
    this.settings = settings;
    this.clients = List.copyOf(clients);
  }

  /**
   * Opens a store: sees that the bucket answers.
   *
   * @throws StoreUnreachableException if it does not
   */
  public static S3Store open(S3Settings settings) throws StoreUnreachableException {
    List<S3Client> clients = new ArrayList<>();
    for (Target target : settings.targets()) {
      S3Client client = client(settings, target);
      clients.add(client);
      try {
        if (settings.createBucket()) {
          create(client, settings.bucket());
        }
        client.headBucket(b -> b.bucket(settings.bucket()));
      } catch (SdkException e) {
        clients.forEach(S3Client::close);
        throw new StoreUnreachableException(
            "the bucket "
                + settings.bucket()
                + " at "
                + target.words()
                + " does not answer: "
                + Failures.words(e)
                + "; see that it exists, that its region and endpoint are right, and that the credentials may use it",
            e);
      }
    }
    return new S3Store(settings, clients);
  }

  private static S3Client client(S3Settings settings, Target target) {
    return settings
        .access()
        .prepare(S3Client.builder(), target)
        .httpClient(settings.access().http())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(
            S3Configuration.builder()
                .pathStyleAccessEnabled(settings.pathStyle())
                .chunkedEncodingEnabled(false)
                .build())
        .build();
  }

  private static void create(S3Client client, String bucket) {
    try {
      client.headBucket(b -> b.bucket(bucket));
    } catch (NoSuchBucketException e) {
      client.createBucket(b -> b.bucket(bucket));
    }
  }

  @Override
  public Set<Action> actions() {
    return ACTIONS;
  }

  @Override
  public Optional<String> contract() {
    return Optional.of("s3");
  }

  @Override
  public int routes() {
    return clients.size();
  }

  @Override
  public Answer invoke(Request request) {
    S3Client client = clients.get(request.route() % clients.size());
    String key = settings.prefix() + request.key();
    try {
      return switch (request.action()) {
        case READ -> read(client, key);
        case HEAD -> head(client, key);
        case WRITE, CREATE, REPLACE -> write(client, key, request);
        case DELETE -> {
          client.deleteObject(b -> b.bucket(settings.bucket()).key(key));
          yield Answer.of(Nil.NIL);
        }
        case LIST -> list(client, key);
        case ADD,
            ADD_ELEMENT,
            READ_ELEMENTS,
            APPEND,
            READ_LIST,
            WRITE_ALL,
            READ_ALL,
            READ_BATCH,
            TRANSACT ->
            throw new IllegalArgumentException("S3 has no " + request.action().word());
      };
    } catch (S3Exception e) {
      if (e.statusCode() == 404
          && (request.action() == Action.READ || request.action() == Action.HEAD)
          && !Failures.code(e).equals("NoSuchBucket")) {
        return Answer.of(Nil.NIL, null, Map.of("status", new Int(404)));
      }
      return Failures.answer(e);
    } catch (SdkException e) {
      return Failures.answer(e);
    }
  }

  private Answer read(S3Client client, String key) {
    ResponseBytes<GetObjectResponse> object =
        client.getObjectAsBytes(b -> b.bucket(settings.bucket()).key(key));
    GetObjectResponse response = object.response();
    return Answer.of(
        WriteId.of(object.asByteArrayUnsafe()),
        response.eTag(),
        fields(response.eTag(), response.versionId()));
  }

  private Answer head(S3Client client, String key) {
    HeadObjectResponse response = client.headObject(b -> b.bucket(settings.bucket()).key(key));
    String id = response.metadata().get(WRITE_ID);
    Value value =
        id != null && id.matches("\\d{1,18}")
            ? new Int(Long.parseLong(id))
            : new Text("foreign: an object without the id of a write of this run");
    return Answer.of(value, response.eTag(), fields(response.eTag(), response.versionId()));
  }

  private Answer write(S3Client client, String key, Request request) {
    byte[] contents = WriteId.contents(request.value(), settings.valueSize());
    writes.put(md5(contents), new Int(request.value()));
    return switch (settings.writing()) {
      case PUT -> put(client, key, request, contents);
      case COPY -> copy(client, key, request, contents);
      case MULTIPART -> multipart(client, key, request, contents);
    };
  }

  private Answer put(S3Client client, String key, Request request, byte[] contents) {
    PutObjectResponse response =
        client.putObject(
            b -> condition(b.bucket(settings.bucket()).key(key).metadata(id(request)), request),
            RequestBody.fromBytes(contents));
    return written(request, response.eTag(), response.versionId());
  }

  private void condition(PutObjectRequest.Builder put, Request request) {
    if (request.action() == Action.CREATE) {
      put.ifNoneMatch("*");
    } else if (request.action() == Action.REPLACE) {
      put.ifMatch(etag(request));
    }
  }

  private String etag(Request request) {
    String token = String.valueOf(request.token());
    return settings.unquotedEtags() ? plain(token) : token;
  }

  /** The value first goes to a key of its own; only the copy is what the operation is about. */
  private Answer copy(S3Client client, String key, Request request, byte[] contents) {
    String staged = settings.prefix() + "staged/" + request.value();
    try {
      client.putObject(
          b -> b.bucket(settings.bucket()).key(staged).metadata(id(request)),
          RequestBody.fromBytes(contents));
    } catch (SdkException e) {
      return beforeTheFact(e);
    }
    var response =
        client.copyObject(
            b -> {
              CopyObjectRequest.Builder copy =
                  b.sourceBucket(settings.bucket())
                      .sourceKey(staged)
                      .destinationBucket(settings.bucket())
                      .destinationKey(key);
              if (request.action() == Action.CREATE) {
                copy.ifNoneMatch("*");
              } else if (request.action() == Action.REPLACE) {
                copy.ifMatch(etag(request));
              }
            });
    return written(request, response.copyObjectResult().eTag(), response.versionId());
  }

  private Answer multipart(S3Client client, String key, Request request, byte[] contents) {
    String upload;
    CompletedPart part;
    try {
      upload =
          client
              .createMultipartUpload(
                  b -> b.bucket(settings.bucket()).key(key).metadata(id(request)))
              .uploadId();
      String etag =
          client
              .uploadPart(
                  b -> b.bucket(settings.bucket()).key(key).uploadId(upload).partNumber(1),
                  RequestBody.fromBytes(contents))
              .eTag();
      part = CompletedPart.builder().partNumber(1).eTag(etag).build();
    } catch (SdkException e) {
      return beforeTheFact(e);
    }
    var response =
        client.completeMultipartUpload(
            b -> {
              b.bucket(settings.bucket())
                  .key(key)
                  .uploadId(upload)
                  .multipartUpload(CompletedMultipartUpload.builder().parts(part).build());
              if (request.action() == Action.CREATE) {
                b.ifNoneMatch("*");
              } else if (request.action() == Action.REPLACE) {
                b.ifMatch(etag(request));
              }
            });
    return written(request, response.eTag(), response.versionId());
  }

  /** Whatever became of a preparation: what it was to prepare was not asked for. */
  private static Answer beforeTheFact(SdkException e) {
    Answer answer = Failures.answer(e);
    return Answer.failed(
        answer.ended().wantsLess() ? Ended.THROTTLED : Ended.NOT_SENT,
        "preparation-" + answer.error());
  }

  private Answer written(Request request, @Nullable String etag, @Nullable String version) {
    Int id = new Int(request.value());
    if (etag != null) {
      writes.put(plain(etag), id);
    }
    return Answer.of(id, etag, fields(etag, version));
  }

  private static Map<String, String> id(Request request) {
    return Map.of(WRITE_ID, Long.toString(request.value()));
  }

  private Answer list(S3Client client, String prefix) {
    Map<Value, Value> found = new LinkedHashMap<>();
    String next = null;
    do {
      String from = next;
      ListObjectsV2Response page =
          client.listObjectsV2(
              b ->
                  b.bucket(settings.bucket())
                      .prefix(prefix)
                      .maxKeys(settings.pageSize())
                      .continuationToken(from));
      page.contents()
          .forEach(
              object ->
                  found.put(
                      new Text(object.key().substring(settings.prefix().length())),
                      writes.get(plain(object.eTag())).orElse(UNKNOWN)));
      next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    } while (next != null);
    return Answer.of(new Dict(found));
  }

  /** Stands in a list for a value whose write can't be told. */
  public static final Value UNKNOWN = new Text("unknown");

  private static Map<String, Value> fields(@Nullable String etag, @Nullable String version) {
    Map<String, Value> fields = new LinkedHashMap<>();
    if (etag != null) {
      fields.put("etag", new Text(plain(etag)));
    }
    if (version != null && !version.equals("null")) {
      fields.put("version-id", new Text(version));
    }
    return fields;
  }

  private static String plain(@Nullable String etag) {
    return etag == null ? "" : etag.replace("\"", "");
  }

  private static String md5(byte[] contents) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(contents));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  @Override
  public Charge charge(Request request) {
    return settings.charge(request);
  }

  @Override
  public long clean() throws StoreUnreachableException {
    return new S3Cleaning(clients.get(0), settings).clean();
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("store", "s3");
    about.put("bucket", settings.bucket());
    about.put("prefix", settings.prefix());
    about.put(
        "endpoints", String.join(", ", settings.targets().stream().map(Target::words).toList()));
    about.put(
        "driver", "AWS SDK for Java " + software.amazon.awssdk.core.util.VersionInfo.SDK_VERSION);
    return about;
  }

  @Override
  public void close() {
    clients.forEach(S3Client::close);
  }
}

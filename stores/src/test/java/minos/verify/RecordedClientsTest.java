package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minos.check.Budget;
import minos.check.Check;
import minos.contract.ContractCheck;
import minos.contract.ContractOptions;
import minos.contract.Contracts;
import minos.history.History;
import minos.history.Outcome;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.store.aws.Access;
import minos.store.aws.Target;
import minos.store.dynamodb.RecordedDynamoDb;
import minos.store.s3.RecordedS3Client;
import minos.verdict.Judgement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Amazon's clients, recorded by wrappers, at servers of others: what a suite would do. */
final class RecordedClientsTest {
  private static final int THREADS = 4;
  private static final int STEPS = 60;
  private static final Access ACCESS =
      new Access(Optional.of(LocalStores.CREDENTIALS), 10, Duration.ofSeconds(20));

  private static LocalServer faithful;

  private final Recorder recorder = Recorder.inMemory();

  @BeforeAll
  static void start() throws Exception {
    faithful = LocalStores.s3();
    try (S3Client client = s3(faithful)) {
      client.createBucket(b -> b.bucket("box"));
    }
  }

  @AfterAll
  static void stop() {
    if (faithful != null) {
      faithful.close();
    }
  }

  private static Target target(LocalServer server) {
    return new Target(Optional.of(server.endpoint()), Optional.of("us-east-1"));
  }

  private static S3Client s3(LocalServer server) {
    return ACCESS
        .prepare(S3Client.builder(), target(server))
        .httpClient(ACCESS.http())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private static DynamoDbClient dynamo(LocalServer server) {
    return ACCESS
        .prepare(DynamoDbClient.builder(), target(server))
        .httpClient(ACCESS.http())
        .build();
  }

  private static String read(S3Client client, String key) {
    return client.getObjectAsBytes(b -> b.bucket("box").key(key)).asUtf8String();
  }

  private Judgement judge(Check check) throws Exception {
    return check.check(recorder.history(), Budget.unlimited()).verdict().judgement();
  }

  private static Check registers() {
    return new LinearizabilityCheck(Register.withCompareAndSet(ModelOptions.DEFAULTS));
  }

  private interface Step {
    void run(int thread, int number, SplittableRandom random);
  }

  private static void together(Step step) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      all.add(
          pool.submit(
              () -> {
                SplittableRandom random = new SplittableRandom(thread);
                for (int i = 0; i < STEPS; i++) {
                  step.run(thread, i, random);
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
  }

  @Test
  void s3IsRecordedAsItAnswers() throws Exception {
    try (S3Client plain = s3(faithful)) {
      S3Client client = new RecordedS3Client(plain, recorder);
      assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> read(client, "x"));
      client.putObject(b -> b.bucket("box").key("x"), RequestBody.fromString("one"));
      assertThat(read(client, "x")).isEqualTo("one");
      GetObjectResponse got = client.getObjectAsBytes(b -> b.bucket("box").key("x")).response();
      client.putObject(
          b -> b.bucket("box").key("x").ifMatch(got.eTag()), RequestBody.fromString("two"));
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(
              () ->
                  client.putObject(
                      b -> b.bucket("box").key("x").ifNoneMatch("*"),
                      RequestBody.fromString("three")));
      client.deleteObject(b -> b.bucket("box").key("x"));

      assertThat(recorder.history().operations())
          .extracting(Object::toString)
          .containsExactly(
              "0 get \"box/x\" nil ok",
              "0 put \"box/x\" \"one\" ok",
              "0 get \"box/x\" \"one\" ok",
              "0 get \"box/x\" \"one\" ok",
              "0 cas \"box/x\" [\"one\" \"two\"] ok",
              "0 cas \"box/x\" [nil \"three\"] fail",
              "0 delete \"box/x\" nil ok");
      assertThat(judge(registers())).isEqualTo(Judgement.CONSISTENT);
    }
  }

  @Test
  void s3UnderManyThreadsIsLinearizable() throws Exception {
    try (S3Client plain = s3(faithful)) {
      S3Client client = new RecordedS3Client(plain, recorder);
      together((thread, number, random) -> step(client, thread, number, random));
      History history = recorder.history();

      assertThat(history.size()).isEqualTo(THREADS * STEPS);
      assertThat(history.warnings()).isEmpty();
      assertThat(history.operations()).noneMatch(op -> op.outcome() == Outcome.INFO);
      assertThat(judge(registers())).isEqualTo(Judgement.CONSISTENT);
    }
  }

  /** S3Proxy, told to show writes late. */
  @Test
  void s3ThatShowsWritesLateIsCaught() throws Exception {
    try (LocalServer server =
            LocalStores.s3(
                "s3proxy.eventual-consistency=true",
                "s3proxy.eventual-consistency.delay=1",
                "s3proxy.eventual-consistency.probability=1.0");
        S3Client plain = s3(server)) {
      plain.createBucket(b -> b.bucket("box"));
      S3Client client = new RecordedS3Client(plain, recorder);
      client.putObject(b -> b.bucket("box").key("x"), RequestBody.fromString("one"));
      assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> read(client, "x"));

      assertThat(judge(registers())).isEqualTo(Judgement.VIOLATED);
    }
  }

  private static void step(S3Client client, int thread, int number, SplittableRandom random) {
    String key = "k" + random.nextInt(3);
    try {
      switch (random.nextInt(4)) {
        case 0 ->
            client.putObject(
                b -> b.bucket("box").key(key), RequestBody.fromString(thread + "-" + number));
        case 1 -> {
          String tag = client.getObjectAsBytes(b -> b.bucket("box").key(key)).response().eTag();
          assertThat(tag).isNotEmpty();
        }
        case 2 ->
            client.putObject(
                b -> b.bucket("box").key(key).ifNoneMatch("*"),
                RequestBody.fromString(thread + "-" + number));
        default -> client.deleteObject(b -> b.bucket("box").key(key));
      }
    } catch (NoSuchKeyException e) {
      // Recorded as nothing there.
    } catch (S3Exception e) {
      assertThat(e.statusCode()).isEqualTo(412);
    }
  }

  @Test
  void dynamoDbUnderManyThreadsKeepsItsContract() throws Exception {
    try (LocalServer server = LocalStores.start(LocalServer.Kind.DYNAMODB);
        DynamoDbClient plain = dynamo(server)) {
      plain.createTable(
          b ->
              b.tableName("items")
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      attribute("id", ScalarAttributeType.S),
                      attribute("part", ScalarAttributeType.N))
                  .keySchema(key("id", KeyType.HASH), key("part", KeyType.RANGE)));
      DynamoDbClient client = RecordedDynamoDb.of(plain, recorder);
      together((thread, number, random) -> step(client, thread, number, random));
      History history = recorder.history();

      assertThat(history.size()).isEqualTo(THREADS * STEPS);
      assertThat(history.warnings()).isEmpty();
      assertThat(history.keyCount()).isEqualTo(3);
      assertThat(history.operations()).noneMatch(op -> op.outcome() == Outcome.INFO);
      assertThat(history.operations())
          .filteredOn(op -> op.f().equals("get"))
          .extracting(op -> op.field("level").orElseThrow().letters())
          .contains("strong", "eventual");
      assertThat(judge(new ContractCheck(Contracts.dynamodb(), ContractOptions.DEFAULTS)))
          .isEqualTo(Judgement.CONSISTENT);
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> client.updateItem(b -> b.tableName("items")));
    }
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static void step(DynamoDbClient client, int thread, int number, SplittableRandom random) {
    Map<String, AttributeValue> key =
        Map.of(
            "id", AttributeValue.fromS("x"),
            "part", AttributeValue.fromN(Integer.toString(random.nextInt(3))));
    Map<String, AttributeValue> item = new java.util.HashMap<>(key);
    item.put("v", AttributeValue.fromN(Integer.toString(thread * STEPS + number)));
    boolean some = random.nextBoolean();
    switch (random.nextInt(4)) {
      case 0 -> client.putItem(b -> b.tableName("items").item(item));
      case 1 -> client.deleteItem(b -> b.tableName("items").key(key));
      case 2 -> {
        try {
          client.putItem(
              b -> b.tableName("items").item(item).conditionExpression("attribute_not_exists(id)"));
        } catch (ConditionalCheckFailedException e) {
          assertThat(e.statusCode()).isEqualTo(400);
        }
      }
      default -> client.getItem(b -> b.tableName("items").key(key).consistentRead(some));
    }
  }
}

package minos.store.etcd;

import static minos.store.Endings.assertEnded;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import minos.history.Outcome;
import minos.store.Action;
import minos.store.Ended;
import minos.store.Request;
import minos.store.ScriptedServer;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What etcd's gateway answers, by gRPC's codes, and what that says of an operation. */
final class EtcdAnswersTest {
  private static final String JSON = "application/json";
  private static final byte[] EMPTY =
      ScriptedServer.http(200, JSON, "{\"header\":{\"revision\":\"5\"}}");

  private final AtomicInteger writes = new AtomicInteger();

  /** Reads find nothing; writes are answered so. */
  private ScriptedServer answering(byte[] reply) throws IOException {
    return new ScriptedServer(
        ScriptedServer.HTTP,
        bytes -> {
          if (new String(bytes, StandardCharsets.UTF_8).startsWith("POST /v3/kv/range")) {
            return EMPTY;
          }
          writes.incrementAndGet();
          return reply;
        });
  }

  private static Store open(ScriptedServer server) throws StoreUnreachableException {
    URI node = URI.create("http://127.0.0.1:" + server.address().getPort());
    return EtcdStore.open(new EtcdSettings(List.of(node), "p/", Duration.ofMillis(700)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'code':3,'message':'etcdserver: key is not provided'} | REJECTED | FAIL",
        "503 | {'code':14,'message':'etcdserver: leader changed'} | SERVER_ERROR | INFO",
        "503 | {'code':14,'message':'etcdserver: request timed out'} | SERVER_ERROR | INFO",
        "429 | {'code':8,'message':'etcdserver: too many requests'} | SERVER_ERROR | INFO",
        "403 | {'code':7,'message':'etcdserver: permission denied'} | SERVER_ERROR | INFO",
        "500 | {'code':2,'message':'unknown'} | SERVER_ERROR | INFO",
        "404 | {'code':5,'message':'Not Found'} | NOT_FOUND | FAIL",
        "502 | <html>a gateway of somebody else's</html> | BROKEN | INFO",
      })
  void anErrorSaysOfAWriteWhatIsCertain(int status, String body, Ended ended, Outcome outcome)
      throws Exception {
    byte[] reply = ScriptedServer.http(status, JSON, body.replace('\'', '"'));
    try (ScriptedServer server = answering(reply);
        Store store = open(server)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, outcome);
      assertThat(writes).as("nothing below sends a request twice").hasValue(1);
    }
  }

  @Test
  void anAnswerThatIsCutOrNeverComesSaysNothingOfAWrite() throws Exception {
    for (byte[] end : List.of(ScriptedServer.cut(), ScriptedServer.silence())) {
      writes.set(0);
      try (ScriptedServer server = answering(end);
          Store store = open(server)) {
        Ended ended = end == ScriptedServer.cut() ? Ended.BROKEN : Ended.TIMEOUT;
        assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, Outcome.INFO);
        assertThat(writes).as("nothing below sends a request twice").hasValue(1);
        server.goAway();
        assertEnded(store, Request.of(Action.WRITE, "x", 2), Ended.NOT_SENT, Outcome.FAIL);
      }
    }
  }

  @Test
  void aComparisonThatDoesNotHoldIsAFailure() throws Exception {
    try (ScriptedServer server = answering(EMPTY);
        Store store = open(server)) {
      assertEnded(
          store, Request.of(Action.CREATE, "x", 1), Ended.PRECONDITION_FAILED, Outcome.FAIL);
      assertEnded(store, Request.replace("x", "3", 1), Ended.PRECONDITION_FAILED, Outcome.FAIL);
    }
  }
}

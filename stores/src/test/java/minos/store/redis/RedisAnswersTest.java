package minos.store.redis;

import static minos.store.Endings.assertEnded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import minos.history.Outcome;
import minos.store.Action;
import minos.store.Ended;
import minos.store.Request;
import minos.store.ScriptedServer;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.value.Int;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Redis replies, as its sources spell it, and what that says of an operation. */
final class RedisAnswersTest {
  private static byte[] line(String line) {
    return (line + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Replies by the first word of a command. */
  private static ScriptedServer server(Map<String, byte[]> replies) throws IOException {
    return new ScriptedServer(
        ScriptedServer.REDIS,
        request -> {
          String command = new String(request, StandardCharsets.UTF_8).split(" ", -1)[0];
          return command.equals("PING")
              ? line("+PONG")
              : replies.getOrDefault(command, ScriptedServer.cut());
        });
  }

  private static Store open(ScriptedServer server, int awaitReplicas)
      throws StoreUnreachableException {
    return RedisStore.open(
        new RedisSettings(List.of(server.address()), "p/", awaitReplicas, Duration.ofMillis(500)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-READONLY You can't write against a read only replica. | REJECTED | FAIL",
        "-OOM command not allowed when used memory > 'maxmemory'. | REJECTED | FAIL",
        "-MISCONF Redis is configured to save RDB snapshots | REJECTED | FAIL",
        "-NOREPLICAS Not enough good replicas to write. | REJECTED | FAIL",
        "-NOAUTH Authentication required. | REJECTED | FAIL",
        "-MASTERDOWN Link with MASTER is down | REJECTED | FAIL",
        "-MOVED 3999 127.0.0.1:6381 | REJECTED | FAIL",
        "-WRONGTYPE Operation against a key holding the wrong kind of value | REJECTED | FAIL",
        "-ERR unknown command | REJECTED | FAIL",
        "-LOADING Redis is loading the dataset in memory | THROTTLED | FAIL",
        "-BUSY Redis is busy running a script. | THROTTLED | FAIL",
        "-CLUSTERDOWN Hash slot not served | THROTTLED | FAIL",
        "-TRYAGAIN Multiple keys request during rehashing of slot | THROTTLED | FAIL",
        "?what | BROKEN | INFO",
      })
  void anErrorSaysOfAWriteWhatIsCertain(String reply, Ended ended, Outcome outcome)
      throws Exception {
    try (ScriptedServer server = server(Map.of("SET", line(reply), "GET", line(reply)));
        Store store = open(server, 0)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, outcome);
      assertEnded(store, Request.of(Action.READ, "x"), ended, Outcome.FAIL);
    }
  }

  @Test
  void aReplyThatIsCutOrNeverComesSaysNothingOfAWrite() throws Exception {
    try (ScriptedServer server = server(Map.of("SET", ScriptedServer.cut()));
        Store store = open(server, 0)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), Ended.BROKEN, Outcome.INFO);
    }
    try (ScriptedServer server = server(Map.of("SET", ScriptedServer.silence()));
        Store store = open(server, 0)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), Ended.TIMEOUT, Outcome.INFO);
    }
    try (ScriptedServer server = server(Map.of("SET", "+O".getBytes(StandardCharsets.UTF_8)));
        Store store = open(server, 0)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), Ended.TIMEOUT, Outcome.INFO);
      server.goAway();
      assertEnded(store, Request.of(Action.WRITE, "x", 2), Ended.NOT_SENT, Outcome.FAIL);
    }
  }

  @Test
  void conditionsThatDoNotHoldAreFailures() throws Exception {
    try (ScriptedServer server = server(Map.of("SET", line("$-1"), "EVAL", line(":0")));
        Store store = open(server, 0)) {
      assertEnded(
          store, Request.of(Action.CREATE, "x", 1), Ended.PRECONDITION_FAILED, Outcome.FAIL);
      assertEnded(store, Request.replace("x", "1", 2), Ended.PRECONDITION_FAILED, Outcome.FAIL);
    }
  }

  /** The primary has it by then, whatever comes of the waiting. */
  @Test
  void aWriteThatTooFewReplicasHaveIsUncertainEvenIfWaitingIsRefused() throws Exception {
    String refused = "-ERR WAIT cannot be used with replica instances.";
    for (String reply : List.of(":0", refused)) {
      try (ScriptedServer server = server(Map.of("SET", line("+OK"), "WAIT", line(reply)));
          Store store = open(server, 1)) {
        assertEnded(store, Request.of(Action.WRITE, "x", 1), Ended.UNCLEAR, Outcome.INFO);
      }
    }
    try (ScriptedServer server = server(Map.of("SET", line("+OK"), "WAIT", line(":1")));
        Store store = open(server, 1)) {
      assertThat(store.invoke(Request.of(Action.WRITE, "x", 1)).fields())
          .containsEntry("replicas", new Int(1));
    }
  }

  @Test
  void aServerThatWantsAPasswordIsUnreachable() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.REDIS, request -> line("-NOAUTH Authentication required."))) {
      assertThatThrownBy(() -> open(server, 0).close())
          .isInstanceOf(StoreUnreachableException.class)
          .hasMessageContaining("does not answer: NOAUTH Authentication required.");
    }
  }
}

package minos.store.cassandra;

import static minos.store.Endings.assertEnded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import minos.history.Outcome;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Ended;
import minos.store.Request;
import minos.store.ScriptedServer;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.value.Int;
import minos.value.Nil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded exchanges with a cluster, byte by byte, and what they say of an operation. */
final class CassandraAnswersTest {

  /** The replies by their requests, of one part of the recording and of what begins each. */
  private static Function<byte[], byte[]> recorded(String part) {
    Map<String, byte[]> replies = new HashMap<>();
    String in = "";
    String request = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    CassandraAnswersTest.class.getResourceAsStream("exchange.txt")),
                StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          in = line.substring(1, line.length() - 1);
        } else if (line.startsWith(">")) {
          request = line.substring(2);
        } else if (line.startsWith("<") && (in.equals(part) || in.equals("begin"))) {
          replies.put(request, ScriptedServer.hex(line.substring(2)));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    // What was never said is answered with the end of the connection.
    return bytes -> replies.getOrDefault(HexFormat.of().formatHex(bytes), ScriptedServer.cut());
  }

  /** As recorded until the table is known, and then the same reply to everything. */
  private static Function<byte[], byte[]> thenAlways(byte[] reply) {
    Function<byte[], byte[]> begin = recorded("begin");
    return bytes -> {
      byte[] known = begin.apply(bytes);
      return known == ScriptedServer.cut() ? reply : known;
    };
  }

  private static ScriptedServer server(Function<byte[], byte[]> script) throws IOException {
    return new ScriptedServer(ScriptedServer.CASSANDRA, script);
  }

  private static Store open(ScriptedServer server) throws StoreUnreachableException {
    return CassandraStore.open(
        new CassandraSettings(
            List.of(server.address()),
            Optional.empty(),
            Optional.empty(),
            "minos.cap",
            false,
            "p/",
            Level.QUORUM,
            Level.QUORUM,
            Duration.ofMillis(500)));
  }

  @Test
  void answersAreUnderstood() throws Exception {
    try (ScriptedServer server = server(recorded("answers"));
        Store store = open(server)) {
      assertThat(store.invoke(Request.of(Action.WRITE, "x", 7)).value()).isEqualTo(new Int(7));
      assertThat(store.invoke(Request.of(Action.READ, "x")).value()).isEqualTo(new Int(7));
      assertThat(store.invoke(Request.of(Action.READ, "x")).token()).isEqualTo("7");
      assertThat(store.invoke(Request.of(Action.READ, "y")))
          .extracting(Answer::ended, Answer::value)
          .containsExactly(Ended.ANSWERED, Nil.NIL);
      assertThat(store.invoke(Request.of(Action.CREATE, "c", 8)).ok()).isTrue();
      assertEnded(
          store, Request.of(Action.CREATE, "c", 9), Ended.PRECONDITION_FAILED, Outcome.FAIL);
      assertThat(store.invoke(Request.replace("c", "8", 10)).ok()).isTrue();
      assertThat(store.invoke(Request.of(Action.DELETE, "x")).ok()).isTrue();
    }
  }

  @Test
  void whatTimesOutMayHaveHappened() throws Exception {
    try (ScriptedServer server = server(recorded("timeouts"));
        Store store = open(server)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 11), Ended.TIMEOUT, Outcome.INFO);
      assertEnded(store, Request.of(Action.CREATE, "d", 12), Ended.TIMEOUT, Outcome.INFO);
      assertEnded(store, Request.of(Action.READ, "x"), Ended.TIMEOUT, Outcome.FAIL);
    }
  }

  /** A condition is decided before its outcome is written, which may then find too few replicas. */
  @Test
  void withTooFewReplicasAWriteDidNotHappenAndAConditionalOneMayHave() throws Exception {
    try (ScriptedServer server = server(recorded("unavailable"));
        Store store = open(server)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 24), Ended.REJECTED, Outcome.FAIL);
      assertEnded(store, Request.of(Action.CREATE, "e", 12), Ended.UNCLEAR, Outcome.INFO);
      assertEnded(store, Request.of(Action.READ, "x"), Ended.REJECTED, Outcome.FAIL);
    }
  }

  @Test
  void aConnectionThatIsCutOrSilentSaysNothingOfAWrite() throws Exception {
    byte[] half = ScriptedServer.hex("8400000008000000");
    for (byte[] reply : List.of(ScriptedServer.cut(), ScriptedServer.silence(), half)) {
      try (ScriptedServer server = server(thenAlways(reply));
          Store store = open(server)) {
        Ended ended = reply == ScriptedServer.cut() ? Ended.BROKEN : Ended.TIMEOUT;
        assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, Outcome.INFO);
        assertEnded(store, Request.of(Action.READ, "x"), ended, Outcome.FAIL);
      }
    }
  }

  @Test
  void aNodeThatIsGoneWasNotAsked() throws Exception {
    try (ScriptedServer server = server(thenAlways(ScriptedServer.cut()));
        Store store = open(server)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), Ended.BROKEN, Outcome.INFO);
      server.goAway();

      assertEnded(store, Request.of(Action.WRITE, "x", 2), Ended.NOT_SENT, Outcome.FAIL);
    }
  }

  /** Errors as "CQL Binary Protocol v4", section 9, numbers them. */
  @ParameterizedTest
  @CsvSource({
    "0x0000, SERVER_ERROR, INFO",
    "0x000a, SERVER_ERROR, INFO",
    "0x1001, BUSY, INFO",
    "0x1002, BUSY, INFO",
    "0x1003, SERVER_ERROR, INFO",
    "0x1300, SERVER_ERROR, INFO",
    "0x1500, SERVER_ERROR, INFO",
    "0x1700, SERVER_ERROR, INFO",
    "0x2000, REJECTED, FAIL",
    "0x2100, REJECTED, FAIL",
    "0x2200, REJECTED, FAIL",
  })
  void anErrorSaysOfAWriteWhatIsCertain(String code, Ended ended, Outcome outcome)
      throws Exception {
    try (ScriptedServer server = server(thenAlways(error(Integer.decode(code))));
        Store store = open(server)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, outcome);
      assertEnded(store, Request.of(Action.READ, "x"), ended, Outcome.FAIL);
    }
  }

  @Test
  void aNodeThatRefusesWhoAsksIsUnreachable() throws Exception {
    byte[] refused = error(0x0100);
    try (ScriptedServer server = server(bytes -> refused)) {
      assertThatThrownBy(() -> open(server).close())
          .isInstanceOf(StoreUnreachableException.class)
          .hasMessageContaining("Cassandra at ")
          .hasMessageContaining("does not answer: no;")
          .hasMessageContaining("the user allowed");
    }
  }

  private static byte[] error(int code) {
    ByteBuffer frame = ByteBuffer.allocate(9 + 4 + 2 + 2);
    frame.put(new byte[] {(byte) 0x84, 0, 0, 0, 0}).putInt(4 + 2 + 2);
    frame.putInt(code).putShort((short) 2).put("no".getBytes(StandardCharsets.UTF_8));
    return frame.array();
  }
}

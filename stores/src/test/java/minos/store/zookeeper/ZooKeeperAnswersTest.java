package minos.store.zookeeper;

import static minos.store.Endings.assertEnded;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import minos.history.Outcome;
import minos.store.Action;
import minos.store.Ended;
import minos.store.Request;
import minos.store.ScriptedServer;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.value.Nil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors as {@code KeeperException.Code} numbers them, and what they say of an operation. */
final class ZooKeeperAnswersTest {
  private static final int CREATE = 1;
  private static final int GET_DATA = 4;
  private static final int SET_DATA = 5;
  private static final int NO_NODE = -101;
  private static final int NODE_EXISTS = -110;

  /** A session of 30 s: version, time, number, password, not read-only. */
  private static final byte[] WELCOME =
      ScriptedServer.hex(
          "00000025 00000000 00007530 0000000000000001 00000010 00000000000000000000000000000000 00");

  /** Opens sessions; then replies to a request by its type and its number. */
  private static ScriptedServer server(IntFunction<IntFunction<byte[]>> script) throws IOException {
    return new ScriptedServer(
        ScriptedServer.ZOOKEEPER,
        bytes -> {
          ByteBuffer request = ByteBuffer.wrap(bytes);
          int number = request.getInt();
          return number == 0 ? WELCOME : script.apply(request.getInt()).apply(number);
        });
  }

  private static byte[] reply(int number, int error) {
    return ByteBuffer.allocate(20).putInt(16).putInt(number).putLong(7).putInt(error).array();
  }

  /** What opens a store succeeds, reads and writes of a value that is there do not. */
  private static ScriptedServer refusing(int error) throws IOException {
    return server(
        type -> number -> reply(number, type == SET_DATA || type == GET_DATA ? error : 0));
  }

  private static Store open(ScriptedServer server) throws StoreUnreachableException {
    return ZooKeeperStore.open(
        new ZooKeeperSettings(List.of(server.address()), "p/", Duration.ofMillis(500)));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, UNCLEAR, INFO", // system error
    "-4, UNCLEAR, INFO", // connection loss
    "-5, UNCLEAR, INFO", // marshalling
    "-7, UNCLEAR, INFO", // operation timeout
    "-102, REJECTED, FAIL", // no right
    "-103, PRECONDITION_FAILED, FAIL", // another version
    "-112, UNCLEAR, INFO", // session expired
    "-127, THROTTLED, FAIL",
  })
  void anErrorSaysOfAWriteWhatIsCertain(int code, Ended ended, Outcome outcome) throws Exception {
    try (ScriptedServer server = refusing(code);
        Store store = open(server)) {
      assertEnded(store, Request.replace("x", "3", 1), ended, outcome);
      assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, outcome);
      assertEnded(store, Request.of(Action.READ, "x"), ended, Outcome.FAIL);
    }
  }

  @Test
  void whatIsNotThereCanNotBeReplacedAndIsReadAsNil() throws Exception {
    try (ScriptedServer server = refusing(NO_NODE);
        Store store = open(server)) {
      assertEnded(store, Request.replace("x", "3", 1), Ended.PRECONDITION_FAILED, Outcome.FAIL);
      assertThat(store.invoke(Request.of(Action.READ, "x")).value()).isEqualTo(Nil.NIL);
    }
  }

  @Test
  void whatIsThereCanNotBeCreated() throws Exception {
    try (ScriptedServer server =
            server(type -> number -> reply(number, type == CREATE ? NODE_EXISTS : 0));
        Store store = open(server)) {
      assertEnded(
          store, Request.of(Action.CREATE, "x", 1), Ended.PRECONDITION_FAILED, Outcome.FAIL);
    }
  }

  /** No attempt of a blind write did anything, so all of it did not. */
  @Test
  void aWriteThatIsAlwaysTooLateDidNotHappen() throws Exception {
    try (ScriptedServer server =
            server(
                type ->
                    number ->
                        reply(
                            number,
                            type == SET_DATA ? NO_NODE : type == CREATE ? NODE_EXISTS : 0));
        Store store = open(server)) {
      assertEnded(store, Request.of(Action.WRITE, "x", 1), Ended.CONFLICT, Outcome.FAIL);
    }
  }

  @Test
  void aReplyThatIsCutOrNeverComesSaysNothingOfAWrite() throws Exception {
    for (byte[] end : List.of(ScriptedServer.cut(), ScriptedServer.silence())) {
      Ended ended = end == ScriptedServer.cut() ? Ended.BROKEN : Ended.TIMEOUT;
      try (ScriptedServer server =
              server(type -> number -> type == SET_DATA ? end : reply(number, 0));
          Store store = open(server)) {
        assertEnded(store, Request.of(Action.WRITE, "x", 1), ended, Outcome.INFO);
        server.goAway();
        assertEnded(store, Request.of(Action.WRITE, "x", 2), Ended.NOT_SENT, Outcome.FAIL);
      }
    }
  }
}

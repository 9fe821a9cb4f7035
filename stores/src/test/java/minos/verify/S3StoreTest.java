package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Ended;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.s3.S3Settings.Writing;
import minos.store.s3.S3Store;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against S3Proxy, a server of others. */
final class S3StoreTest {
  private static LocalServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LocalStores.s3();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Store open(String prefix, Writing writing) throws StoreUnreachableException {
    return S3Store.open(LocalStores.s3Settings(server, prefix, writing));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenInAnyWayIsRead(Writing writing) throws Exception {
    try (Store store = open("written-" + writing + "/", writing)) {
      Answer written = store.invoke(Request.of(Action.WRITE, "x", 7));
      Answer read = store.invoke(Request.of(Action.READ, "x"));

      assertThat(written.ok()).isTrue();
      assertThat(read.value()).isEqualTo(new Int(7));
      assertThat(read.token()).isEqualTo(written.token());
      assertThat(read.fields()).containsKey("etag");
    }
  }

  @Test
  void aKeyWithoutAnObjectIsReadAsNil() throws Exception {
    try (Store store = open("nothing/", Writing.PUT)) {
      assertThat(store.invoke(Request.of(Action.READ, "x")))
          .isEqualTo(Answer.of(Nil.NIL, null, Map.of("status", new Int(404))));
      assertThat(store.invoke(Request.of(Action.HEAD, "x")).value()).isEqualTo(Nil.NIL);
    }
  }

  @Test
  void aHeadTellsTheWriteByItsMetadata() throws Exception {
    try (Store store = open("head/", Writing.PUT)) {
      store.invoke(Request.of(Action.WRITE, "x", 9));

      assertThat(store.invoke(Request.of(Action.HEAD, "x")).value()).isEqualTo(new Int(9));
    }
  }

  @Test
  void conditionsAreKept() throws Exception {
    try (Store store = open("conditions/", Writing.PUT)) {
      assertThat(store.invoke(Request.of(Action.CREATE, "x", 1)).ok()).isTrue();
      assertThat(store.invoke(Request.of(Action.CREATE, "x", 2)).ended())
          .isEqualTo(Ended.PRECONDITION_FAILED);
      String first = Objects.requireNonNull(store.invoke(Request.of(Action.READ, "x")).token());
      assertThat(store.invoke(Request.replace("x", first, 3)).ok()).isTrue();
      assertThat(store.invoke(Request.replace("x", first, 4)).ended())
          .isEqualTo(Ended.PRECONDITION_FAILED);
      assertThat(store.invoke(Request.of(Action.READ, "x")).value()).isEqualTo(new Int(3));
    }
  }

  @Test
  void aListHasAllPagesAndTellsEachWrite() throws Exception {
    try (Store store = open("list/", Writing.PUT)) {
      for (int i = 0; i < 8; i++) {
        store.invoke(Request.of(Action.WRITE, "a/" + i, 100 + i));
      }
      store.invoke(Request.of(Action.WRITE, "b/0", 200));
      store.invoke(Request.of(Action.DELETE, "a/3"));

      Dict listed = (Dict) store.invoke(Request.of(Action.LIST, "a/")).value();

      assertThat(listed.entries()).hasSize(7).containsEntry(new Text("a/7"), new Int(107));
      assertThat(listed.entries()).doesNotContainKey(new Text("a/3"));
    }
  }

  @Test
  void cleaningTouchesNothingBesideItsPrefix() throws Exception {
    try (Store mine = open("mine/", Writing.PUT);
        Store theirs = open("mine-not/", Writing.PUT)) {
      theirs.invoke(Request.of(Action.WRITE, "x", 1));
      for (int i = 0; i < 5; i++) {
        mine.invoke(Request.of(Action.WRITE, "k" + i, 10 + i));
      }

      assertThat(mine.clean()).isEqualTo(5);
      assertThat(mine.invoke(Request.of(Action.READ, "k0")).value()).isEqualTo(Nil.NIL);
      assertThat(theirs.invoke(Request.of(Action.READ, "x")).value()).isEqualTo(new Int(1));
      assertThat(mine.clean()).isZero();
    }
  }

  @Test
  void aServerThatGoesAwayLeavesWritesOpenOrNotSentAndIsUnreachable() throws Exception {
    LocalServer going = LocalStores.s3();
    try (Store store = S3Store.open(LocalStores.s3Settings(going, "p/", Writing.PUT))) {
      assertThat(store.invoke(Request.of(Action.WRITE, "x", 1)).ok()).isTrue();
      going.kill();

      assertThat(
              List.of(
                  store.invoke(Request.of(Action.WRITE, "x", 2)).ended(),
                  store.invoke(Request.of(Action.WRITE, "x", 3)).ended()))
          .allMatch(ended -> ended == Ended.NOT_SENT || ended == Ended.BROKEN);
    }
    assertThatThrownBy(() -> S3Store.open(LocalStores.s3Settings(going, "p/", Writing.PUT)).close())
        .isInstanceOf(StoreUnreachableException.class)
        .hasMessageContaining("the bucket bucket at " + going.endpoint() + " does not answer")
        .hasMessageNotContaining(LocalStores.CREDENTIALS.secret());
  }
}

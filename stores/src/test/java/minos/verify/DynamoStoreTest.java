package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Ended;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.dynamodb.DynamoStore;
import minos.value.Int;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against DynamoDB Local, a server of others. */
final class DynamoStoreTest {
  private static LocalServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LocalStores.start(LocalServer.Kind.DYNAMODB);
    DynamoStore.open(LocalStores.dynamoSettings(server, "any/", true)).close();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Store open(String prefix) throws StoreUnreachableException {
    return DynamoStore.open(LocalStores.dynamoSettings(server, prefix, false));
  }

  @Test
  void whatIsWrittenIsReadAtBothLevels() throws Exception {
    try (Store store = open("written/")) {
      assertThat(read(store, "x")).isEqualTo(Nil.NIL);
      store.invoke(Request.of(Action.WRITE, "x", 7));

      assertThat(read(store, "x")).isEqualTo(new Int(7));
      assertThat(store.invoke(Request.of(Action.READ, "x").at(Request.EVENTUAL)).value())
          .isEqualTo(new Int(7));
      store.invoke(Request.of(Action.DELETE, "x"));
      assertThat(read(store, "x")).isEqualTo(Nil.NIL);
    }
  }

  @Test
  void conditionsAreKept() throws Exception {
    try (Store store = open("conditions/")) {
      assertThat(store.invoke(Request.of(Action.CREATE, "x", 1)).ok()).isTrue();
      assertThat(store.invoke(Request.of(Action.CREATE, "x", 2)).ended())
          .isEqualTo(Ended.PRECONDITION_FAILED);
      assertThat(store.invoke(Request.replace("x", "1", 3)).ok()).isTrue();
      assertThat(store.invoke(Request.replace("x", "1", 4)).ended())
          .isEqualTo(Ended.PRECONDITION_FAILED);
      assertThat(read(store, "x")).isEqualTo(new Int(3));
    }
  }

  @Test
  void numbersAndSetsAreAddedTo() throws Exception {
    try (Store store = open("added/")) {
      store.invoke(Request.of(Action.ADD, "n", 5));
      assertThat(store.invoke(Request.of(Action.ADD, "n", 2)).value()).isEqualTo(new Int(7));
      store.invoke(Request.of(Action.ADD_ELEMENT, "s", 5));
      store.invoke(Request.of(Action.ADD_ELEMENT, "s", 2));
      Value elements = store.invoke(Request.of(Action.READ_ELEMENTS, "s")).value();
      assertThat(((Members) elements).items()).containsExactlyInAnyOrder(new Int(2), new Int(5));
    }
  }

  @Test
  void severalAreWrittenAndReadAsOne() throws Exception {
    try (Store store = open("several/")) {
      List<Request> writes =
          List.of(Request.of(Action.WRITE, "a", 1), Request.of(Action.WRITE, "b", 2));
      List<Request> reads =
          List.of(
              Request.of(Action.READ, "b"),
              Request.of(Action.READ, "none"),
              Request.of(Action.READ, "a"));
      assertThat(store.invoke(Request.all(Action.WRITE_ALL, writes)).ok()).isTrue();

      Value expected = Value.seq(new Int(2), Nil.NIL, new Int(1));
      assertThat(store.invoke(Request.all(Action.READ_ALL, reads)).value()).isEqualTo(expected);
      assertThat(store.invoke(Request.all(Action.READ_BATCH, reads)).value()).isEqualTo(expected);
    }
  }

  @Test
  void listsAreAppendedToAndReadAsOne() throws Exception {
    try (Store store = open("lists/")) {
      List<Request> appends =
          List.of(
              Request.of(Action.APPEND, "a", 1),
              Request.of(Action.APPEND, "b", 2),
              Request.of(Action.APPEND, "a", 3));
      List<Request> reads =
          List.of(
              Request.of(Action.READ_LIST, "b"),
              Request.of(Action.READ_LIST, "none"),
              Request.of(Action.READ_LIST, "a"),
              Request.of(Action.READ_LIST, "b"));
      assertThat(store.invoke(Request.all(Action.WRITE_ALL, appends)).ok()).isTrue();
      assertThat(store.invoke(Request.of(Action.APPEND, "b", 4)).ok()).isTrue();

      Value a = Value.seq(new Int(1), new Int(3));
      Value b = Value.seq(new Int(2), new Int(4));
      assertThat(store.invoke(Request.all(Action.READ_ALL, reads)).value())
          .isEqualTo(Value.seq(b, Nil.NIL, a, b));
      assertThat(store.invoke(Request.of(Action.READ_LIST, "a")).value()).isEqualTo(a);
      assertThat(store.invoke(Request.of(Action.READ_LIST, "none")).value()).isEqualTo(Nil.NIL);
    }
  }

  /** 400 KiB; nothing of the transaction is done. */
  @Test
  void aListThatDoesNotFitIntoAnItemIsNotAppendedTo() throws Exception {
    try (Store store = open("large/")) {
      List<Request> many = new ArrayList<>();
      for (int i = 0; i < 40_000; i++) {
        many.add(Request.of(Action.APPEND, "x", 1_000_000_000 + i));
      }
      assertThat(store.invoke(Request.all(Action.WRITE_ALL, many)).ok()).isTrue();
      many.add(Request.of(Action.APPEND, "y", 1));

      Answer second = store.invoke(Request.all(Action.WRITE_ALL, many));

      assertThat(second.ended()).isEqualTo(Ended.REJECTED);
      assertThat(second.error()).isEqualTo("ValidationError");
      assertThat(store.invoke(Request.of(Action.READ_LIST, "y")).value()).isEqualTo(Nil.NIL);
    }
  }

  @Test
  void cleaningTouchesNothingBesideItsPrefix() throws Exception {
    try (Store mine = open("mine/");
        Store theirs = open("mine-not/")) {
      theirs.invoke(Request.of(Action.WRITE, "x", 1));
      mine.invoke(Request.of(Action.WRITE, "x", 2));

      assertThat(mine.clean()).isEqualTo(1);
      assertThat(read(mine, "x")).isEqualTo(Nil.NIL);
      assertThat(read(theirs, "x")).isEqualTo(new Int(1));
    }
  }

  @Test
  void aTableIsMadeOnlyWhenAsked() throws Exception {
    LocalServer fresh = LocalStores.start(LocalServer.Kind.DYNAMODB);
    try (fresh) {
      assertThatThrownBy(
              () -> DynamoStore.open(LocalStores.dynamoSettings(fresh, "p/", false)).close())
          .isInstanceOf(StoreUnreachableException.class)
          .hasMessageContaining("--create-table makes one");
      try (Store store = DynamoStore.open(LocalStores.dynamoSettings(fresh, "p/", true))) {
        assertThat(store.clean()).isEqualTo(1);
      }
    }
  }

  private static Value read(Store store, String key) {
    return store.invoke(Request.of(Action.READ, key)).value();
  }
}

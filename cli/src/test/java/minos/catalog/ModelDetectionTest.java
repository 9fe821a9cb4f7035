package minos.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.MalformedHistoryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations as {@code f value}, all acknowledged, and the model that they look like. */
final class ModelDetectionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "register       | write 1; read 1",
        "register       | read nil",
        "cas-register   | write 1; cas [1 2]; read 2",
        "cas-register   | cas [1 2]",
        "list-append    | txn [[:append :x 1] [:r :x [1]]]",
        "list-append    | txn [[:append :x 1]]; txn [[:r :x [1]]]",
        "list-append    | txn [[:append :x 1] [:w :x 2]]",
        "rw-register    | txn []",
        "rw-register    | txn [[:w :x 1] [:r :y nil]]",
        "rw-register    | txn [[:r :x nil]]",
        "rw-register    | read [[:r 0 nil] [:r 1 nil]]; write [[:w 0 1]]",
        "multi-register | txn [[:read :x nil] [:write :y 2]]",
        "mutex          | acquire nil; release nil",
        "append-kv      | append \"a\"; get \"a\"",
        "append-kv      | append \"a\"; put \"b\"; get \"b\"",
        "register       | put 1; get 1; delete nil",
        "set            | add 1; read [1]",
        "set            | add 1; read #{1}",
        "set            | add 1; add 2",
        "set            | add 1; read #{}; remove 1",
        "counter        | add 1; read 1",
        "counter        | add 1; add 1; add 5",
        "bank           | transfer {:from 0 :to 1 :amount 5}; read {0 5}",
        "fifo-queue     | enqueue 1; dequeue 1",
        "total-queue    | enqueue 1; drain [1]",
        "stack          | push 1; pop 1",
        "unique-ids     | generate 1",
      })
  void looksLike(String model, String operations) throws Exception {
    assertThat(ModelDetection.candidates(Shapes.of(history(operations)))).startsWith(model);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate 1",
        "read 1; frobnicate 2",
        "txn 5",
        "push 1; enqueue 2",
        "write 1; read [1]",
      })
  void looksLikeNothing(String operations) throws Exception {
    assertThat(ModelDetection.candidates(Shapes.of(history(operations)))).isEmpty();
  }

  private static History history(String operations) throws Exception {
    StringBuilder edn = new StringBuilder();
    for (String operation : operations.split("; ", -1)) {
      List<String> words = Arrays.asList(operation.split(" ", 2));
      for (String type : List.of("invoke", "ok")) {
        edn.append(
            "{:process 0, :type :%s, :f :%s, :value %s}\n"
                .formatted(type, words.get(0), words.get(1)));
      }
    }
    return read(edn.toString());
  }

  private static History read(String edn) throws java.io.IOException, MalformedHistoryException {
    return HistoryFiles.read(
        new java.io.ByteArrayInputStream(edn.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        "test",
        ReadOptions.DEFAULT);
  }
}

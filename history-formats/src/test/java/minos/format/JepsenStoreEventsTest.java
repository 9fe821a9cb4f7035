package minos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.format.jepsen.StoreWriter;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JepsenStoreEventsTest {
  private static final Dict TEST =
      new Dict(
          Map.of(
              new Keyword("name"), new Text("etcd"),
              new Keyword("nodes"), Value.of(List.of("n1", "n2")),
              new Keyword("ssh"), Value.of(Map.of("password", "root")),
              new Keyword("ssh-private-key"), new Text("/etc/ssh/id"),
              new Keyword("concurrency"), new Int(10)));

  @TempDir private Path directory;

  @Test
  void readsOperationsKeysAndWhatTheFileSaysOfTheTest() throws Exception {
    History history = read(StoreWriter.version1(TEST, List.of(operations(0, 4), operations(4, 3))));

    assertThat(history.size()).isEqualTo(4);
    assertThat(history.eventCount()).isEqualTo(7);
    assertThat(history.origin().format()).isEqualTo("jepsen-store");
    assertThat(history.origin().truncated()).isEmpty();
    Operation write = history.operation(0);
    assertThat(write.process()).isEqualTo(new Int(0));
    assertThat(write.f()).isEqualTo("write");
    assertThat(write.key()).contains(new Text("k0"));
    assertThat(write.value()).isEqualTo(new Int(0));
    assertThat(write.invokeTime()).hasValue(0);
    assertThat(write.completionIndex()).hasValue(1);
    assertThat(write.invokeLine()).hasValue(1);
    assertThat(write.completeLine()).hasValue(2);
    assertThat(write.field("node")).contains(new Text("n1"));
    assertThat(history.origin().header().get("name")).isEqualTo(new Text("etcd"));
    assertThat(history.origin().header().get("results"))
        .isEqualTo(new Dict(Map.of(new Keyword("valid?"), Value.of(false))));
  }

  @Test
  void secretsAndLargeThingsStayOutOfTheHeader() throws Exception {
    StoreWriter writer = StoreWriter.begin(TEST);
    writer.chunk(operations(0, 2));
    Dict header = read(writer.file()).origin().header();

    assertThat(header.entries().keySet())
        .containsExactlyInAnyOrder(
            new Keyword("name"), new Keyword("nodes"), new Keyword("concurrency"));
  }

  @Test
  void readsVersion0WhoseOperationsAreMapsWithoutIndex() throws Exception {
    List<Value> maps = new ArrayList<>();
    for (Value operation : operations(0, 3)) {
      var fields = ((Seq) ((Tagged) operation).value()).items();
      Map<Value, Value> map = new LinkedHashMap<>();
      map.put(new Keyword("time"), fields.get(1));
      map.put(new Keyword("type"), fields.get(2));
      map.put(new Keyword("process"), fields.get(3));
      map.put(new Keyword("f"), fields.get(4));
      map.put(new Keyword("value"), fields.get(5));
      map.put(new Keyword("error"), new Keyword("x"));
      maps.add(new Dict(map));
    }
    History history = read(StoreWriter.version0(TEST, maps));

    assertThat(history.size()).isEqualTo(2);
    assertThat(history.operation(0).key()).contains(new Text("k0"));
    assertThat(history.operation(1).field("error")).contains(new Keyword("x"));
  }

  @Test
  void aTestThatStoppedInTheMiddleIsTruncated() throws Exception {
    StoreWriter writer = StoreWriter.begin(TEST);
    writer.chunk(operations(0, 4));
    History history = read(writer.file());

    assertThat(history.eventCount()).isEqualTo(4);
    assertThat(history.origin().truncated())
        .contains("Jepsen did not write the test's map again after its last operations");
    assertThat(read(StoreWriter.begin(TEST).file()).origin().truncated())
        .contains("its history was never written");
  }

  @Test
  void aFileCutOffAnywhereGivesThePrefixThatIsThere() throws Exception {
    byte[] whole =
        StoreWriter.version1(TEST, List.of(operations(0, 4), operations(4, 4), operations(8, 3)));
    History all = read(whole);
    int last = 0;
    for (int cut = 0; cut < whole.length; cut++) {
      History history;
      try {
        history = read(Arrays.copyOf(whole, cut));
      } catch (MalformedHistoryException e) {
        assertThat(last).as("cut at %d: %s", cut, e.getMessage()).isZero();
        continue;
      }
      assertThat(history.origin().truncated()).as("cut at %d", cut).isPresent();
      assertThat(history.eventCount()).isGreaterThanOrEqualTo(last);
      last = history.eventCount();
      for (int i = 0; i < history.size(); i++) {
        assertThat(history.operation(i).input()).isEqualTo(all.operation(i).input());
        assertThat(history.operation(i).key()).isEqualTo(all.operation(i).key());
      }
    }
    assertThat(last).isEqualTo(11);
  }

  @Test
  void aStreamWhoseHeaderWasNotWrittenYetIsReadAsFarAsItGoes() throws Exception {
    StoreWriter writer = StoreWriter.begin(TEST);
    writer.chunk(operations(0, 4));
    byte[] before = writer.file();
    writer.chunk(operations(4, 4));
    byte[] running = Arrays.copyOf(writer.file(), before.length + 400);
    System.arraycopy(before, 0, running, 0, before.length);
    Arrays.fill(running, before.length, before.length + 28, (byte) 0);

    assertThat(read(running).eventCount()).isBetween(5, 8);
  }

  @Test
  void aDamagedBlockIsNamed() throws Exception {
    StoreWriter writer = StoreWriter.begin(TEST);
    int chunk = writer.size();
    writer.chunk(operations(0, 4));
    writer.results();
    byte[] file = writer.file();
    file[chunk + 60] ^= 1;

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessageMatching(
            "test.jepsen: the block at byte "
                + chunk
                + " \\(Fressian stream, \\d+ bytes\\) does not match its checksum; the file is damaged there");
  }

  @Test
  void aVectorThatCountsWronglyIsMalformed() throws Exception {
    StoreWriter writer = StoreWriter.begin(TEST);
    writer.chunk(operations(0, 4));
    writer.vector(5);
    writer.results();

    assertThatThrownBy(() -> read(writer.file()))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessageContaining("says that it has 5 elements, but its chunks have 4");
  }

  @Test
  void otherVersionsAndOtherFilesAreNamed() throws Exception {
    byte[] file = StoreWriter.version1(TEST, List.of(operations(0, 2)));
    file[9] = 2;
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessage("test.jepsen: version 2 of Jepsen's file format; this program knows 0 and 1");
    assertThatThrownBy(() -> read(new byte[5]))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessage(
            "test.jepsen: no header; a test.jepsen begins with JEPSEN, a version and the offset of its index");
  }

  @Test
  void aFileIsReadWithoutSpooling() throws Exception {
    Path file = directory.resolve("test.jepsen");
    Files.write(file, StoreWriter.version1(TEST, List.of(operations(0, 4))));

    assertThat(HistoryFiles.read(directory, ReadOptions.DEFAULT).eventCount()).isEqualTo(4);
  }

  /** Invocations and completions in turn, on independent keys. */
  private static List<Value> operations(int from, int count) {
    List<Value> operations = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      Value value = new Pair(new Text("k" + i / 2 % 2), i % 4 < 2 ? new Int(i / 2) : Nil.NIL);
      operations.add(
          StoreWriter.operation(
              i,
              i % 2 == 0 ? "invoke" : "ok",
              new Int(i / 2 % 3),
              i % 4 < 2 ? "write" : "read",
              value,
              new Dict(Map.of(new Keyword("node"), new Text("n1")))));
    }
    return operations;
  }

  private static History read(byte[] bytes) throws Exception {
    return HistoryFiles.read(
        new ByteArrayInputStream(bytes),
        "test.jepsen",
        ReadOptions.DEFAULT.withFormat(Format.JEPSEN_STORE));
  }
}

package minos.format;

import static minos.format.Reading.assertMalformed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreFormatsTest {

  @TempDir private Path directory;

  @Test
  void etcdReportsAreMergedByTime() throws Exception {
    write(
        "client-1",
        put(1, "{\"Value\":\"a\"}", 0, 10, "", 20)
            + put(1, "{\"Value\":\"b\"}", 0, 20, "timeout", 40));
    write(
        "client-2",
        get(2, "", 20, "[{\"Key\":\"k\",\"Value\":{\"Value\":\"a\"}}]", 3, "", 30)
            + get(2, "", 35, "null", 3, "", 36));

    History history = HistoryFiles.read(directory, ReadOptions.DEFAULT);

    assertThat(history.origin().format()).isEqualTo("etcd-robustness");
    assertThat(history.operations())
        .extracting(Operation::toString)
        .containsExactly(
            "1 write \"k\" \"a\" ok",
            "2 read \"k\" \"a\" ok",
            "1 write \"k\" \"b\" info",
            "2 read \"k\" nil ok");
    // They touch at 20, so they overlap.
    assertThat(history.invoked(1)).isLessThan(history.completed(0));
    assertThat(history.operation(2).field("error")).contains(new Text("timeout"));
    assertThat(history.operation(0).field("revision")).contains(new Int(3));
    assertThat(history.operation(0).invokeTime()).hasValue(10);
    assertThat(history.operation(3).completeTime()).hasValue(36);
  }

  @Test
  void whatIsMoreThanOneKeyKeepsItsWholeRequest() throws Exception {
    History history =
        Reading.read(
            put(1, "{\"Hash\":77}", 0, 1, "", 2)
                + put(1, "{\"Value\":\"a\"}", 9, 3, "", 4)
                + get(1, "z", 5, "[]", 3, "", 6)
                + get(1, "", 7, "[]", -1, "", 8)
                + get(1, "", 9, "null", 0, "lost", 10)
                + "{\"ClientId\":1,\"Input\":{\"Type\":\"compact\",\"Compact\":{\"Revision\":4}},\"Call\":11,\"Output\":{},\"Return\":12}",
            Format.ETCD_ROBUSTNESS);

    assertThat(history.operations())
        .extracting(Operation::f)
        .containsExactly("write", "txn", "range", "range", "read", "compact");
    assertThat(history.operation(0).value()).isEqualTo(Value.of(Map.of("hash", 77)));
    assertThat(history.operation(4).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void etcdReportsThatAreWrongAreNamed() throws Exception {
    assertMalformed(
        "{\"ClientId\":1}\n" + put(1, "{}", 0, 5, "", 4),
        Format.ETCD_ROBUSTNESS,
        """
        h:1: expected an operation, {"ClientId": ..., "Input": {...}, "Call": ..., "Output": {...}, "Return": ...}
        h:2: an operation that returns before it is called""");
    assertMalformed(
        put(1, "{}", 0, 1, "", 5) + put(1, "{}", 0, 3, "", 6),
        Format.ETCD_ROBUSTNESS,
        "h:5: process 1 invokes write while its write (line 1) is open; a process has one operation open at a time\n"
            + "h:1: client 1 has two operations open at once; each client has one at a time");
  }

  @Test
  void s2CallsArePairedByClient() throws Exception {
    History history =
        Reading.read(
            """
            {"event":{"Start":{"Append":{"num_records":5,"record_hashes":[11078887432134085092]}}},"client_id":2,"op_id":4}
            {"event":{"Start":"CheckTail"},"client_id":1,"op_id":5}
            {"event":{"Finish":{"AppendSuccess":{"tail":2738}}},"client_id":2,"op_id":4}
            {"event":{"Finish":"CheckTailFailure"},"client_id":1,"op_id":5}
            {"event":{"Start":{"Append":{"num_records":1}}},"client_id":1,"op_id":6}
            {"event":{"Finish":"AppendIndefiniteFailure"},"client_id":1,"op_id":6}
            {"event":{"Start":{"Append":{"num_records":1}}},"client_id":3,"op_id":7}
            {"event":{"Finish":"AppendDefiniteFailure"},"client_id":3,"op_id":7}
            """,
            Format.S2);

    assertThat(history.operations())
        .extracting(op -> op.f() + " " + op.outcome().word())
        .containsExactly("append ok", "check-tail fail", "append info", "append fail");
    assertThat(history.operation(0).output()).isEqualTo(Value.of(Map.of("tail", 2738)));
    assertThat(history.operation(0).field("op-id")).contains(new Int(4));
    assertThat(history.operation(1).input()).isEqualTo(Nil.NIL);
  }

  @Test
  void s2LinesThatAreWrongAreNamed() {
    assertMalformed(
        """
        {"event":{"Start":"Read"},"client_id":1,"op_id":1}
        {"event":{"Finish":"ReadFailure"},"client_id":1,"op_id":2}
        {"event":{"Finish":"Strange"},"client_id":1,"op_id":2}
        7
        """,
        Format.S2,
        """
        h:2: client 1 finishes call 2, which it has not open
        h:3: expected a call, {"event": {"Start": ...}, "client_id": ..., "op_id": ...}, or its {"Finish": ...}
        h:4: expected a call, {"event": {"Start": ...}, "client_id": ..., "op_id": ...}, or its {"Finish": ...}""");
  }

  private void write(String client, String text) throws Exception {
    Path file = directory.resolve(client).resolve("operations.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String put(
      int client, String value, int lease, long call, String error, long returned) {
    return String.format(
        """
      {"ClientId":%d,"Input":{"Type":"txn","Txn":{"Conditions":null,"OperationsOnSuccess":[
        {"Type":"put-operation","Put":{"Key":"k","Value":%s,"LeaseID":%d}}],
        "OperationsOnFailure":null}},
       "Call":%d,"Output":{"Txn":{"Failure":false},"Revision":3,"Error":"%s"},"Return":%d}
      """,
        client, value, lease, call, error, returned);
  }

  private static String get(
      int client, String end, long call, String found, int revision, String error, long returned) {
    return String.format(
        """
      {"ClientId":%d,"Input":{"Type":"range","Range":{"Start":"k","End":"%s","Revision":0}},
       "Call":%d,"Output":{"Range":{"KVs":%s},"Revision":%d,"Error":"%s"},"Return":%d}
      """,
        client, end, call, found, revision, error, returned);
  }
}

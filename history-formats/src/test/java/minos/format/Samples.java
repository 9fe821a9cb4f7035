package minos.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import minos.format.jepsen.StoreWriter;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Pair;
import minos.value.Text;
import minos.value.Value;

/** A small good input of each format: file names, relative to a directory, with their bytes. */
final class Samples {
  private Samples() {}

  static Map<String, byte[]> of(Format format) {
    return switch (format) {
      case JEPSEN_EDN ->
          text(
              "history.edn",
              """
              ; a comment
              {:index 0, :time 10, :type :invoke, :process 0, :f :write, :value [1 "a\\n"], :x #{1 2}}
              {:index 1, :time 20, :type :info, :process :nemesis, :f :kill, :value {"n1" #{"n2"}}}
              #jepsen.history.Op{:index 2, :time 25, :type :invoke, :process 1, :f :cas, :value [1 [2 3]]}
              {:index 3, :time 30, :type :ok, :process 0, :f :write, :value [1 5] :tag #inst "2025"}
              {:index 4, :time 31, :type :info, :process 1, :f :cas, :error [:e ##NaN 1/2 \\a], :exception {:at [a.B$c run "B.java" -3]}}
              """);
      case PORCUPINE_KV ->
          text(
              "kv.txt",
              """
              {:process 9, :type :invoke, :f :append, :key "0", :value "x 9 0 y"}
              {:process 2, :type :invoke, :f :get, :key "0", :value nil}
              {:process 9, :type :ok, :f :append, :key "0", :value "x 9 0 y"}
              {:process 2, :type :ok, :f :get, :key "0", :value "x 9 0 y"}
              """);
      case JEPSEN_LOG ->
          text(
              "jepsen.log",
              """
              INFO  jepsen.core - starting {:a 1}
              INFO  jepsen.util - 0\t:invoke\t:write\t4
              2022-07-28 07:53:02,853{GMT}\tINFO\t[worker 2] jepsen.util: [ 1350 ] 2\t:invoke\t:read\tnil
              INFO  jepsen.util - 0\t:info\t:write\t:timed-out
              INFO  jepsen.util - 2    :ok  :read  [1 {:a "b"}]
              """);
      case JEPSEN_TXT ->
          text(
              "history.txt",
              """
              10\t:invoke\t:write\t[1 5]
              :nemesis\t:info\t:start\t{"n1" #{"n2"}}
              2\t:invoke\t:read\t[2 nil]
              10\t:ok\t:write\t[1 5]
              2\t:info\t:read\t[2 nil]\tindeterminate: what
              """);
      case CSV ->
          text(
              "table.csv",
              """
              process,f,key,value,start,end,outcome
              1,write,x,7,100,200,ok
              2,read,"x ""y\"""
              ",[1 2],150,,info
              3,cas,x,"[1, 2]",160,170,fail
              """);
      case JSON ->
          text(
              "history.json",
              """
              [{"type":"invoke","f":"write","value":[1,{"a":null}],"process":0,"index":0},
              {"type":"ok","f":"write","value":[1,2.5e3],"process":0,"index":1}]
              """);
      case JSONL ->
          text(
              "history.jsonl",
              """
              {"header":{"format":"minos","version":1,"clock":"monotonic"}}
              {"index":0,"time":1200,"process":3,"type":"invoke","f":"write","key":"x","value":7}
              {"index":1,"time":9100,"process":3,"type":"ok","f":"write","key":"x","value":7,"version":"v17","meta":{"status":200}}
              {"end":{"events":2}}
              """);
      case ETCD_ROBUSTNESS ->
          text(
              "client-1/operations.json",
              """
              {"ClientId":1,"Input":{"Type":"range","Range":{"Start":"k"}},"Call":10,"Output":{"Revision":3,"Error":""},"Return":20}
              """);
      case S2 ->
          text(
              "s2.jsonl",
              """
              {"event":{"Start":{"Append":{"num_records":5,"record_hashes":[1,2]}}},"client_id":2,"op_id":4}
              {"event":{"Finish":{"AppendSuccess":{"tail":2738}}},"client_id":2,"op_id":4}
              {"event":{"Start":"Read"},"client_id":1,"op_id":5}
              {"event":{"Finish":"ReadFailure"},"client_id":1,"op_id":5}
              """);
      case TXN_TEXT -> text("txn.txt", "w(0,1,1,1)\nr(0,1,1,2)\nw(1,2,2,3)\nr(1,2,1,-1)\n");
      case AWDIT_TEST -> text("awdit.txt", "w 0 1\nw 1 1\n-----\nr 0 1\n=====\nr 1 1\nw 0 2\n");
      case DBCOP ->
          text(
              "dbcop.json",
              """
              [[{"events":[{"Read":{"variable":0,"version":null}},{"Write":{"variable":1,"version":2}}],"committed":true}]]
              """);
      case TIMEKILLER ->
          text(
              "timekiller.json",
              """
              [{"tid":"1","sid":"1","sts":{"p":1,"l":0},"cts":{"p":2,"l":0},"ops":[{"t":"w","k":"x","v":1},{"t":"r","k":"y","v":2}]}]
              """);
      case JEPSEN_STORE -> Map.of("test.jepsen", store());
      case COBRA ->
          Map.of(
              "T1.log",
              "S\0\0\0\0\0\0\0\1W\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\4C\0\0\0\0\0\0\0\1"
                  .getBytes(ISO_8859_1));
    };
  }

  private static byte[] store() {
    Value process = new Int(0);
    Dict none = Dict.EMPTY;
    try {
      return StoreWriter.version1(
          new Dict(Map.of(new Keyword("name"), new Text("etcd"))),
          List.of(
              List.of(
                  StoreWriter.operation(
                      0, "invoke", process, "write", new Pair(new Int(1), new Int(2)), none),
                  StoreWriter.operation(1, "info", new Keyword("nemesis"), "kill", none, none)),
              List.of(
                  StoreWriter.operation(
                      2, "ok", process, "write", new Pair(new Int(1), new Int(2)), none))));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, byte[]> text(String file, String text) {
    return Map.of(file, text.getBytes(UTF_8));
  }
}

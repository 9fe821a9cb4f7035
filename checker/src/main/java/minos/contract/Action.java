package minos.contract;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an operation of an object or item store does, by the letters of its function. */
enum Action {
  GET,
  HEAD,
  PUT,
  PUT_IF_ABSENT,
  DELETE,
  COMPARE_AND_SET,
  ADD,
  LIST,
  QUERY,
  COPY,
  RENAME,
  TRANSACT,
  /** Changes nothing that anybody can see. */
  PREPARE;

  private static final Map<String, Action> BY_LETTERS =
      Map.ofEntries(
          Map.entry("read", GET),
          Map.entry("get", GET),
          Map.entry("r", GET),
          Map.entry("getobject", GET),
          Map.entry("getitem", GET),
          Map.entry("resolve", GET),
          Map.entry("lookup", GET),
          Map.entry("head", HEAD),
          Map.entry("headobject", HEAD),
          Map.entry("exists", HEAD),
          Map.entry("write", PUT),
          Map.entry("put", PUT),
          Map.entry("w", PUT),
          Map.entry("set", PUT),
          Map.entry("putobject", PUT),
          Map.entry("putitem", PUT),
          Map.entry("update", PUT),
          Map.entry("updateitem", PUT),
          Map.entry("completemultipartupload", PUT),
          Map.entry("multipartput", PUT),
          Map.entry("putifabsent", PUT_IF_ABSENT),
          Map.entry("setnx", PUT_IF_ABSENT),
          Map.entry("delete", DELETE),
          Map.entry("del", DELETE),
          Map.entry("remove", DELETE),
          Map.entry("deleteobject", DELETE),
          Map.entry("deleteitem", DELETE),
          Map.entry("cas", COMPARE_AND_SET),
          Map.entry("compareandset", COMPARE_AND_SET),
          Map.entry("add", ADD),
          Map.entry("increment", ADD),
          Map.entry("list", LIST),
          Map.entry("listobjects", LIST),
          Map.entry("listobjectsv2", LIST),
          Map.entry("query", QUERY),
          Map.entry("scan", QUERY),
          Map.entry("batchget", QUERY),
          Map.entry("batchgetitem", QUERY),
          Map.entry("copy", COPY),
          Map.entry("copyobject", COPY),
          Map.entry("rename", RENAME),
          Map.entry("renameobject", RENAME),
          Map.entry("txn", TRANSACT),
          Map.entry("transact", TRANSACT),
          Map.entry("transactwrite", TRANSACT),
          Map.entry("transactwriteitems", TRANSACT),
          Map.entry("transactget", TRANSACT),
          Map.entry("transactgetitems", TRANSACT),
          Map.entry("createmultipartupload", PREPARE),
          Map.entry("uploadpart", PREPARE),
          Map.entry("abortmultipartupload", PREPARE));

  /** The name in small letters. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a function does; empty if a store has none such. */
  static Optional<Action> of(String f) {
    return Optional.ofNullable(BY_LETTERS.get(Condition.plain(f)));
  }
}

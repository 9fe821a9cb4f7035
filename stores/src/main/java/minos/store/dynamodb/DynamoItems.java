package minos.store.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.store.Request;
import minos.value.Int;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the items of a run look like: each a number, a set of numbers or a list of them. */
final class DynamoItems {
  /** The attribute that is a key. */
  static final String KEY = "k";

  static final String VALUE = "v";
  static final String ELEMENTS = "e";
  private static final String FILLER = "f";
  private static final String LIST = "l";

  /** Appends {@link #more} in place; the first append makes the list, and the item. */
  static final String APPEND =
      "SET " + LIST + " = list_append(if_not_exists(" + LIST + ", :none), :more)";

  private final DynamoSettings settings;
  private final String filler;

  DynamoItems(DynamoSettings settings) {
    this.settings = settings;
    this.filler = "x".repeat(Math.max(0, settings.valueSize()));
  }

  /** The table that they are in. */
  String table() {
    return settings.table();
  }

  Map<String, AttributeValue> key(Request request) {
    return Map.of(KEY, AttributeValue.fromS(settings.prefix() + request.key()));
  }

  /** The item that a write puts in the place of another. */
  Map<String, AttributeValue> written(Request request) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(key(request));
    item.put(VALUE, n(request.value()));
    if (!filler.isEmpty()) {
      item.put(FILLER, AttributeValue.fromS(filler));
    }
    return item;
  }

  /** What {@link #APPEND} speaks of: the elements that are appended, in their order. */
  static Map<String, AttributeValue> more(List<Request> appends) {
    List<AttributeValue> more = appends.stream().map(append -> n(append.value())).toList();
    return Map.of(":none", AttributeValue.fromL(List.of()), ":more", AttributeValue.fromL(more));
  }

  /** The number of an item; nil if there is none. */
  static Value number(Map<String, AttributeValue> item) {
    @Nullable AttributeValue value = item.get(VALUE);
    return value == null ? Nil.NIL : number(value);
  }

  private static Value number(AttributeValue value) {
    String n = value.n();
    return n != null && n.matches("-?\\d{1,18}")
        ? new Int(Long.parseLong(n))
        : new Text("foreign: an item without the number that each write writes");
  }

  /** The set of an item; empty if there is none. */
  static Value elements(Map<String, AttributeValue> item) {
    Set<Value> elements = new LinkedHashSet<>();
    @Nullable AttributeValue value = item.get(ELEMENTS);
    if (value != null) {
      value.ns().forEach(n -> elements.add(new Int(Long.parseLong(n))));
    }
    return new Members(elements);
  }

  /** The list of an item; nil if there is none. */
  static Value list(Map<String, AttributeValue> item) {
    @Nullable AttributeValue value = item.get(LIST);
    if (value == null) {
      return Nil.NIL;
    }
    List<Value> list = new ArrayList<>();
    value.l().forEach(element -> list.add(number(element)));
    return new Seq(list);
  }

  static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}

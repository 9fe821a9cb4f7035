package minos.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** What a client of each store would record beside its operations, by the store's own names. */
final class Metadata {
  private final SimulationOptions options;
  private final Map<Value, Value> asked = new LinkedHashMap<>(8);

  private Metadata(SimulationOptions options) {
    this.options = options;
  }

  /** What the request says. */
  static Dict asked(SimulationOptions options, Call call) {
    Metadata metadata = new Metadata(options);
    metadata.ask(call);
    return metadata.asked.isEmpty() ? Dict.EMPTY : new Dict(metadata.asked);
  }

  /** What the request said and the answer says. */
  static Dict answered(SimulationOptions options, Call call) {
    Metadata metadata = new Metadata(options);
    metadata.ask(call);
    metadata.answer(call);
    return metadata.asked.isEmpty() ? Dict.EMPTY : new Dict(metadata.asked);
  }

  private void put(String name, String text) {
    asked.put(new Text(name), new Text(text));
  }

  private void put(String name, long number) {
    asked.put(new Text(name), new Int(number));
  }

  private void ask(Call call) {
    boolean reads = call.kind == Call.Kind.READ;
    switch (options.store()) {
      case DYNAMODB -> {
        if (reads) {
          asked.put(new Text("consistentRead"), Bool.of(call.level.equals("strong")));
        }
      }
      case MONGODB -> {
        put(reads ? "readConcern" : "writeConcern", reads ? call.level : concern(call.level));
      }
      case SPANNER, COCKROACHDB -> {
        if (reads && options.store() == StoreKind.SPANNER) {
          put("staleness", call.level.equals(TimestampStore.STALE) ? "exact" : "strong");
        }
      }
      case COSMOSDB -> {
        if (reads && call.level.equals("bounded")) {
          put("maxStaleness", options.bound() / 1_000_000 + "ms");
        }
        if (reads && call.level.equals("session")) {
          put("sessionToken", "0:-1#" + call.client.token);
        }
      }
      case S3 -> {
        if (call.kind == Call.Kind.CAS && call.expected != null) {
          if (call.expected.absent()) {
            put("ifNoneMatch", "*");
          } else {
            put("ifMatch", etag(call.expected));
          }
        }
      }
      case STRONG, CAUSAL, SESSION, EVENTUAL, S3_2006, CASSANDRA, DNS, REDIS_ASYNC -> {
        // The level says it all, if there is one.
      }
    }
  }

  private static String concern(String level) {
    return level.equals("w:1") ? "1" : level;
  }

  private void answer(Call call) {
    Version version = call.version;
    boolean reads = call.kind == Call.Kind.READ;
    switch (options.store()) {
      case S3, S3_2006 -> {
        put("status", reads && absent(version) ? 404 : call.f.equals("delete") ? 204 : 200);
        if (version != null && !version.absent()) {
          put("etag", etag(version));
        }
      }
      case CASSANDRA -> {
        if (version != null && !version.absent()) {
          put("writetime", NodeClock.time(version.order) / 1000);
        }
      }
      case SPANNER, COCKROACHDB -> {
        if (!reads) {
          put("commitTimestamp", call.stamp);
        } else if (call.level.equals(TimestampStore.STALE)) {
          put(options.store() == StoreKind.SPANNER ? "readTimestamp" : "asOf", call.stamp);
        }
      }
      case MONGODB -> put("clusterTime", version == null ? 0 : version.order);
      case DNS -> {
        if (reads) {
          put("ttl", options.ttl() / 1_000_000 + "ms");
          put("resolver", "n" + call.node);
        }
      }
      case REDIS_ASYNC -> {
        if (!reads && call.level.equals("wait:1")) {
          put("replicas", 1);
          asked.put(new Text("waited"), Bool.TRUE);
        }
      }
      case STRONG, CAUSAL, SESSION, EVENTUAL, DYNAMODB, COSMOSDB -> {
        // Version, node and clock have fields of their own.
      }
    }
  }

  private static boolean absent(@Nullable Version version) {
    return version == null || version.absent();
  }

  static String etag(Version version) {
    return "\"" + Long.toHexString(version.order * 0x9E3779B97F4A7C15L) + "\"";
  }
}

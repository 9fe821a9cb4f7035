package minos.session;

import java.util.Arrays;
import java.util.Optional;
import minos.history.History;
import minos.register.RegisterHistory;
import minos.register.VersionOrder;
import minos.value.Int;
import minos.value.Value;

/**
 * When each version of a key came to be, as an interval on some line: a version is older than
 * another iff its interval ends before the other's begins.
 *
 * <p>On the server's line an interval is the number of the version, a single point; a write whose
 * number nobody recorded may be anywhere. In real time it begins when the write was invoked and
 * ends when it, or a read that saw it, completed: whoever saw a write saw it take effect. The
 * latter is what makes a write that follows a read, or another write, in some session the newer
 * one.
 */
final class Versions {
  private final long[] begin;
  private final long[] end;
  private int contradiction = -1;

  private Versions(int size) {
    begin = new long[size];
    end = new long[size];
  }

  static Versions of(RegisterHistory history, VersionOrder order) {
    Versions versions = new Versions(history.size());
    switch (order) {
      case REAL_TIME -> versions.realTime(history);
      case SERVER -> versions.server(history);
      case NONE -> {
        Arrays.fill(versions.begin, Long.MIN_VALUE);
        Arrays.fill(versions.end, Long.MAX_VALUE);
      }
    }
    return versions;
  }

  /** Whether some operation of a history records the number of a version. */
  static boolean recorded(History history) {
    if (!history.fieldNames().contains("version")) {
      return false;
    }
    for (int i = 0; i < history.size(); i++) {
      if (history.field(i, "version").filter(Int.class::isInstance).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private void realTime(RegisterHistory history) {
    for (int node = 0; node < begin.length; node++) {
      begin[node] = history.invoked(node);
      end[node] = history.completed(node);
    }
    for (int node = 0; node < begin.length; node++) {
      int source = history.source(node);
      if (source >= 0) {
        end[source] = Math.min(end[source], Math.max(begin[source], history.completed(node)));
      }
    }
  }

  private void server(RegisterHistory history) {
    Arrays.fill(begin, Long.MIN_VALUE);
    Arrays.fill(end, Long.MAX_VALUE);
    for (int node = 0; node < begin.length; node++) {
      boolean reads = !history.isWrite(node);
      int write = reads ? history.source(node) : node;
      Optional<Value> version = history.history().field(history.op(node), "version");
      boolean says = !(reads && history.isHalf(node)) && write >= 0;
      if (says && version.isPresent() && version.get() instanceof Int number) {
        if (begin[write] != Long.MIN_VALUE && begin[write] != number.value()) {
          contradiction = node;
        }
        begin[write] = number.value();
        end[write] = number.value();
      }
    }
  }

  /** A node whose version is not what was recorded elsewhere for the same write; -1 if none. */
  int contradiction() {
    return contradiction;
  }

  long begin(int write) {
    return begin[write];
  }

  long end(int write) {
    return end[write];
  }
}

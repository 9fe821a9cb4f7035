package minos.spec;

import java.util.Set;

/** The letters that histories use for the same function. */
final class Functions {
  static final Set<String> READ = Set.of("read", "get", "r");
  static final Set<String> WRITE = Set.of("write", "put", "w", "set");
  static final Set<String> CAS = Set.of("cas", "compare-and-set");
  static final Set<String> DELETE = Set.of("delete", "del", "remove");

  private Functions() {}
}

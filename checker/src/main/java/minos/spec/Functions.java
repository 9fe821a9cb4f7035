package minos.spec;

import java.util.Set;

/** The letters that histories use for the same function of registers, maps, sets and lists. */
public final class Functions {
  /** Answers the value. */
  public static final Set<String> READ = Set.of("read", "get", "r");

  /** Sets the value. */
  public static final Set<String> WRITE = Set.of("write", "put", "w", "set");

  /** Sets the value if it is the expected one. */
  public static final Set<String> CAS = Set.of("cas", "compare-and-set");

  /** Takes the value away. */
  public static final Set<String> DELETE = Set.of("delete", "del", "remove");

  private Functions() {}
}

package minos.spec;

import java.util.Set;

/** The letters that histories use for the functions of counters. */
public final class CounterFunctions {
  /** Adds; answers nothing, or the value afterwards. */
  public static final Set<String> UP = Set.of("add", "inc", "incr", "increment");

  /** Subtracts; answers nothing, or the value afterwards. */
  public static final Set<String> DOWN = Set.of("dec", "decr", "decrement", "subtract", "sub");

  /** Adds and always answers the value afterwards. */
  public static final Set<String> AFTER = Set.of("add-and-get", "increment-and-get");

  /** Adds and always answers the value before. */
  public static final Set<String> BEFORE =
      Set.of("get-and-add", "get-and-increment", "fetch-and-add");

  private CounterFunctions() {}

  /** Whether the function adds. */
  public static boolean up(String f) {
    return UP.contains(f) || AFTER.contains(f) || BEFORE.contains(f);
  }
}

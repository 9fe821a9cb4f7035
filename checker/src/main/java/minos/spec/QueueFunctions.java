package minos.spec;

import java.util.Set;

/** The letters that histories use for the functions of queues and stacks. */
public final class QueueFunctions {
  /** Puts a value into a queue. */
  public static final Set<String> ENQUEUE =
      Set.of("enqueue", "enq", "offer", "send", "add", "insert", "put");

  /** Takes a value out of a queue. */
  public static final Set<String> DEQUEUE =
      Set.of("dequeue", "deq", "poll", "receive", "take", "extract-min", "remove-min");

  /** Puts a value onto a stack. */
  public static final Set<String> PUSH = Set.of("push");

  /** Takes a value off a stack. */
  public static final Set<String> POP = Set.of("pop");

  /** Looks at the value that would come out next. */
  public static final Set<String> PEEK = Set.of("peek", "top", "first", "min");

  private QueueFunctions() {}
}

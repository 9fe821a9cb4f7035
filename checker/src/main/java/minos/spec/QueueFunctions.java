package minos.spec;

import java.util.Set;

/** The letters that histories use for the functions of queues and stacks. */
final class QueueFunctions {
  static final Set<String> ENQUEUE =
      Set.of("enqueue", "enq", "offer", "send", "add", "insert", "put");
  static final Set<String> DEQUEUE =
      Set.of("dequeue", "deq", "poll", "receive", "take", "extract-min", "remove-min");
  static final Set<String> PUSH = Set.of("push");
  static final Set<String> POP = Set.of("pop");
  static final Set<String> PEEK = Set.of("peek", "top", "first", "min");

  private QueueFunctions() {}
}

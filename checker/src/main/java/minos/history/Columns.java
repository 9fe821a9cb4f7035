package minos.history;

/**
 * The columns that a history is made of: 56 bytes an operation.
 *
 * @param process dense number of the process
 * @param function dense number of the function
 * @param key dense number of the key, or -1
 * @param input dictionary id of the invocation's value
 * @param output dictionary id of the completion's value
 * @param outcome code of the {@link Outcome}
 * @param invoked position of the invocation in the real-time order
 * @param completed position of the completion, or {@link History#NEVER}
 * @param invokeTime nanoseconds, or {@link Event#ABSENT}
 * @param completeTime nanoseconds, or {@link Event#ABSENT}
 * @param invokeLine line of the source, or -1
 * @param completeLine line of the source, or -1
 */
record Columns(
    IntColumn process,
    IntColumn function,
    IntColumn key,
    IntColumn input,
    IntColumn output,
    IntColumn outcome,
    IntColumn invoked,
    IntColumn completed,
    LongColumn invokeTime,
    LongColumn completeTime,
    IntColumn invokeLine,
    IntColumn completeLine) {

  static Columns empty() {
    return new Columns(
        new IntColumn(),
        new IntColumn(),
        new IntColumn(),
        new IntColumn(),
        new IntColumn(),
        new IntColumn(),
        new IntColumn(),
        new IntColumn(),
        new LongColumn(),
        new LongColumn(),
        new IntColumn(),
        new IntColumn());
  }

  int size() {
    return process.size();
  }

  /** The same operations with other keys and values. */
  Columns withKeys(IntColumn newKey, IntColumn newInput, IntColumn newOutput) {
    return new Columns(
        process,
        function,
        newKey,
        newInput,
        newOutput,
        outcome,
        invoked,
        completed,
        invokeTime,
        completeTime,
        invokeLine,
        completeLine);
  }
}

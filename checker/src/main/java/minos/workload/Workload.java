package minos.workload;

import java.util.Optional;

/**
 * One of Jepsen's workloads: a kind of history, and what must hold of it. Implementations keep no
 * state.
 */
interface Workload {
  /** Jepsen's name, such as {@code set-full}. */
  String name();

  /** What decides, in a few words, for the report. */
  String algorithm();

  /** Which histories this one takes as operations on independent keys, each judged by itself. */
  default Keys keys() {
    return Keys.EACH_BY_ITSELF;
  }

  /** Judges one object's operations, and says what it found. */
  void judge(Slice slice, WorkloadOptions options, Progress progress, Report report);

  /**
   * Says what may be left out of a history that this workload judges: all operations, but for those
   * whose excuses go. The argument is in the implementation's comment.
   */
  void excuse(Slice slice, WorkloadOptions options, Excuses excuses);

  /** What the answers of operations can be narrowed to; empty where it is not known to be sound. */
  default Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.empty();
  }

  /** What the keys of a history are to a workload. */
  enum Keys {
    /** Independent objects. */
    EACH_BY_ITSELF,
    /** Independent objects, also where only the values {@code [key value]} tell them apart. */
    EACH_BY_ITSELF_ALSO_IN_VALUES,
    /** Part of what is judged together. */
    ALL_TOGETHER
  }
}

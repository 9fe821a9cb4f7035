package minos.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import minos.recorder.Invocation;
import minos.recorder.Recorder;

/**
 * What recording an operation in memory costs one thread, an invocation and its completion, by its
 * processor time: on a machine that others use as well, the clock says little.
 */
final class RecordingCost {
  private static final int ROUNDS = 10;
  private static final int OPERATIONS = 1_000_000;

  private RecordingCost() {}

  /** Prints a line for each round. */
  public static void main(String[] args) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < ROUNDS; round++) {
      Recorder recorder = Recorder.inMemory();
      long began = System.nanoTime();
      long processor = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < OPERATIONS; i++) {
        try (Invocation write = recorder.invoke(0, "write", "x", i)) {
          write.ok();
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%d ns processor time, %d ns elapsed an operation%n",
          (threads.getCurrentThreadCpuTime() - processor) / OPERATIONS,
          (System.nanoTime() - began) / OPERATIONS);
    }
  }
}

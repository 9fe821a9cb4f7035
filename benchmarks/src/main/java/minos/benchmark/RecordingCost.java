package minos.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minos.recorder.Invocation;
import minos.recorder.Recorder;

/**
 * What recording an operation in memory costs, an invocation and its completion, in processor time:
 * on a machine that others use as well, the clock says little. Of all threads of the process, so
 * that garbage collection and compilation are in it.
 */
final class RecordingCost {
  private static final int ROUNDS = 10;
  private static final int OPERATIONS = 1_000_000;

  private RecordingCost() {}

  /** Prints a line for each round, of one thread and of two. */
  public static void main(String[] args) throws InterruptedException {
    for (int threads = 1; threads <= 2; threads++) {
      for (int round = 0; round < ROUNDS; round++) {
        round(threads);
      }
    }
  }

  private static void round(int threads) throws InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Recorder recorder = Recorder.inMemory();
    List<Thread> clients = new ArrayList<>();
    long began = System.nanoTime();
    long processor = system.getProcessCpuTime();
    for (int t = 0; t < threads; t++) {
      Integer process = t;
      Thread client = new Thread(() -> record(recorder, process));
      client.start();
      clients.add(client);
    }
    for (Thread client : clients) {
      client.join();
    }
    long operations = (long) threads * OPERATIONS;
    System.out.printf(
        Locale.ROOT,
        "%d threads: %d ns processor time, %d ns elapsed an operation%n",
        threads,
        (system.getProcessCpuTime() - processor) / operations,
        (System.nanoTime() - began) / operations);
  }

  private static void record(Recorder recorder, Integer process) {
    for (int i = 0; i < OPERATIONS; i++) {
      try (Invocation write = recorder.invoke(process, "write", "x", i)) {
        write.ok();
      }
    }
  }
}

package minos.cli.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says how far it is, on standard error, as soon as something takes longer than a second: on a
 * terminal in one line that is overwritten, else in a line every five seconds.
 *
 * <p>Thread-safe; close it to end its thread.
 */
public final class Progress implements AutoCloseable {
  private static final long FIRST_MILLIS = 1_000;
  private static final long REDRAW_MILLIS = 200;
  private static final long REPEAT_MILLIS = 5_000;

  private final PrintStream err;
  private static final int WIDTH = 79;

  private final boolean overwrite;
  private final @Nullable Thread thread;
  private @Nullable Supplier<String> doing;
  private long since;
  private boolean drawn;
  private boolean closed;

  private Progress(PrintStream err, boolean on, boolean overwrite) {
    this.err = err;
    this.overwrite = overwrite;
    if (on) {
      Thread teller = new Thread(this::tell, "progress");
      teller.setDaemon(true);
      thread = teller;
    } else {
      thread = null;
    }
  }

  /**
   * Progress on a stream.
   *
   * @param on whether to say anything
   * @param overwrite whether the stream is a terminal, which can overwrite a line
   */
  public static Progress to(PrintStream err, boolean on, boolean overwrite) {
    Progress progress = new Progress(err, on, overwrite);
    if (progress.thread != null) {
      progress.thread.start();
    }
    return progress;
  }

  /**
   * Something begins.
   *
   * @param what asked from another thread, whenever something is to be said
   */
  public synchronized void begin(Supplier<String> what) {
    clear();
    doing = what;
    since = System.nanoTime();
    notifyAll();
  }

  /** It ended. What was said is wiped away, where that can be done. */
  public synchronized void end() {
    clear();
    doing = null;
    notifyAll();
  }

  @Override
  public synchronized void close() {
    end();
    closed = true;
    notifyAll();
  }

  private void clear() {
    if (drawn && overwrite) {
      err.print("\r\u001b[K");
      err.flush();
    }
    drawn = false;
  }

  private synchronized void tell() {
    try {
      while (!closed) {
        Supplier<String> now = doing;
        if (now == null) {
          wait();
          continue;
        }
        long millis = (System.nanoTime() - since) / 1_000_000;
        long due = drawn ? (overwrite ? REDRAW_MILLIS : REPEAT_MILLIS) : FIRST_MILLIS - millis;
        if (due > 0) {
          wait(due);
          if (doing != now || closed) {
            continue;
          }
        }
        millis = (System.nanoTime() - since) / 1_000_000;
        if (millis >= FIRST_MILLIS) {
          say(now.get() + String.format(Locale.ROOT, ", %d s", millis / 1000));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String text) {
    drawn = true;
    if (overwrite) {
      // A line that is broken can't be overwritten.
      err.print("\r\u001b[K" + text.substring(0, Math.min(text.length(), WIDTH)));
      err.flush();
    } else {
      err.print("minos: " + text + "\n");
      err.flush();
    }
  }
}

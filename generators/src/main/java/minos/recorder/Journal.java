package minos.recorder;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import minos.format.JsonlWriter;
import minos.value.Dict;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of a chain to a file as JSON Lines, in order, each once.
 *
 * <p>Nobody is the writer: whoever needs an event to be written takes the lock and writes all that
 * is there, its own and the others'. So with many threads one write carries many events, and none
 * is handed from thread to thread.
 *
 * <p>An error of the disk stays: every later call fails with it, so that nobody goes on with a
 * recording that has a hole. Thread-safe.
 */
final class Journal implements AutoCloseable {
  private final Path file;
  private final Flush flush;
  private final EventChain chain;
  private final ReentrantLock lock = new ReentrantLock();
  private final FileOutputStream stream;
  private final JsonlWriter writer;
  private final @Nullable Thread flusher;

  /** The last link written; guarded by the lock. */
  private EventChain.Link written;

  private volatile @Nullable IOException failure;
  private boolean closed;

  /**
   * Creates the file and writes the header.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file: a recording is never
   *     overwritten
   */
  static Journal create(Path file, Flush flush, Dict header, EventChain chain) throws IOException {
    // Claims the name, or fails.
    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
    Journal journal = new Journal(file, flush, chain, 0);
    try {
      journal.writer.header(header);
      journal.writer.flush();
    } catch (IOException e) {
      journal.stream.close();
      throw e;
    }
    return journal.started();
  }

  /**
   * Goes on at the end of a file that broke off.
   *
   * @param events how many events are in it
   */
  static Journal goOn(Path file, Flush flush, EventChain chain, long events) throws IOException {
    return new Journal(file, flush, chain, events).started();
  }

  private Journal started() {
    if (flusher != null) {
      flusher.start();
    }
    return this;
  }

  private Journal(Path file, Flush flush, EventChain chain, long events) throws IOException {
    this.file = file;
    this.flush = flush;
    this.stream = new FileOutputStream(file.toFile(), true);
    this.writer = JsonlWriter.goingOn(new Unclosed(stream), events);
    this.written = chain.last();
    this.chain = chain;
    if (flush instanceof Flush.Every every) {
      Thread thread = new Thread(() -> flushEvery(every.period().toMillis()), "minos-journal");
      thread.setDaemon(true);
      flusher = thread;
    } else {
      flusher = null;
    }
  }

  /**
   * Returns when an event is as safe as the policy promises.
   *
   * @throws UncheckedIOException if it can't be written
   */
  void keep(EventChain.Link link) {
    if (flush instanceof Flush.Each each) {
      if (!link.done()) {
        write(each.force());
      }
    } else {
      check();
    }
  }

  /** Writes the end line and closes the file. What is appended later is not written. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      drain();
      closed = true;
      writer.end();
      writer.flush();
      stream.getFD().sync();
    } catch (IOException e) {
      fail(e);
    } finally {
      closeStream();
      lock.unlock();
    }
    if (flusher != null) {
      flusher.interrupt();
    }
    check();
  }

  private void closeStream() {
    try {
      stream.close();
    } catch (IOException e) {
      fail(e);
    }
  }

  private void write(boolean force) {
    lock.lock();
    try {
      if (!closed && failure == null && written != chain.last()) {
        drain();
        if (force) {
          stream.getFD().sync();
        }
      }
    } catch (IOException e) {
      fail(e);
    } finally {
      lock.unlock();
    }
    check();
  }

  /** Writes all that was appended by now. */
  private void drain() throws IOException {
    EventChain.Link first = written;
    EventChain.Link end = chain.last();
    for (EventChain.Link link = first; link != end; ) {
      link = link.await();
      writer.event(Objects.requireNonNull(link.event()));
      written = link;
    }
    writer.flush();
    // Only now: who sees it doesn't take the lock.
    for (EventChain.Link link = first; link != end; ) {
      link = link.await();
      link.setDone();
    }
  }

  private void flushEvery(long millis) {
    try {
      while (true) {
        Thread.sleep(millis);
        lock.lock();
        try {
          if (closed || failure != null) {
            return;
          }
          drain();
        } catch (IOException e) {
          fail(e);
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(IOException e) {
    lock.lock();
    try {
      if (failure == null) {
        failure = e;
      }
    } finally {
      lock.unlock();
    }
  }

  private void check() {
    IOException e = failure;
    if (e != null) {
      throw new UncheckedIOException("the journal " + file + " can't be written", e);
    }
  }

  /** Lets the writer be dropped without closing the file before it was synchronized. */
  private static final class Unclosed extends OutputStream {
    private final OutputStream out;

    Unclosed(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }
  }
}

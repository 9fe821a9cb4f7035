package minos.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A file that grows: at its end it waits for more, until told to stop. */
final class FollowedFile extends InputStream {
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(50);

  private final FileChannel file;
  private final BooleanSupplier stopped;

  FollowedFile(Path path, BooleanSupplier stopped) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.READ);
    this.stopped = stopped;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (true) {
      int read = file.read(ByteBuffer.wrap(into, offset, length));
      if (read > 0 || length == 0) {
        return read;
      }
      if (stopped.getAsBoolean()) {
        return -1;
      }
      LockSupport.parkNanos(NAP);
      if (Thread.interrupted()) {
        throw new InterruptedIOException("stopped while waiting for the file to grow");
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

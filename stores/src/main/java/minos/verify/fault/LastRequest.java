package minos.verify.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * What a client sent since it was last answered, which is a request where clients wait for each
 * answer. Thread-safe.
 */
final class LastRequest {
  /** A larger one is not kept. */
  private static final int MOST = 1 << 20;

  private static final int PATIENCE = 2_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean answered;
  private boolean whole = true;

  /** The client sent something more. */
  synchronized void sent(byte[] from, int length) {
    if (answered) {
      bytes.reset();
      answered = false;
      whole = true;
    }
    whole &= bytes.size() + length <= MOST;
    if (whole) {
      bytes.write(from, 0, length);
    }
  }

  /** The server begins to answer; what it answers, if nothing did before, else nothing. */
  synchronized byte[] answered() {
    boolean first = !answered;
    answered = true;
    return first && whole ? bytes.toByteArray() : new byte[0];
  }

  /** Sends a request by a connection of its own, and waits until it is answered. */
  static void repeat(byte[] request, InetSocketAddress target) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE);
      socket.connect(target, PATIENCE);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      if (socket.getInputStream().read(new byte[1]) < 0) {
        throw new IOException("the connection was closed without an answer");
      }
    }
  }
}

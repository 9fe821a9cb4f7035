package minos.verify.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Passes TCP connections on to a server, as well as it is told to. It knows nothing of what is in
 * them, but that a client which was not answered yet has sent one request. Listens on the loopback
 * interface.
 *
 * <p>Thread-safe. Two threads a connection.
 */
public final class FaultProxy implements Closeable {
  private static final int BUFFER = 1 << 14;
  private static final long DELAY = 150_000_000;
  private static final long POLL = 5_000_000;
  private static final int THROTTLED_BYTES = 64;

  private final InetSocketAddress target;
  private final ServerSocket listener;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Fault fault;
  private volatile boolean closed;

  /** A proxy of a server, without faults so far. */
  public FaultProxy(InetSocketAddress target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    start(this::accept, "minos-proxy");
  }

  /** The address of a server, with this proxy in its place. */
  public URI inPlaceOf(URI server) {
    String path = server.getRawPath() == null ? "" : server.getRawPath();
    return URI.create(server.getScheme() + "://127.0.0.1:" + listener.getLocalPort() + path);
  }

  /** From now on something goes wrong; or nothing, with null. */
  public void set(@Nullable Fault other) {
    fault = other;
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = listener.accept();
        if (fault == Fault.REFUSE) {
          reset(client);
        } else {
          start(() -> connect(client), "minos-proxy-connection");
        }
      } catch (IOException e) {
        // Only closing the listener ends it; whoever gave up meanwhile has his answer.
        Thread.onSpinWait();
      }
    }
  }

  private void connect(Socket client) {
    Connection connection = new Connection(client, new Socket());
    connections.add(connection);
    try {
      client.setTcpNoDelay(true);
      connection.server.setTcpNoDelay(true);
      connection.server.connect(target);
      start(() -> pump(connection, false), "minos-proxy-answers");
      pump(connection, true);
    } catch (IOException e) {
      // What the server refuses to us is refused to the client.
      connection.reset();
    }
  }

  /** Carries bytes one way until the connection ends. */
  private void pump(Connection connection, boolean request) {
    Socket from = request ? connection.client : connection.server;
    Socket to = request ? connection.server : connection.client;
    byte[] bytes = new byte[BUFFER];
    try {
      for (int n = from.getInputStream().read(bytes); n >= 0; ) {
        if (!pass(request)) {
          break;
        }
        if (request) {
          connection.last.sent(bytes, n);
        } else {
          duplicate(connection.last.answered());
        }
        send(to, bytes, n);
        n = from.getInputStream().read(bytes);
      }
    } catch (IOException e) {
      // One side is gone: the other is told below.
      connection.reset();
    } finally {
      connection.reset();
    }
  }

  private void duplicate(byte[] request) {
    if (fault != Fault.DUPLICATE || request.length == 0) {
      return;
    }
    try {
      LastRequest.repeat(request, target);
    } catch (IOException e) {
      // A server that takes no request without what came before it: then there is no second one.
      return;
    }
  }

  /** Whether bytes get through, after as long as that takes. */
  private boolean pass(boolean request) {
    Fault now = fault;
    if (now == null) {
      return true;
    }
    return switch (now) {
      case THROTTLE, DUPLICATE -> true;
      case DELAY -> {
        LockSupport.parkNanos(DELAY);
        yield true;
      }
      case RESET, REFUSE -> false;
      case CUT_ANSWER -> request;
      case BLACK_HOLE -> {
        while (fault == Fault.BLACK_HOLE && !closed) {
          LockSupport.parkNanos(POLL);
        }
        yield false;
      }
    };
  }

  private void send(Socket to, byte[] bytes, int length) throws IOException {
    int sent = 0;
    while (sent < length) {
      int some = length - sent;
      if (fault == Fault.THROTTLE) {
        some = Math.min(some, THROTTLED_BYTES);
        LockSupport.parkNanos(POLL);
      }
      to.getOutputStream().write(bytes, sent, some);
      sent += some;
    }
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void reset(Socket socket) {
    try {
      if (!socket.isClosed()) {
        // Without lingering, closing is a reset.
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException e) {
      // It is closed, which is what was wanted.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listener.close();
    connections.forEach(Connection::reset);
  }

  private final class Connection {
    private final Socket client;
    private final Socket server;
    private final LastRequest last = new LastRequest();

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void reset() {
      FaultProxy.reset(client);
      FaultProxy.reset(server);
      connections.remove(this);
    }
  }
}

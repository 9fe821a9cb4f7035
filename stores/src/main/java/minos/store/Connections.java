package minos.store;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * Connections to the nodes of a store, each used by one request at a time and kept for the next.
 * Thread-safe.
 */
public final class Connections<C extends Closeable> implements AutoCloseable {
  /** Makes connections. */
  @FunctionalInterface
  public interface Maker<C> {
    /** A connection to a node. */
    C connect(int node) throws IOException;
  }

  /** Asks by a connection. What the store refuses is an answer. */
  @FunctionalInterface
  public interface Question<C> {
    /** The answer. */
    Answer ask(C connection) throws IOException;
  }

  private final Maker<C> maker;
  private final Predicate<C> stale;
  private final List<ConcurrentLinkedQueue<C>> idle = new ArrayList<>();

  /**
   * No connections so far.
   *
   * @param nodes how many nodes there are
   * @param stale whether a connection that was idle can't be used any more
   */
  public Connections(int nodes, Maker<C> maker, Predicate<C> stale) {
    this.maker = maker;
    this.stale = stale;
    for (int i = 0; i < nodes; i++) {
      idle.add(new ConcurrentLinkedQueue<>());
    }
  }

  /** Asks a node; what goes wrong on the way is the answer. */
  public Answer ask(int node, Question<C> question) {
    C connection;
    try {
      connection = borrow(node);
    } catch (IOException e) {
      return Answer.failed(Ended.NOT_SENT, e.getClass().getSimpleName());
    }
    boolean sound = false;
    try {
      Answer answer = question.ask(connection);
      sound = true;
      return answer;
    } catch (SocketTimeoutException e) {
      return Answer.failed(Ended.TIMEOUT, "timeout");
    } catch (ConnectException e) {
      return Answer.failed(Ended.NOT_SENT, "refused");
    } catch (IOException | RuntimeException e) {
      return Answer.failed(Ended.BROKEN, e.getClass().getSimpleName());
    } finally {
      // One that was broken off may still bring the reply to somebody else's question.
      if (sound) {
        giveBack(node, connection);
      } else {
        close(connection);
      }
    }
  }

  /** Why a node can't be asked, for people. */
  public static String reason(Exception e) {
    if (e instanceof UnknownHostException) {
      return "there is no host of this name";
    } else if (e instanceof ConnectException) {
      return "nobody listens there (" + e.getMessage() + ")";
    } else if (e instanceof SocketTimeoutException) {
      return "no answer in time";
    } else if (e instanceof EOFException) {
      return "it ended the connection; see that it speaks this store's protocol, without TLS";
    }
    return String.valueOf(e.getMessage());
  }

  /** A connection to a node, for whoever gives it back or closes it. */
  public C borrow(int node) throws IOException {
    for (C connection = idle.get(node).poll();
        connection != null;
        connection = idle.get(node).poll()) {
      if (!stale.test(connection)) {
        return connection;
      }
      close(connection);
    }
    return maker.connect(node);
  }

  /** It may be used again. */
  public void giveBack(int node, C connection) {
    idle.get(node).add(connection);
  }

  @Override
  public void close() {
    for (ConcurrentLinkedQueue<C> connections : idle) {
      for (C c = connections.poll(); c != null; c = connections.poll()) {
        close(c);
      }
    }
  }

  private static void close(Closeable connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // It was broken already, and nothing more is expected of it.
      return;
    }
  }
}

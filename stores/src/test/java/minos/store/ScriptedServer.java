package minos.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A server that replies to each request with the bytes that it was told, or breaks off. */
public final class ScriptedServer implements AutoCloseable {
  private static final byte[] CUT = {1};
  private static final byte[] SILENCE = {};

  private final ServerSocket listening;
  private final Framing framing;
  private final Function<byte[], byte[]> script;
  private final List<Socket> connections = new ArrayList<>();
  private final Thread accepting;

  /** Where a request ends. */
  @FunctionalInterface
  public interface Framing {
    /** A request as a whole. */
    byte[] read(DataInputStream in) throws IOException;
  }

  /** Frames of Cassandra's native protocol: nine bytes, the last four of them the length. */
  public static final Framing CASSANDRA =
      in -> {
        byte[] head = in.readNBytes(9);
        if (head.length < 9) {
          throw new IOException("the end");
        }
        int length = ((head[7] & 0xff) << 8) | (head[8] & 0xff);
        return joined(head, in.readNBytes(length));
      };

  /** Messages of ZooKeeper: the length is before them. */
  public static final Framing ZOOKEEPER = in -> in.readNBytes(in.readInt());

  /** Commands of Redis: a list of words. */
  public static final Framing REDIS =
      in -> {
        StringBuilder words = new StringBuilder();
        for (int left = Integer.parseInt(line(in).substring(1)); left > 0; left--) {
          int length = Integer.parseInt(line(in).substring(1));
          words.append(new String(in.readNBytes(length), StandardCharsets.UTF_8)).append(' ');
          line(in);
        }
        return words.toString().getBytes(StandardCharsets.UTF_8);
      };

  /** Requests of HTTP whose length is said. */
  public static final Framing HTTP =
      in -> {
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
          head.append(line).append('\n');
          String lower = line.toLowerCase(Locale.ROOT);
          if (lower.startsWith("content-length:")) {
            length = Integer.parseInt(lower.substring("content-length:".length()).strip());
          }
        }
        return joined(head.toString().getBytes(StandardCharsets.UTF_8), in.readNBytes(length));
      };

  /**
   * Listens.
   *
   * @param script the reply to a request
   */
  public ScriptedServer(Framing framing, Function<byte[], byte[]> script) throws IOException {
    this.framing = framing;
    this.script = script;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.accepting = start(this::accept);
  }

  /** A reply after which the connection is cut: none. */
  public static byte[] cut() {
    return CUT;
  }

  /** A reply that never comes. */
  public static byte[] silence() {
    return SILENCE;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
  }

  /** Bytes as hexadecimal digits say, with blanks wherever. */
  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }

  /** A reply of HTTP. */
  public static byte[] http(int status, String type, String body) {
    String head =
        "HTTP/1.1 "
            + status
            + " so\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "scripted-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        synchronized (connections) {
          connections.add(socket);
        }
        start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      while (true) {
        byte[] reply = script.apply(framing.read(in));
        if (reply == CUT) {
          return;
        }
        socket.getOutputStream().write(reply);
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      // The client has gone.
      return;
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the end");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** Ends all connections and listens no more. */
  public void goAway() {
    try {
      listening.close();
      // Until it has noticed, somebody may still connect.
      accepting.join();
      synchronized (connections) {
        for (Socket socket : connections) {
          socket.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    goAway();
  }
}

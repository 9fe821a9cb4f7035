package minos.store.zookeeper;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session with one server: one request, one reply. Numbers are big-endian, texts and byte strings
 * have their length before them, a message has its own before it. Not thread-safe.
 */
final class ZooKeeperConnection implements Closeable {
  /** What can be asked, by its number in the protocol. */
  enum Type {
    CREATE(1),
    DELETE(2),
    GET_DATA(4),
    SET_DATA(5),
    GET_CHILDREN(8),
    SYNC(9);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  /** An error that the server replied with. */
  static final class RefusedException extends Exception {
    private final int code;

    RefusedException(int code) {
      super("error " + code);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** What a request has beside its header. */
  interface Body {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static final int SESSION_MILLIS = 30_000;
  private static final int PASSWORD_BYTES = 16;
  private static final int LONGEST = 1 << 26;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final long idleNanos;
  private long used = System.nanoTime();
  private int requests;

  /** Opens a session. */
  ZooKeeperConnection(InetSocketAddress address, Duration timeout) throws IOException {
    socket = new Socket();
    try {
      int millis = Math.toIntExact(timeout.toMillis());
      socket.connect(address, millis);
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      out = new DataOutputStream(socket.getOutputStream());
      send(
          hello -> {
            hello.writeInt(0); // the protocol's version
            hello.writeLong(0); // the last transaction that this client saw
            hello.writeInt(SESSION_MILLIS);
            hello.writeLong(0); // a new session
            hello.writeInt(PASSWORD_BYTES);
            hello.write(new byte[PASSWORD_BYTES]);
            hello.writeBoolean(false); // not at a server that may only read
          });
      DataInputStream welcome = receive();
      welcome.readInt();
      int granted = welcome.readInt();
      if (granted <= 0) {
        throw new IOException("the server gives no session");
      }
      // A session that the server ended would leave the next request's fate open.
      idleNanos = granted * 1_000_000L / 3;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Whether the server may have ended the session, because nothing was asked for so long. */
  boolean stale() {
    return System.nanoTime() - used > idleNanos;
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @return the reply's body
   * @throws RefusedException if the server replied with an error
   */
  DataInputStream call(Type type, Body body) throws IOException, RefusedException {
    int number = ++requests;
    used = System.nanoTime();
    send(
        request -> {
          request.writeInt(number);
          request.writeInt(type.number);
          body.writeTo(request);
        });
    while (true) {
      DataInputStream reply = receive();
      int answered = reply.readInt();
      reply.readLong();
      int error = reply.readInt();
      if (answered == number) {
        if (error != 0) {
          throw new RefusedException(error);
        }
        return reply;
      } else if (answered >= 0) {
        throw new IOException("a reply to request " + answered + " where " + number + " was asked");
      }
      // Negative ones are nobody's: notices.
    }
  }

  private void send(Body message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(new DataOutputStream(bytes));
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    new DataOutputStream(frame).writeInt(bytes.size());
    bytes.writeTo(frame);
    frame.writeTo(out);
    out.flush();
  }

  private DataInputStream receive() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a message of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended within a message");
    }
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** A text or byte string; null if there is none. */
  static @Nullable String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(Math.min(length, LONGEST));
    if (bytes.length < length) {
      throw new EOFException("a text ends before its length");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package minos.store.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that speaks RESP, version 2: one command, one reply. Not thread-safe. */
final class RedisConnection implements Closeable {
  private static final int LONGEST = 1 << 26;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RedisConnection(InetSocketAddress address, Duration timeout) throws IOException {
    socket = new Socket();
    try {
      int millis = Math.toIntExact(timeout.toMillis());
      socket.connect(address, millis);
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** An error that the server replied with: it refused. */
  static final class RefusedException extends Exception {
    RefusedException(String message) {
      super(message);
    }

    /** The first word, which names the error. */
    String code() {
      String message = String.valueOf(getMessage());
      int space = message.indexOf(' ');
      return space < 0 ? message : message.substring(0, space);
    }
  }

  /**
   * Sends a command and waits for its reply: null, a string, a number, or a list of such.
   *
   * @throws RefusedException if the server replied with an error
   */
  @Nullable Object call(String... words) throws IOException, RefusedException {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    command.writeBytes(bytes("*" + words.length + "\r\n"));
    for (String word : words) {
      byte[] letters = bytes(word);
      command.writeBytes(bytes("$" + letters.length + "\r\n"));
      command.writeBytes(letters);
      command.writeBytes(bytes("\r\n"));
    }
    command.writeTo(out);
    out.flush();
    return reply();
  }

  private @Nullable Object reply() throws IOException, RefusedException {
    String line = line();
    if (line.isEmpty()) {
      throw new IOException("an empty line where a reply begins");
    }
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> throw new RefusedException(rest);
      case ':' -> Long.parseLong(rest);
      case '$' -> text(Integer.parseInt(rest));
      case '*' -> list(Integer.parseInt(rest));
      default -> throw new IOException("a reply that begins with " + line.charAt(0));
    };
  }

  private @Nullable String text(int length) throws IOException {
    if (length < 0) {
      return null;
    } else if (length > LONGEST) {
      throw new IOException("a string of " + length + " bytes");
    }
    byte[] letters = in.readNBytes(length + 2);
    if (letters.length < length + 2) {
      throw new EOFException("the connection ended within a reply");
    }
    return new String(letters, 0, length, StandardCharsets.UTF_8);
  }

  private @Nullable List<@Nullable Object> list(int length) throws IOException, RefusedException {
    if (length < 0) {
      return null;
    }
    List<@Nullable Object> members = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      members.add(reply());
    }
    return members;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0 || line.length() > 10_000) {
        throw new EOFException("the connection ended within a reply");
      }
      line.append((char) b);
    }
    if (in.read() != '\n') {
      throw new IOException("a carriage return without a line feed");
    }
    return line.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

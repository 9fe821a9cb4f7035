package minos.store.cassandra;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks the native protocol, version 4: one query, one result. Not thread-safe.
 *
 * <p>See "CQL Binary Protocol v4", {@code doc/native_protocol_v4.spec} of Cassandra.
 */
final class CassandraConnection implements Closeable {
  private static final int VERSION = 0x04;
  private static final int ERROR = 0x00;
  private static final int STARTUP = 0x01;
  private static final int AUTHENTICATE = 0x03;
  private static final int QUERY = 0x07;
  private static final int AUTH_RESPONSE = 0x0F;

  private static final int ROWS = 2;
  private static final int WITH_VALUES = 0x01;
  private static final int WITH_SERIAL_LEVEL = 0x10;
  private static final int SAME_TABLE = 0x01;
  private static final int LONGEST = 1 << 26;

  private static final int CUSTOM = 0x00;
  private static final int LIST = 0x20;
  private static final int MAP = 0x21;
  private static final int SET = 0x22;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  /** Connects, and tells who asks if the node wants to know. */
  CassandraConnection(CassandraSettings settings, int node) throws IOException {
    InetSocketAddress address = settings.nodes().get(node);
    socket = new Socket();
    try {
      int millis = Math.toIntExact(settings.timeout().toMillis());
      socket.connect(address, millis);
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      out = new DataOutputStream(socket.getOutputStream());
      begin(settings);
    } catch (RefusedException e) {
      socket.close();
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** An error that the node replied with. */
  static final class RefusedException extends Exception {
    private final int code;

    RefusedException(int code, String message) {
      super(message);
      this.code = code;
    }

    /** The protocol's number of the error. */
    int code() {
      return code;
    }
  }

  private void begin(CassandraSettings settings) throws IOException, RefusedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream options = new DataOutputStream(body);
    options.writeShort(1);
    text(options, "CQL_VERSION");
    text(options, "3.0.0");
    Frame reply = exchange(STARTUP, body);
    if (reply.opcode() == AUTHENTICATE) {
      ByteArrayOutputStream token = new ByteArrayOutputStream();
      String plain = "\0" + settings.user().orElse("") + "\0" + settings.password().orElse("");
      bytes(new DataOutputStream(token), plain.getBytes(StandardCharsets.UTF_8));
      exchange(AUTH_RESPONSE, token);
    }
  }

  /**
   * Asks, and waits for the rows of the answer; none for what answers none.
   *
   * @param values for the question marks of the query: texts and numbers
   */
  List<List<byte @Nullable []>> query(String cql, Level level, Object... values)
      throws IOException, RefusedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream query = new DataOutputStream(body);
    bytes(query, cql.getBytes(StandardCharsets.UTF_8));
    query.writeShort(level.code());
    query.writeByte(WITH_VALUES | WITH_SERIAL_LEVEL);
    query.writeShort(values.length);
    for (Object value : values) {
      if (value instanceof Long number) {
        query.writeInt(Long.BYTES);
        query.writeLong(number);
      } else {
        bytes(query, value.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    query.writeShort(Level.SERIAL.code());
    DataInputStream result = exchange(QUERY, body).body();
    return result.readInt() == ROWS ? rows(result) : List.of();
  }

  private record Frame(int opcode, DataInputStream body) {}

  private Frame exchange(int opcode, ByteArrayOutputStream body)
      throws IOException, RefusedException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream frame = new DataOutputStream(whole);
    frame.writeByte(VERSION);
    frame.writeByte(0); // no flags
    frame.writeShort(0); // the only stream
    frame.writeByte(opcode);
    frame.writeInt(body.size());
    body.writeTo(frame);
    whole.writeTo(out);
    out.flush();
    in.readByte();
    in.readByte();
    in.readShort();
    int answered = in.readUnsignedByte();
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the node closed the connection");
    }
    DataInputStream reply = new DataInputStream(new ByteArrayInputStream(bytes));
    if (answered == ERROR) {
      throw new RefusedException(reply.readInt(), text(reply));
    }
    return new Frame(answered, reply);
  }

  private static List<List<byte @Nullable []>> rows(DataInputStream result) throws IOException {
    boolean same = (result.readInt() & SAME_TABLE) != 0;
    int columns = result.readInt();
    if (same) {
      text(result);
      text(result);
    }
    for (int i = 0; i < columns; i++) {
      if (!same) {
        text(result);
        text(result);
      }
      text(result);
      skipType(result);
    }
    List<List<byte @Nullable []>> rows = new ArrayList<>();
    for (int left = result.readInt(); left > 0; left--) {
      List<byte @Nullable []> row = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        int length = result.readInt();
        row.add(length < 0 ? null : result.readNBytes(length));
      }
      rows.add(row);
    }
    return rows;
  }

  private static void skipType(DataInputStream result) throws IOException {
    switch (result.readUnsignedShort()) {
      case CUSTOM -> text(result);
      case LIST, SET -> skipType(result);
      case MAP -> {
        skipType(result);
        skipType(result);
      }
      default -> {
        // The others have nothing after them; tuples are not in our table.
      }
    }
  }

  private static void text(DataOutputStream to, String text) throws IOException {
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    to.writeShort(letters.length);
    to.write(letters);
  }

  private static String text(DataInputStream from) throws IOException {
    return new String(from.readNBytes(from.readUnsignedShort()), StandardCharsets.UTF_8);
  }

  private static void bytes(DataOutputStream to, byte[] bytes) throws IOException {
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

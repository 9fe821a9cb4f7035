package minos.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;

/** Numbers in rows of a table, by key, in SQL that every database knows. */
final class JdbcRows {
  static final String TABLE = "minos_verify";
  static final String COLUMNS = "k VARCHAR(200) PRIMARY KEY, v BIGINT NOT NULL";

  private JdbcRows() {}

  /** The number of a key; nil if there is none. */
  static Value read(Connection connection, String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT v FROM " + TABLE + " WHERE k = ?")) {
      statement.setString(1, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? new Int(rows.getLong(1)) : Nil.NIL;
      }
    }
  }

  /** In two steps, which every database knows; two that insert at once conflict. */
  static void write(Connection connection, String key, long value) throws SQLException {
    if (update(connection, "UPDATE " + TABLE + " SET v = ? WHERE k = ?", value, key) == 0) {
      insert(connection, key, value);
    }
  }

  static void insert(Connection connection, String key, long value) throws SQLException {
    update(connection, "INSERT INTO " + TABLE + " (k, v) VALUES (?, ?)", key, value);
  }

  /** Whether there was the old value to replace. */
  static boolean replace(Connection connection, String key, long old, long value)
      throws SQLException {
    String sql = "UPDATE " + TABLE + " SET v = ? WHERE k = ? AND v = ?";
    return update(connection, sql, value, key, old) == 1;
  }

  static void delete(Connection connection, String key) throws SQLException {
    update(connection, "DELETE FROM " + TABLE + " WHERE k = ?", key);
  }

  /** The sum. */
  static Value add(Connection connection, String key, long value) throws SQLException {
    String sql = "UPDATE " + TABLE + " SET v = v + ? WHERE k = ?";
    if (update(connection, sql, value, key) == 0) {
      insert(connection, key, value);
    }
    return read(connection, key);
  }

  /** How many rows were changed. */
  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}

package minos.recorder.wrap;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import minos.recorder.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Registers in a table of a database, one a row, through plain SQL: {@code read}, {@code write} and
 * {@code cas}, each a transaction of its own, recorded.
 *
 * <p>The table has an integer primary key {@code id} and an integer column {@code val}; rows are
 * there before. Thread-safe if the data source is.
 */
public final class SqlRegister {
  private final DataSource source;
  private final String table;
  private final Recording recording;

  /**
   * Registers in a table.
   *
   * @param table its name, of letters, digits and underscores
   */
  public SqlRegister(DataSource source, String table, Recorder recorder) {
    if (!table.matches("[A-Za-z_][A-Za-z_0-9]*")) {
      throw new IllegalArgumentException(
          "`" + table + "` is no name of a table; expected letters, digits and underscores");
    }
    this.source = source;
    this.table = table;
    this.recording = new Recording(recorder, new ThreadProcesses());
  }

  /** The value of a row; null if it has none. */
  public @Nullable Long read(long id) throws SQLException {
    return recording.<Long, SQLException>answer("read", id, null, () -> select(id));
  }

  private @Nullable Long select(long id) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT val FROM " + table + " WHERE id = ?")) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        long value = row.getLong(1);
        return row.wasNull() ? null : value;
      }
    }
  }

  /** Sets the value of a row. */
  public void write(long id, long value) throws SQLException {
    boolean there =
        recording.<SQLException>attempt(
            "write",
            id,
            value,
            () -> update("UPDATE " + table + " SET val = ? WHERE id = ?", value, id) == 1);
    if (!there) {
      throw new SQLException("there is no row " + id + " in " + table);
    }
  }

  /** Sets the value of a row if it is the expected one; whether it was. */
  public boolean cas(long id, long expected, long replacement) throws SQLException {
    return recording.<SQLException>attempt(
        "cas",
        id,
        Arrays.asList(expected, replacement),
        () ->
            update(
                    "UPDATE " + table + " SET val = ? WHERE id = ? AND val = ?",
                    replacement,
                    id,
                    expected)
                == 1);
  }

  private int update(String sql, long... arguments) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        update.setLong(i + 1, arguments[i]);
      }
      return update.executeUpdate();
    }
  }
}

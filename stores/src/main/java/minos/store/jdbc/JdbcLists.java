package minos.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * Lists of numbers in a database: rows of a table of their own, each a list as text. An append
 * changes that text in place and inserts a row where there is none, in two statements that every
 * database knows.
 */
final class JdbcLists {
  static final String TABLE = "minos_verify_lists";
  static final String COLUMNS = "k VARCHAR(200) PRIMARY KEY, v VARCHAR(8000) NOT NULL";

  private static final String SEPARATOR = " ";

  private JdbcLists() {}

  static void append(Connection connection, String key, long element) throws SQLException {
    String more = SEPARATOR + element;
    String sql = "UPDATE " + TABLE + " SET v = CONCAT(v, ?) WHERE k = ?";
    if (JdbcRows.update(connection, sql, more, key) == 0) {
      String insert = "INSERT INTO " + TABLE + " (k, v) VALUES (?, ?)";
      JdbcRows.update(connection, insert, key, more);
    }
  }

  /** The elements; nil without a row. */
  static Value read(Connection connection, String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT v FROM " + TABLE + " WHERE k = ?")) {
      statement.setString(1, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? elements(rows.getString(1)) : Nil.NIL;
      }
    }
  }

  private static Value elements(String text) {
    List<Value> elements = new ArrayList<>();
    for (String element : text.strip().split(SEPARATOR, -1)) {
      elements.add(new Int(Long.parseLong(element)));
    }
    return new Seq(elements);
  }
}

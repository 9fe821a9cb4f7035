package minos.store.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a database is used.
 *
 * @param urls JDBC URLs: first of the primary, then of its standbys
 * @param user empty for what the URL or the driver says
 * @param password empty for what the URL or the driver says
 * @param prefix what all keys begin with; no other row is touched
 * @param isolation of transactions, and of single statements
 * @param driver a jar with the driver; empty if it comes with this program
 */
public record JdbcSettings(
    List<String> urls,
    Optional<String> user,
    Optional<String> password,
    String prefix,
    Isolation isolation,
    Optional<Path> driver) {
  /** The levels that JDBC knows. */
  public enum Isolation {
    /** {@code READ UNCOMMITTED}. */
    READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),
    /** {@code READ COMMITTED}. */
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
    /** {@code REPEATABLE READ}. */
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
    /** {@code SERIALIZABLE}. */
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    private final int level;

    Isolation(int level) {
      this.level = level;
    }

    int level() {
      return level;
    }

    /** The word on the command line and in histories. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Copies the list. */
  public JdbcSettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty() || prefix.isEmpty()) {
      throw new IllegalArgumentException("a store needs a URL, and a prefix of its own");
    }
  }

  /** URLs for reports: without names, passwords and parameters. */
  List<String> shownUrls() {
    return urls.stream()
        .map(url -> url.replaceFirst("//[^/@]*@", "//").replaceFirst("[?;].*", ""))
        .toList();
  }

  @Override
  public String toString() {
    return "database at " + shownUrls();
  }
}

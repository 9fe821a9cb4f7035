package minos.store.jdbc;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import minos.store.Ended;

/**
 * What the SQL state of an error says of a transaction. The first two digits are a class of errors.
 *
 * <p>Before the commit was asked for, nothing can have happened: whoever goes away without it is
 * rolled back. After that, only an answer that says "rolled back" is certain.
 *
 * <p>Reference: ISO/IEC 9075-2, table of SQLSTATE class and subclass codes; PostgreSQL
 * documentation, appendix "PostgreSQL Error Codes".
 */
final class SqlOutcomes {
  private static final String ROLLED_BACK = "40";

  /** Of that class, but it says that nobody knows. */
  private static final String COMPLETION_UNKNOWN = "40003";

  private static final String CONSTRAINT = "23";
  private static final String TOO_FEW_RESOURCES = "53";
  private static final String CONNECTION = "08";

  private SqlOutcomes() {}

  /** The SQL state; empty if there is none. */
  static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /**
   * How a transaction ended.
   *
   * @param committing whether its commit had been asked for
   */
  static Ended of(SQLException e, boolean committing) {
    String state = state(e);
    if (state.startsWith(ROLLED_BACK) && !(committing && state.equals(COMPLETION_UNKNOWN))) {
      return Ended.CONFLICT;
    } else if (state.startsWith(CONSTRAINT)) {
      return Ended.PRECONDITION_FAILED;
    } else if (!committing) {
      return state.startsWith(TOO_FEW_RESOURCES) ? Ended.THROTTLED : Ended.REJECTED;
    } else if (e instanceof SQLTimeoutException) {
      return Ended.TIMEOUT;
    }
    return state.startsWith(CONNECTION) ? Ended.BROKEN : Ended.UNCLEAR;
  }
}

package minos.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import minos.history.Outcome;
import minos.store.Action;
import minos.store.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlOutcomesTest {
  @ParameterizedTest
  @CsvSource({
    "40001, CONFLICT, CONFLICT, FAIL", // serialization failure
    "40P01, CONFLICT, CONFLICT, FAIL", // PostgreSQL: deadlock
    "40003, CONFLICT, UNCLEAR, INFO", // statement completion unknown
    "23505, PRECONDITION_FAILED, PRECONDITION_FAILED, FAIL", // there is such a key
    "53300, THROTTLED, UNCLEAR, INFO", // too many connections
    "25006, REJECTED, UNCLEAR, INFO", // a standby, which only reads
    "42P01, REJECTED, UNCLEAR, INFO", // no such table
    "57P01, REJECTED, UNCLEAR, INFO", // the server is shut down
    "08006, REJECTED, BROKEN, INFO", // the connection broke
    "08007, REJECTED, BROKEN, INFO", // transaction resolution unknown
    "'', REJECTED, UNCLEAR, INFO",
  })
  void anErrorSaysMoreBeforeTheCommitThanAfterIt(
      String state, Ended before, Ended committing, Outcome ofTheCommit) {
    SQLException error = new SQLException("what", state.isEmpty() ? null : state);

    assertThat(SqlOutcomes.of(error, false)).isEqualTo(before);
    assertThat(before.outcome(Action.WRITE)).isEqualTo(Outcome.FAIL);
    assertThat(SqlOutcomes.of(error, true)).isEqualTo(committing);
    assertThat(committing.outcome(Action.WRITE)).isEqualTo(ofTheCommit);
  }

  @Test
  void aCommitThatTimesOutMayHaveHappened() {
    assertThat(SqlOutcomes.of(new SQLTimeoutException("what"), true)).isEqualTo(Ended.TIMEOUT);
  }
}

package minos.store;

import static org.assertj.core.api.Assertions.assertThat;

import minos.history.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class EndedTest {
  @ParameterizedTest
  @CsvSource({
    "412, PreconditionFailed, PRECONDITION_FAILED, FAIL",
    "412, '', PRECONDITION_FAILED, FAIL",
    "409, ConditionalRequestConflict, CONFLICT, FAIL",
    "400, ConditionalCheckFailedException, PRECONDITION_FAILED, FAIL",
    "400, ProvisionedThroughputExceededException, THROTTLED, FAIL",
    "400, ValidationException, REJECTED, FAIL",
    "403, AccessDenied, REJECTED, FAIL",
    "404, NoSuchKey, NOT_FOUND, FAIL",
    "501, NotImplemented, UNSUPPORTED, FAIL",
    "503, SlowDown, BUSY, INFO",
    "500, InternalError, SERVER_ERROR, INFO",
    "404, NoSuchUpload, UNCLEAR, INFO",
    "400, SomethingNew, UNCLEAR, INFO"
  })
  void anErrorSaysOfAWriteWhatIsCertain(int status, String code, Ended ended, Outcome outcome) {
    assertThat(Ended.ofHttp(status, code)).isEqualTo(ended);
    assertThat(ended.outcome(Action.WRITE)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @EnumSource
  void aReadWithoutAnAnswerDidNotHappen(Ended ended) {
    assertThat(ended.outcome(Action.READ))
        .isEqualTo(ended == Ended.ANSWERED ? Outcome.OK : Outcome.FAIL);
  }

  @Test
  void silenceSaysNothingOfAWrite() {
    assertThat(Ended.TIMEOUT.outcome(Action.DELETE)).isEqualTo(Outcome.INFO);
    assertThat(Ended.BROKEN.outcome(Action.REPLACE)).isEqualTo(Outcome.INFO);
    assertThat(Ended.UNCLEAR.outcome(Action.WRITE_ALL)).isEqualTo(Outcome.INFO);
  }
}

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
    "400, TransactionInProgressException, UNCLEAR, INFO",
    "400, TransactionConflictException, CONFLICT, FAIL",
    "400, ReplicatedWriteConflictException, CONFLICT, FAIL",
    "409, OperationAborted, CONFLICT, FAIL",
    "409, '', CONFLICT, FAIL",
    "400, ThrottlingException, THROTTLED, FAIL",
    "400, RequestLimitExceeded, THROTTLED, FAIL",
    "429, '', THROTTLED, FAIL",
    "401, '', REJECTED, FAIL",
    "403, '', REJECTED, FAIL",
    "400, ExpiredToken, REJECTED, FAIL",
    "400, ExpiredTokenException, REJECTED, FAIL",
    "404, NoSuchBucket, REJECTED, FAIL",
    "400, ResourceNotFoundException, REJECTED, FAIL",
    "502, '', SERVER_ERROR, INFO",
    "504, '', SERVER_ERROR, INFO",
    "503, '', BUSY, INFO",
    "400, SomethingNew, UNCLEAR, INFO"
  })
  void anErrorSaysOfAWriteWhatIsCertain(int status, String code, Ended ended, Outcome outcome) {
    assertThat(Ended.ofHttp(status, code)).isEqualTo(ended);
    assertThat(ended.outcome(Action.WRITE)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "ConditionalCheckFailed, PRECONDITION_FAILED",
    "TransactionConflict, CONFLICT",
    "ThrottlingError, THROTTLED",
    "ProvisionedThroughputExceeded, THROTTLED",
    "ItemCollectionSizeLimitExceeded, REJECTED",
    "ValidationError, REJECTED"
  })
  void aTransactionThatWasCancelledDidNotHappen(String code, Ended ended) {
    assertThat(Ended.ofCancellation(code)).isEqualTo(ended);
    assertThat(ended.outcome(Action.WRITE_ALL)).isEqualTo(Outcome.FAIL);
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

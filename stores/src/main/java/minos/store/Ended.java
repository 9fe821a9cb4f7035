package minos.store;

import java.util.Locale;
import java.util.Set;
import minos.history.Outcome;

/**
 * How a request ended, and what that says of its operation: the one table for all stores. In doubt
 * it may have happened.
 *
 * <p>A read changes nothing; one that brought no answer did not happen. For what changes something,
 * {@link Outcome#FAIL} is said only where the store surely did not do it and never will: nothing
 * was sent, or the store said that it refused before doing anything. That presumes that nothing
 * below us sends a request twice: with hidden retries, a failed precondition may be that of the
 * second attempt, after the first had won.
 */
public enum Ended {
  /** The store did it and said so. */
  ANSWERED(Outcome.OK, "the store answered"),
  /** A precondition did not hold: HTTP 412, ConditionalCheckFailed. */
  PRECONDITION_FAILED(Outcome.FAIL, "a precondition did not hold"),
  /** Refused in favour of a concurrent request: HTTP 409, TransactionConflict. */
  CONFLICT(Outcome.FAIL, "refused in favour of a concurrent request"),
  /** There is nothing that it could be done to: HTTP 404 on a conditional write. */
  NOT_FOUND(Outcome.FAIL, "there is nothing to do it to"),
  /** Refused for its rate, before anything was done: ProvisionedThroughputExceeded, HTTP 429. */
  THROTTLED(Outcome.FAIL, "refused for its rate, before anything was done"),
  /** Refused for what it is or who asks: AccessDenied, ValidationException. */
  REJECTED(Outcome.FAIL, "refused for what it is or who asks"),
  /** The store can't do such a thing at all: HTTP 501. */
  UNSUPPORTED(Outcome.FAIL, "the store does not know such a request"),
  /** Nobody to connect to: the request never left. */
  NOT_SENT(Outcome.FAIL, "nobody to connect to; it never left"),
  /** HTTP 503 SlowDown: refused for its rate, but who refused may not be who does it. */
  BUSY(Outcome.INFO, "HTTP 503"),
  /** Another HTTP 5xx. */
  SERVER_ERROR(Outcome.INFO, "HTTP 5xx"),
  /** No answer in time. */
  TIMEOUT(Outcome.INFO, "no answer in time"),
  /** The connection broke. */
  BROKEN(Outcome.INFO, "the connection broke"),
  /** An answer that can't be understood, or anything else. */
  UNCLEAR(Outcome.INFO, "an answer that can't be understood");

  private static final Set<String> REFUSALS =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AllAccessDisabled",
          "AuthorizationHeaderMalformed",
          "EntityTooLarge",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidAccessKeyId",
          "InvalidArgument",
          "InvalidBucketName",
          "InvalidDigest",
          "InvalidRequest",
          "InvalidSignatureException",
          "ItemCollectionSizeLimitExceededException",
          "KMS.DisabledException",
          "KeyTooLongError",
          "MalformedXML",
          "MissingAuthenticationTokenException",
          "NoSuchBucket",
          "RequestTimeTooSkewed",
          "ResourceNotFoundException",
          "SerializationException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException",
          "ValidationException");

  private static final Set<String> RATES =
      Set.of(
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ThrottlingException",
          "Throttling",
          "LimitExceededException");

  private static final Set<String> CONFLICTS =
      Set.of(
          "ConditionalRequestConflict",
          "OperationAborted",
          "TransactionConflictException",
          "ReplicatedWriteConflictException");

  private static final Set<String> PRECONDITIONS =
      Set.of("PreconditionFailed", "ConditionalCheckFailedException");

  private final Outcome ofMutation;
  private final String meaning;

  Ended(Outcome ofMutation, String meaning) {
    this.ofMutation = ofMutation;
    this.meaning = meaning;
  }

  /** What it says of an operation. */
  public Outcome outcome(Action action) {
    return action.readOnly() && this != ANSWERED ? Outcome.FAIL : ofMutation;
  }

  /** Whether the store wants to be asked less often. */
  public boolean wantsLess() {
    return this == THROTTLED || this == BUSY;
  }

  /** What it means, for people. */
  public String meaning() {
    return meaning;
  }

  /** The word in histories. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * How a request ended that was answered with an HTTP error.
   *
   * @param status such as 412
   * @param code the store's own name of the error, such as {@code PreconditionFailed}; may be empty
   */
  public static Ended ofHttp(int status, String code) {
    if (PRECONDITIONS.contains(code)) {
      return PRECONDITION_FAILED;
    } else if (CONFLICTS.contains(code)) {
      return CONFLICT;
    } else if (RATES.contains(code)) {
      return THROTTLED;
    } else if (REFUSALS.contains(code)) {
      return REJECTED;
    } else if (code.equals("NoSuchUpload") || code.equals("TransactionInProgressException")) {
      // An attempt before this one may have completed it, or is about to.
      return UNCLEAR;
    }
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 409 -> CONFLICT;
      case 412 -> PRECONDITION_FAILED;
      case 429 -> THROTTLED;
      case 401, 403 -> REJECTED;
      case 501 -> UNSUPPORTED;
      case 503 -> BUSY;
      default -> status >= 500 ? SERVER_ERROR : UNCLEAR;
    };
  }

  /** Why a transaction did not happen that the store cancelled, by the code of a reason. */
  public static Ended ofCancellation(String code) {
    return switch (code) {
      case "ConditionalCheckFailed" -> PRECONDITION_FAILED;
      case "TransactionConflict" -> CONFLICT;
      case "ThrottlingError", "ProvisionedThroughputExceeded" -> THROTTLED;
      default -> REJECTED;
    };
  }
}

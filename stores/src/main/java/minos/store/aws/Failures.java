package minos.store.aws;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import minos.store.Answer;
import minos.store.Ended;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the driver's exceptions say. */
public final class Failures {
  private Failures() {}

  /** How a request ended that ended with an exception. */
  public static Answer answer(SdkException e) {
    if (e instanceof AwsServiceException service) {
      return Answer.failed(
          Ended.ofHttp(service.statusCode(), code(service)),
          code(service).isEmpty() ? "http-" + service.statusCode() : code(service));
    } else if (e instanceof ApiCallTimeoutException
        || e instanceof ApiCallAttemptTimeoutException) {
      return Answer.failed(Ended.TIMEOUT, "timeout");
    }
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      Ended ended = ofCause(cause);
      if (ended != null) {
        return Answer.failed(ended, cause.getClass().getSimpleName());
      }
    }
    if (e instanceof SdkClientException && unsent(e)) {
      return Answer.failed(Ended.NOT_SENT, "no credentials or region");
    }
    return Answer.failed(Ended.UNCLEAR, e.getClass().getSimpleName());
  }

  /** The store's own name of an error; empty if it gave none. */
  public static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** What went wrong, in a sentence without secrets. */
  public static String words(SdkException e) {
    if (e instanceof AwsServiceException service) {
      AwsErrorDetails details = service.awsErrorDetails();
      String message = details == null ? null : details.errorMessage();
      return "HTTP "
          + service.statusCode()
          + " "
          + code(service)
          + (message == null ? "" : ": " + message);
    }
    if (unsent(e)) {
      return "no credentials or region were found in the environment, the profile or the role of this machine";
    }
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last == e
        ? String.valueOf(e.getMessage())
        : last.getClass().getSimpleName() + ": " + last.getMessage();
  }

  private static boolean unsent(SdkException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Unable to load credentials")
        || message.contains("Unable to load region");
  }

  private static @Nullable Ended ofCause(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    if (cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException
        || name.equals("ConnectTimeoutException")
        || name.equals("ConnectionRequestTimeoutException")) {
      return Ended.NOT_SENT;
    } else if (cause instanceof SocketTimeoutException) {
      return Ended.TIMEOUT;
    } else if (cause instanceof IOException) {
      return Ended.BROKEN;
    }
    return null;
  }
}

package minos.cli.verify;

import java.util.List;
import java.util.regex.Pattern;

/** Keeps out of reports what somebody put into an address and should not have. */
public final class Secrets {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "((?:password|passwd|pwd|secret|token|user)=)[^&;\\s]*", Pattern.CASE_INSENSITIVE);

  private static final Pattern USER = Pattern.compile("(://)[^/@\\s]+@");

  private Secrets() {}

  /** The words with stars for names and passwords. */
  public static List<String> masked(List<String> words) {
    return words.stream().map(Secrets::masked).toList();
  }

  /** A text with stars for names and passwords in addresses. */
  public static String masked(String text) {
    return USER.matcher(PARAMETER.matcher(text).replaceAll("$1***")).replaceAll("$1***@");
  }
}

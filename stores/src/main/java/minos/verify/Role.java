package minos.verify;

/**
 * Which of several machines this is that run one workload on the same keys, each with a recording
 * of its own.
 *
 * @param number from 1
 * @param of how many there are
 */
public record Role(int number, int of) {
  /** There is no other. */
  public static final Role ONLY = new Role(1, 1);

  /** Checks the numbers. */
  public Role {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException(
          "there is no role "
              + number
              + "/"
              + of
              + "; expected one from 1/"
              + of
              + " to "
              + of
              + "/"
              + of);
    }
  }

  /**
   * The one that a text says: {@code 2/3}.
   *
   * @throws IllegalArgumentException with a message for people, if it says none
   */
  public static Role of(String text) {
    if (!text.matches("\\d{1,4}/\\d{1,4}")) {
      throw new IllegalArgumentException(
          "there is no role '"
              + text
              + "'; expected this machine's number and how many there are: 2/3");
    }
    int slash = text.indexOf('/');
    return new Role(
        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}

package minos.contract;

import java.util.List;

/** A contract file that can't be understood: all that is wrong with it. */
public final class MalformedContractException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  MalformedContractException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, each with the file and the line. */
  public List<String> problems() {
    return problems;
  }
}

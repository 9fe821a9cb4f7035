package minos.cli;

/** Which Minos this is. */
final class Version {
  /** The number of the release, from the jar; a placeholder where classes are run without one. */
  static final String NUMBER = number();

  private Version() {}

  private static String number() {
    String implementation = Version.class.getPackage().getImplementationVersion();
    return implementation == null ? "0.1.0" : implementation;
  }
}

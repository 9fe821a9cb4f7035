package minos.verify;

import java.util.Locale;

/** Which of a store's endpoints, replicas or regions a client asks. */
public enum Routing {
  /** Always the same one: sessions stick. */
  STICKY,
  /** Any, each time: sessions roam. */
  ROAMING,
  /** Writes go to the first, reads to the others. */
  WRITE_FIRST;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package minos.cli;

import java.util.List;
import minos.cli.catalog.CheckCatalog;
import minos.cli.catalog.JepsenPlug;

/** The checks of this program. */
final class Catalogs {
  /** All of them. */
  static final CheckCatalog ALL = new CheckCatalog(List.of(new JepsenPlug()));

  private Catalogs() {}
}

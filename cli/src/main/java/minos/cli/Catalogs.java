package minos.cli;

import java.util.List;
import minos.cli.catalog.CheckCatalog;
import minos.cli.catalog.JepsenPlug;
import minos.cli.catalog.LatticePlug;
import minos.cli.catalog.LinearizabilityPlug;
import minos.cli.catalog.StorePlug;
import minos.cli.catalog.TransactionPlug;

/** The checks of this program. */
final class Catalogs {
  /** All of them. */
  static final CheckCatalog ALL =
      new CheckCatalog(
          List.of(
              new LinearizabilityPlug(),
              new LatticePlug(),
              new TransactionPlug(),
              new JepsenPlug(),
              new StorePlug()));

  private Catalogs() {}
}

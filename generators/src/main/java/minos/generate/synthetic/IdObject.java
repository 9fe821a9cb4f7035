package minos.generate.synthetic;

import java.util.EnumSet;
import java.util.Set;
import minos.value.Value;
import minos.verdict.Anomaly;

/** A source of ids. */
final class IdObject extends SimulatedObject {
  private final Traffic traffic;

  IdObject(Traffic traffic) {
    this.traffic = traffic;
  }

  @Override
  Request next(int client, boolean leaving) {
    return generate();
  }

  @Override
  Answer apply(Request request, int client, Value process) {
    return Answer.of(traffic.fresh());
  }

  @Override
  Set<Anomaly> faults() {
    return EnumSet.of(Anomaly.DUPLICATE_ID);
  }

  @Override
  Script script(Anomaly fault) {
    if (fault != Anomaly.DUPLICATE_ID) {
      throw unknown(fault);
    }
    Script.Step twice = Script.feigned(generate(), Answer.of(traffic.fresh()));
    return Script.amid(fault, twice, twice);
  }

  private static Request generate() {
    return new Request("generate", null);
  }
}

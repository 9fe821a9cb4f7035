package minos.simulation;

import minos.history.EventSink;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;

/**
 * Simulates a store with its clients: the entry point of this package.
 *
 * <p>The same options give the same events, always. A million operations take a few seconds, and
 * memory for the keys and what is under way, not for the history.
 *
 * <p>Thread-safe: no state.
 */
public final class Simulation {
  private Simulation() {}

  /**
   * Simulates.
   *
   * @param sink is given each event as it happens
   * @return what really happened
   * @throws IllegalStateException if the sink refuses an event
   */
  public static SimulationReport run(SimulationOptions options, EventSink sink) {
    World world = new World(options, sink);
    world.run();
    return new SimulationReport(options, world.recorder().position(), world.truth());
  }

  /** A history in memory, and what really happened. */
  public record Recorded(History history, SimulationReport report) {}

  /** Simulates, and keeps the history in memory. */
  public static Recorded record(SimulationOptions options) {
    HistoryBuilder builder = new HistoryBuilder();
    SimulationReport report = run(options, builder);
    try {
      return new Recorded(builder.build(), report);
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException("the simulation recorded a history that is none", e);
    }
  }
}

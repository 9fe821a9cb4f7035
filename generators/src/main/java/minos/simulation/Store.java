package minos.simulation;

/** A simulated store: takes calls, and completes each once or never. */
interface Store {
  /** Takes a call from a client. Who asks gives up by itself after a while. */
  void execute(Call call);

  /** All is over; tells the truth what only the store can know. */
  default void ended(Truth truth) {}
}

package minos.register;

import java.util.Optional;
import minos.spec.ModelOptions;

/**
 * The choices that checks of register histories leave to their user.
 *
 * @param model what a register holds at first, and what a read of nil says
 * @param versionOrder which order of versions sessions are judged against; empty for the server's
 *     where the history records it, else real time
 * @param sessionField the field that names an operation's session; empty for its process. An
 *     operation without the field belongs to a session of its process
 */
public record RegisterOptions(
    ModelOptions model, Optional<VersionOrder> versionOrder, Optional<String> sessionField) {
  /** The model's defaults, the best version order there is, and a session a process. */
  public static final RegisterOptions DEFAULTS =
      new RegisterOptions(ModelOptions.DEFAULTS, Optional.empty(), Optional.empty());

  /** The same with another order of versions. */
  public RegisterOptions withVersionOrder(VersionOrder order) {
    return new RegisterOptions(model, Optional.of(order), sessionField);
  }

  /** The same with sessions named by a field. */
  public RegisterOptions withSessionField(String field) {
    return new RegisterOptions(model, versionOrder, Optional.of(field));
  }
}

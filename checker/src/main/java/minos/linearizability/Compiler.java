package minos.linearizability;

import java.util.Optional;
import minos.history.History;
import minos.spec.AppendedText;
import minos.spec.Register;
import minos.spec.SequentialSpec;

/**
 * Compiles each part of a history for its specification. Made by one thread; compiling parts is
 * safe from several.
 */
final class Compiler {
  private final History history;
  private final Optional<RegisterCompiler> registers;
  private final Optional<AppendedText> texts;
  private final SpecCompiler<?> general;

  Compiler(SequentialSpec<?> spec, History history) {
    this.history = history;
    this.registers =
        spec instanceof Register register
            ? Optional.of(new RegisterCompiler(register, history))
            : Optional.empty();
    this.texts = spec instanceof AppendedText text ? Optional.of(text) : Optional.empty();
    this.general = new SpecCompiler<>(spec, history);
  }

  /** The operations at these places as register calls, if the specification is a register. */
  Optional<RegisterCalls> registerCalls(int[] ordinals) {
    return registers.map(compiler -> compiler.compile(ordinals, true));
  }

  /** A problem of register calls. */
  Problem problem(RegisterCalls calls) {
    int[] numbers = new int[calls.size()];
    boolean[] readOnly = new boolean[calls.size()];
    for (int i = 0; i < readOnly.length; i++) {
      numbers[i] = i;
      readOnly[i] = calls.kind(i) == RegisterCalls.READ || calls.kind(i) == RegisterCalls.MISMATCH;
    }
    return Problem.of(
        history,
        calls.ordinals(),
        numbers,
        readOnly,
        calls.alike(),
        calls.wants(),
        budget -> new RegisterTransitions(calls, history.dictionary()));
  }

  /** The same with every value told apart, to explain what was found. */
  Problem unmerged(int[] ordinals) {
    return registers
        .map(compiler -> problem(compiler.compile(ordinals, false)))
        .orElseGet(() -> general.compile(ordinals));
  }

  /** A problem of any specification. */
  Problem problem(int[] ordinals) {
    return texts
        .map(
            spec ->
                new SpecCompiler<>(spec, history).compile(ordinals, c -> new TextInsight(spec, c)))
        .orElseGet(() -> general.compile(ordinals));
  }
}

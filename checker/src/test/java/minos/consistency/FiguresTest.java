package minos.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.History;
import minos.register.Drawing;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.staleness.Bound;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories from the papers' figures and examples, with their verdict under every model. */
final class FiguresTest {
  /**
   * A figure.
   *
   * @param violated the models that it violates; those after a semicolon only if nothing is assumed
   *     of the order of versions, those before an exclamation mark only in real time
   * @param undecided the models that say nothing of it
   */
  record Figure(String name, List<String> drawing, String violated, String undecided) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Figure figure(String name, String violated, String undecided, String... lines) {
    return new Figure(name, List.of(lines), violated, undecided);
  }

  static Stream<Figure> figures() {
    return Stream.of(
        figure("everything in order", "", "", "a |w x 1|           |r x 1|", "b         |r x 1|"),
        figure(
            "Bouajjani 2017, figure 3a: causal memory, no convergence",
            "linearizable sequential per-key-sequential processor "
                + "causal-convergence strong-eventual eventual",
            "",
            "a |w x 1| |r x 2|",
            "b |w x 2| |r x 1|"),
        figure(
            "Bouajjani 2017, figure 3b: convergent, no causal memory",
            "linearizable sequential processor causal-memory pram session/real-time "
                + "monotonic-writes/real-time regular safe strong-eventual eventual",
            "",
            "a |w z 1| |w x 1| |w y 1|",
            "b |w x 2|  |r z nil|        |r y 1| |r x 2|"),
        figure(
            "Bouajjani 2017, figure 3c: causal in every sense, not sequential",
            "linearizable sequential strong-eventual eventual",
            "",
            "a |w x 1| |r y nil| |w y 1| |r x 1|",
            "b |w x 2| |r y nil| |w y 2| |r x 2|"),
        figure(
            "Bouajjani 2017, figure 3d: causal, neither memory nor convergent",
            "linearizable sequential per-key-sequential processor "
                + "causal-convergence causal-memory pram session/none",
            "",
            "a |w x 1|",
            "b |w x 2| |r x 1| |r x 2|"),
        figure(
            "Bouajjani 2017, figure 3e: not causal",
            "linearizable sequential processor causal-convergence causal-memory "
                + "causal session monotonic-reads/real-time regular safe",
            "",
            "a |w x 1| |w y 1|",
            "b                 |r y 1| |w x 2|",
            "c                                 |r x 2| |r x 1|"),
        figure(
            "Terry 1994, read your writes: a password is changed, the old one is asked for",
            "linearizable sequential per-key-sequential processor "
                + "causal-convergence causal-memory causal pram session "
                + "read-your-writes/real-time regular safe",
            "",
            "a |w x 1| |w x 2| |r x 1|"),
        figure(
            "Terry 1994, monotonic reads: a message that was read is gone",
            "linearizable sequential per-key-sequential processor "
                + "causal-convergence causal-memory causal pram session monotonic-reads "
                + "regular safe strong-eventual eventual",
            "",
            "a |w x 1|",
            "b         |r x 1| |r x nil|"),
        figure(
            "Terry 1994, monotonic writes: the later version is there, the earlier library is not",
            "linearizable sequential processor causal-convergence causal-memory "
                + "causal pram session monotonic-writes/real-time regular safe "
                + "strong-eventual eventual",
            "",
            "a |w x 1| |w y 1|",
            "b                 |r y 1| |r x nil|"),
        figure(
            "Terry 1994, writes follow reads: the answer is there, the question is not",
            "linearizable sequential causal-convergence causal-memory causal "
                + "session writes-follow-reads/real-time regular safe strong-eventual "
                + "eventual",
            "",
            "a |w x 1|",
            "b         |r x 1| |w y 1|",
            "c                         |r y 1| |r x nil|"),
        figure(
            "Lamport 1986: regular, not atomic (new-old inversion)",
            "linearizable",
            "strong-eventual eventual",
            "a |w x 1| |---------w x 2---------|",
            "b           |r x 2|",
            "c                   |r x 1|"),
        figure(
            "Lamport 1986: safe, not regular",
            "linearizable regular",
            "strong-eventual eventual",
            "a |w x 1| |w x 2| |-----w x 3-----|",
            "b                    |r x 1|"),
        figure(
            "Lamport 1979: each process enters, having seen the other outside",
            "linearizable sequential regular safe strong-eventual eventual",
            "",
            "a |w x 1| |r y nil|",
            "b |w y 1| |r x nil|"),
        figure(
            "Lipton and Sandberg 1988: PRAM, not processor consistent",
            "linearizable sequential per-key-sequential processor "
                + "causal-convergence strong-eventual eventual",
            "",
            "a |w x 1|",
            "b |w x 2|",
            "c         |r x 1| |r x 2|",
            "d         |r x 2| |r x 1|"),
        figure(
            "Goodman 1989: each key in order, all together not",
            "linearizable sequential processor causal-convergence causal-memory "
                + "causal pram session monotonic-writes/real-time regular safe "
                + "strong-eventual eventual",
            "",
            "a |w x 1| |w y 1|",
            "b                 |r y 1| |r x nil|"),
        figure(
            "a stale read of another session",
            "linearizable regular safe",
            "",
            "a |w x 1| |w x 2|",
            "b                 |r x 1|"),
        figure(
            "a value that nobody wrote",
            "linearizable sequential per-key-sequential processor "
                + "causal-convergence causal-memory causal pram session read-your-writes "
                + "monotonic-reads monotonic-writes writes-follow-reads regular safe "
                + "bounded-staleness consistent-prefix strong-eventual eventual "
                + "no-thin-air",
            "",
            "a |w x 1|",
            "b         |r x 7|"),
        figure(
            "a read of the future",
            "linearizable regular safe bounded-staleness consistent-prefix",
            "strong-eventual eventual",
            "a         |w x 1|",
            "b |r x 1|"),
        figure(
            "replicas that do not converge",
            "linearizable strong-eventual eventual",
            "",
            "a |w x 1|         |r x 1|",
            "b |w x 2|         |r x 2|"),
        figure(
            "a read goes back and forth between concurrent writes",
            "linearizable sequential per-key-sequential processor "
                + "causal-convergence causal-memory pram session monotonic-reads",
            "",
            "a |w x 1|",
            "b |w x 2|",
            "c         |r x 1| |r x 2| |r x 1|"),
        figure(
            "a write of unknown outcome takes effect late",
            "",
            "",
            "a |w x 1...",
            "b          |w x 2| |r x 2| |r x 1|"),
        figure(
            "two compare-and-sets replace the same version",
            "linearizable sequential per-key-sequential processor",
            "strong-eventual eventual",
            "a |w x 1| |c x 1 2|",
            "b         |c x 1 3|"));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void hasItsVerdictUnderEveryModel(Figure figure) {
    assertThat(verdicts(figure, Judgement.VIOLATED) + " | " + verdicts(figure, Judgement.UNDECIDED))
        .isEqualTo(figure.violated() + " | " + figure.undecided());
  }

  private static String verdicts(Figure figure, Judgement judgement) {
    History history = Drawing.of(figure.drawing().toArray(new String[0]));
    List<String> realTime = with(judgement, history, VersionOrder.REAL_TIME);
    List<String> free = with(judgement, history, VersionOrder.NONE);
    return Stream.concat(realTime.stream(), free.stream())
        .distinct()
        .map(
            id ->
                realTime.contains(id) && free.contains(id)
                    ? id
                    : id + (realTime.contains(id) ? "/real-time" : "/none"))
        .collect(Collectors.joining(" "));
  }

  private static List<String> with(Judgement judgement, History history, VersionOrder order) {
    RegisterOptions options = RegisterOptions.DEFAULTS.withVersionOrder(order);
    ConsistencyChecks checks =
        ConsistencyChecks.of(options, new BruteForceLinearizability(options));
    List<String> found = new ArrayList<>();
    for (ConsistencyModel model : ConsistencyModel.values()) {
      CheckResult result = checks.of(model, Bound.versions(2)).check(history, Budget.unlimited());
      if (result.verdict().judgement() == judgement) {
        found.add(model.id());
      }
    }
    return found;
  }
}

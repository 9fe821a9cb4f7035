package minos.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import minos.cli.Golden;
import minos.cli.Lines;
import minos.history.History;
import minos.history.Operation;
import org.junit.jupiter.api.Test;

final class TimelineTest {
  @Test
  void drawsIntervalsInTheOrderOfTheirEnds() {
    History history =
        Lines.history(
            "0 invoke write 1",
            "1 invoke write 2",
            "0 ok write 1",
            "0 invoke read nil",
            "1 ok write 2",
            "0 ok read 7");

    Golden.check("timeline/overlapping.txt", drawn(history, 2));
  }

  @Test
  void leavesAnOperationOfUnknownOutcomeOpenToTheRight() {
    History history =
        Lines.history(
            "0 invoke write 1",
            "1 invoke write 2",
            "0 ok write 1",
            "1 info write 2",
            "2 invoke read nil",
            "2 ok read 3");

    Golden.check("timeline/crashed.txt", drawn(history, 2));
  }

  @Test
  void putsNumbersInTheBarsWhereWordsDoNotFit() {
    String transaction = "[[:append x 1] [:r y [1 2 3]]]";
    History history =
        Lines.history(
            "0 invoke txn " + transaction,
            "1 invoke txn " + transaction,
            "1 ok txn " + transaction,
            "0 ok txn " + transaction,
            "1 invoke txn " + transaction,
            "0 invoke txn " + transaction,
            "0 ok txn " + transaction,
            "1 ok txn " + transaction);

    Golden.check("timeline/numbered.txt", drawn(history, -1));
  }

  @Test
  void drawsTheOperationsNearestToTheCulpritWhereThereAreTooMany() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add("0 invoke write " + i);
      lines.add("0 ok write " + i);
    }
    History history = Lines.history(lines.toArray(String[]::new));

    Golden.check("timeline/many.txt", drawn(history, 15));
  }

  @Test
  void drawsNothingOfNothing() {
    assertThat(new Timeline(Optional.empty(), Ink.PLAIN).draw(List.of())).isEmpty();
  }

  @Test
  void fitsTheWidthAndKeepsTheOrderWhateverTheOperations() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<String> lines = new ArrayList<>();
      int processes = 1 + random.nextInt(8);
      boolean[] open = new boolean[processes];
      boolean[] crashed = new boolean[processes];
      for (int i = 0; i < 4 + random.nextInt(40); i++) {
        int process = random.nextInt(processes);
        if (crashed[process]) {
          continue;
        }
        String value = "v".repeat(1 + random.nextInt(30));
        if (open[process]) {
          crashed[process] = random.nextInt(5) == 0;
          lines.add(process + (crashed[process] ? " info" : " ok") + " write " + value);
        } else {
          lines.add(process + " invoke write " + value);
        }
        open[process] = !open[process];
      }
      History history = Lines.history(lines.toArray(String[]::new));
      if (history.size() == 0) {
        continue;
      }
      int culprit = random.nextInt(history.size());
      List<String> picture =
          new Timeline(Optional.of(history.operation(culprit)), Ink.PLAIN)
              .draw(history.operations());

      assertThat(picture).as("seed " + seed).isNotEmpty();
      assertThat(picture)
          .as("seed " + seed + "\n" + String.join("\n", picture))
          .allMatch(line -> line.length() <= Words.WIDTH)
          .anyMatch(line -> line.contains("|="));
    }
  }

  private static String drawn(History history, int culprit) {
    Optional<Operation> it =
        culprit < 0 ? Optional.empty() : Optional.of(history.operation(culprit));
    return String.join("\n", new Timeline(it, Ink.PLAIN).draw(history.operations())) + "\n";
  }
}

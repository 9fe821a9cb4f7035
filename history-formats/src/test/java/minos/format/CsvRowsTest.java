package minos.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import minos.format.input.ReadLimits;
import minos.history.Problems;
import org.junit.jupiter.api.Test;

/** Random tables, written by RFC 4180 and read back. */
final class CsvRowsTest {
  private static final String LETTERS = "ab1 \",;\t\n\ré:";

  @Test
  void readsWhatWasWritten() throws Exception {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      char separator = ",;\t".charAt(random.nextInt(3));
      int columns = 2 + random.nextInt(4);
      List<List<String>> table = new ArrayList<>();
      List<String> header = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        header.add("h" + i);
      }
      table.add(header);
      for (int i = random.nextInt(5); i > 0; i--) {
        table.add(row(random, columns));
      }
      String text = write(table, separator, random);

      assertThat(read(text)).describedAs("seed %d: %s", seed, text).isEqualTo(table);
    }
  }

  private static List<List<String>> read(String text) throws Exception {
    CsvRows rows =
        new CsvRows(
            new ByteArrayInputStream(text.getBytes(UTF_8)), ReadLimits.DEFAULT, new Problems("h"));
    List<List<String>> table = new ArrayList<>();
    table.add(rows.header());
    for (List<CsvRows.Cell> row = rows.next(); !row.isEmpty(); row = rows.next()) {
      table.add(row.stream().map(CsvRows.Cell::text).toList());
    }
    return table;
  }

  private static List<String> row(Random random, int columns) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      StringBuilder cell = new StringBuilder();
      for (int n = random.nextInt(5); n > 0; n--) {
        cell.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      row.add(cell.toString());
    }
    return row;
  }

  private static String write(List<List<String>> table, char separator, Random random) {
    StringBuilder text = new StringBuilder();
    String end = random.nextBoolean() ? "\n" : "\r\n";
    for (List<String> row : table) {
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        boolean quote = cell.matches("(?s).*[\",;\t\r\n].*") || random.nextInt(4) == 0;
        text.append(i == 0 ? "" : String.valueOf(separator))
            .append(quote ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
      }
      text.append(end);
    }
    return text.toString();
  }
}

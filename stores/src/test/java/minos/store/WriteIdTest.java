package minos.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import minos.value.Int;
import minos.value.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WriteIdTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 24, 25, 100, 5000})
  void contentsTellTheirWrite(int size) {
    for (long id : new long[] {1, 9, 10, 123_456_789_012L}) {
      byte[] contents = WriteId.contents(id, size);

      assertThat(contents).hasSize(Math.max(24, size));
      assertThat(WriteId.of(contents)).isEqualTo(new Int(id));
    }
  }

  @Test
  void contentsOfTwoWritesAreOfNone() {
    byte[] first = WriteId.contents(1, 1000);
    byte[] second = WriteId.contents(2, 1000);
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      int cut = 24 + random.nextInt(900);
      byte[] torn = first.clone();
      System.arraycopy(second, cut, torn, cut, 1000 - cut);

      assertThat(WriteId.of(torn))
          .as("cut at %d", cut)
          .isEqualTo(new Text("torn: 1000 bytes that begin as write 1 of 1000"));
    }
  }

  @Test
  void contentsCutOffAreOfNone() {
    assertThat(WriteId.of(Arrays.copyOf(WriteId.contents(1, 1000), 400)))
        .isEqualTo(new Text("torn: 400 bytes that begin as write 1 of 1000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "12", "1 2 3\n", "x 24\n", "1 99999999999\n"})
  void whatNobodyOfUsWroteIsForeign(String contents) {
    assertThat(WriteId.of(contents.getBytes(StandardCharsets.UTF_8)).toString())
        .contains("foreign: " + contents.length() + " bytes");
  }
}

package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import minos.staleness.Rate;
import org.junit.jupiter.api.Test;

final class DetectableTest {
  @Test
  void isWhatSoManyTrialsAreNeededFor() {
    for (long trials : new long[] {299, 4_603, 46_050, 4_605_168}) {
      Detectable detectable = Detectable.of(trials);
      assertThat((double) Rate.trialsToDetect(detectable.rate99(), 0.99))
          .isCloseTo((double) trials, offset(1.0));
      assertThat((double) Rate.trialsToDetect(detectable.rate95(), 0.95))
          .isCloseTo((double) trials, offset(1.0));
    }
  }

  @Test
  void saysItInASentence() {
    assertThat(Detectable.of(4_603).words())
        .isEqualTo(
            "4,603 reads would have shown what one read in 1,537 does with 95 % confidence, one in 1,000 with 99 %, if reads were independent");
  }
}

package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.spec.AppendedText;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Judgement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories that are judged wrongly if a condition of what gets tell is dropped. */
class TextInsightTest {
  private final HistoryBuilder builder = new HistoryBuilder();
  private int crashes;

  private TextInsightTest event(EventType type, int process, String f, @Nullable Object value) {
    try {
      builder.accept(Event.of(type, new Int(process), f, value == null ? null : Value.of(value)));
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  private TextInsightTest did(String f, @Nullable Object value) {
    return event(EventType.INVOKE, 0, f, f.equals("get") ? null : value)
        .event(EventType.OK, 0, f, value);
  }

  private TextInsightTest crashed(String f, @Nullable Object value) {
    crashes++;
    return event(EventType.INVOKE, crashes, f, value);
  }

  private Judgement judged(ModelOptions options) {
    try {
      return new LinearizabilityCheck(new AppendedText(options))
          .check(builder.build(), Budget.unlimited())
          .verdict()
          .judgement();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  private Judgement judged() {
    return judged(ModelOptions.DEFAULTS);
  }

  @Test
  void aCrashedAppendThatWasSeenInsideIsNeeded() {
    assertThat(crashed("append", "b").did("append", "a").did("append", "c").did("get", "abc"))
        .returns(Judgement.CONSISTENT, TextInsightTest::judged);
  }

  @Test
  void aCrashedAppendIsSpentOnce() {
    assertThat(crashed("append", "b").did("append", "a").did("get", "ab").did("get", "abb"))
        .returns(Judgement.VIOLATED, TextInsightTest::judged);
  }

  @Test
  void aStringThatNobodyGotIsReplacedByAPut() {
    assertThat(did("append", "x").did("put", "a").did("append", "b").did("get", "ab"))
        .returns(Judgement.CONSISTENT, TextInsightTest::judged);
  }

  @Test
  void aDeleteMakesRoomForAnotherBeginning() {
    assertThat(did("append", "x").did("delete", null).did("append", "b").did("get", "b"))
        .returns(Judgement.CONSISTENT, TextInsightTest::judged);
  }

  @Test
  void aPutOfNilMakesRoomForAnotherBeginning() {
    assertThat(did("append", "x").did("put", null).did("append", "b").did("get", "b"))
        .returns(Judgement.CONSISTENT, TextInsightTest::judged);
  }

  @Test
  void aPutServesEveryGetThatBeginsWithIt() {
    assertThat(
            did("put", "a")
                .did("append", "b")
                .did("get", "ab")
                .did("put", "ab")
                .did("append", "c")
                .did("get", "abc")
                .did("put", "a")
                .did("get", "a"))
        .returns(Judgement.CONSISTENT, TextInsightTest::judged);
  }

  @Test
  void aStringThatNobodyGotIsStillThere() {
    assertThat(did("put", "a").did("append", "b").did("get", "a"))
        .returns(Judgement.VIOLATED, TextInsightTest::judged);
  }

  @Test
  void aCrashedPutThatNobodyGotIsNeededWhereTheKeyHeldNoString() {
    ModelOptions number =
        new ModelOptions(Optional.of(new Int(5)), NilRead.ABSENT, FailedCas.IGNORED);
    crashed("put", "x").did("append", "y").did("put", "a").did("get", "a");
    assertThat(judged(number)).isEqualTo(Judgement.CONSISTENT);
  }
}

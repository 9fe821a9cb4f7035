package minos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import minos.check.Budget;
import minos.clock.ClockError;
import minos.clock.ClockErrorCheck;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.value.Text;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;

final class MergedRecordingsTest {
  private static final String WRITER =
      """
      {"header":{"format":"minos","version":1,"epoch":1000000,"model":"register","role":"1/2"}}
      {"time":0,"process":0,"type":"invoke","f":"write","key":"x","value":2,"session":"s0"}
      {"time":10,"process":0,"type":"ok","f":"write","key":"x","value":2}
      {"time":2000000,"process":0,"type":"invoke","f":"write","key":"x","value":4,"session":"s0"}
      {"time":2000010,"process":0,"type":"ok","f":"write","key":"x","value":4}
      {"end":{"events":4}}
      """;

  /**
   * Its clock is zero a millisecond later: it reads the old value 1 ms after the new was written.
   */
  private static final String READER =
      """
      {"header":{"format":"minos","version":1,"epoch":2000000,"model":"register","role":"2/2"}}
      {"time":500000,"process":0,"type":"invoke","f":"read","key":"x","value":null,"session":"s0"}
      {"time":500010,"process":0,"type":"ok","f":"read","key":"x","value":2}
      {"time":2000020,"process":0,"type":"invoke","f":"read","key":"x","value":null,"session":"s0"}
      {"time":2000030,"process":0,"type":"ok","f":"read","key":"x","value":2}
      {"end":{"events":4}}
      """;

  @Test
  void eventsStandInTheOrderOfTheirClocks() throws Exception {
    History merged = merged(Duration.ofMillis(1), read(WRITER), read(READER));

    assertThat(merged.operations().stream().map(Object::toString))
        .containsExactly(
            "\"1:0\" write \"x\" 2 ok",
            "\"2:0\" read \"x\" 2 ok",
            "\"1:0\" write \"x\" 4 ok",
            "\"2:0\" read \"x\" 2 ok");
    assertThat(merged.operation(1).invokeTime()).hasValue(1_500_000);
    assertThat(merged.operation(3).field("session")).contains(new Text("2:s0"));
    assertThat(merged.origin().truncated()).isEmpty();
    assertThat(merged.origin().header().get("role")).isNull();
  }

  @Test
  void whatTheClocksExcuseIsNotCalledAViolation() throws Exception {
    History narrow = merged(Duration.ofNanos(400_000), read(WRITER), read(READER));
    History wide = merged(Duration.ofNanos(600_000), read(WRITER), read(READER));

    assertThat(judge(narrow).verdict().judgement()).isEqualTo(Judgement.VIOLATED);
    assertThat(judge(wide).verdict().judgement()).isEqualTo(Judgement.UNDECIDED);
  }

  @Test
  void oneThatBreaksOffMakesAllOfItBreakOff() throws Exception {
    String broken = READER.substring(0, READER.indexOf("{\"end\""));

    assertThat(merged(Duration.ofMillis(1), read(WRITER), read(broken)).origin().truncated())
        .isPresent();
  }

  @Test
  void whatCanNotBeComparedIsRefused() throws Exception {
    History timeless = read(READER.replaceAll("\"time\":\\d+,", ""));
    History nowhere = read(READER.replace("\"epoch\":2000000,", ""));
    History other = read(READER.replace("\"model\":\"register\"", "\"model\":\"set\""));

    assertRefused(timeless, "has events without a time");
    assertRefused(nowhere, "does not say when its clock was zero");
    assertRefused(other, "they are not of one run");
  }

  private static void assertRefused(History other, String message) throws Exception {
    History first = read(WRITER);
    assertThatThrownBy(
            () -> MergedRecordings.write(List.of(first, other), 1, new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static CheckResult judge(History history) {
    return new ClockErrorCheck(
            new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS)),
            ClockError.stated(history).orElseThrow())
        .check(history, Budget.unlimited());
  }

  private static History merged(Duration error, History... parts)
      throws IOException, MalformedHistoryException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MergedRecordings.write(List.of(parts), error.toNanos(), out);
    return read(out.toString(StandardCharsets.UTF_8));
  }

  private static History read(String text) throws IOException, MalformedHistoryException {
    return HistoryFiles.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "test",
        ReadOptions.DEFAULT);
  }
}

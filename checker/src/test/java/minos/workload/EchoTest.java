package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import minos.value.Keyword;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class EchoTest {
  private static Map<Object, Object> reply(Object payload) {
    return Map.of(new Keyword("echo"), payload);
  }

  @Test
  void aReplyCarriesWhatWasSent() {
    CheckResult result =
        new Recording()
            .invoke(0, "echo", "a")
            .ok(0, "echo", reply("a"))
            .did(1, "echo", "b")
            .check("echo");

    assertConsistent(result);
    assertThat(result.details())
        .hasToString("{:valid? true, :errors [], :error-count 0, :reply-count 2}");
  }

  @Test
  void namesAReplyThatCarriesSomethingElse() {
    CheckResult result =
        new Recording()
            .did(0, "echo", "a")
            .invoke(1, "echo", "b")
            .ok(1, "echo", reply("a"))
            .check("jepsen:echo");

    Violation violation = assertViolated(result, Anomaly.WRONG_ECHO).get(0);
    assertThat(violation.summary()).isEqualTo("the reply to \"b\" carries \"a\".");
    assertThat(violation.culprit().orElseThrow().ordinal()).isEqualTo(1);
    assertThat(result.details().toString())
        .contains(
            "[\"Expected a message with :echo\" \"b\" \"But received\" {:echo \"a\"}]",
            ":error-count 1");
  }

  @Test
  void anEchoWithoutAReplyIsNoError() {
    assertConsistent(
        new Recording()
            .did(0, "echo", "a")
            .failed(1, "echo", "b")
            .invoke(2, "echo", "c")
            .info(2, "echo", null)
            .invoke(3, "echo", "d")
            .check("echo"));
    assertUndecided(new Recording().got(0, "read", 1).check("echo"), Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void agreesWithTheDefinitionOnSeededHistories() {
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          boolean wrong = false;
          for (int i = 0; i < 1 + random.nextInt(6); i++) {
            int sent = random.nextInt(20);
            int back = random.nextInt(8) == 0 ? random.nextInt(20) : sent;
            recording.invoke(i, "echo", sent);
            recording.ok(i, "echo", random.nextBoolean() ? reply(back) : back);
            wrong |= sent != back;
          }
          assertThat(recording.check("echo").verdict().judgement().word())
              .isEqualTo(wrong ? "violated" : "consistent");
        });
  }
}

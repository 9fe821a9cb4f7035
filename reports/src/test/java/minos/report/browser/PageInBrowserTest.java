package minos.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import minos.format.verdict.HistoryDocument;
import minos.history.History;
import minos.report.Recordings;
import minos.report.ReportDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages in a real browser, if one is installed. With {@code -Dminos.screenshots=DIR} what is seen
 * is written there, for a person to look at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageInBrowserTest {
  private static final String CULPRIT = "document.querySelector('.timeline .culprit')";

  @TempDir private Path directory;

  private @Nullable Chromium started;

  @BeforeAll
  void start(@TempDir Path profile) throws Exception {
    Optional<Path> program = Chromium.installed();
    Assumptions.assumeTrue(
        program.isPresent(), "no Chromium on the path: pages were not looked at in a browser");
    started = Chromium.start(program.get(), profile);
  }

  @AfterAll
  void stop() throws Exception {
    if (started != null) {
      started.quit();
    }
  }

  @AfterEach
  void nothingWasComplainedOf() {
    assertThat(browser().complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void opensOnTheViolationInBothSchemes(String scheme) throws Exception {
    browser().scheme(scheme);
    open(deadEnd(400, "stale-" + scheme));

    JsonNode box = rectangle(CULPRIT);
    assertThat(box.get("left").asDouble()).isGreaterThan(0);
    assertThat(box.get("right").asDouble()).isLessThan(1280);
    assertThat(box.get("top").asDouble()).isGreaterThan(0);
    assertThat(box.get("bottom").asDouble()).isLessThan(800);
    JsonNode ground =
        browser().evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0]");
    assertThat(ground.asInt() < 128).isEqualTo(scheme.equals("dark"));
    assertThat(text("h1")).contains("✕ violated");
    shot("stale-" + scheme);
  }

  @Test
  void aCycleHasAnArrowForEachStep() throws Exception {
    History history = Recordings.many(60);
    open(Recordings.judged(history, Recordings.cycle(history, "it missed it", 10, 13, 19)));

    assertThat(browser().evaluate("document.querySelectorAll('.timeline .edge').length").asInt())
        .isEqualTo(3);
    shot("cycle");
  }

  @Test
  void zoomsByKeyAndButtonAndComesBack() throws Exception {
    open(deadEnd(400, "zoom"));
    double before = width();

    browser().key("+");
    assertThat(width()).isGreaterThan(before * 1.3);
    browser().key("-");
    browser().evaluate("document.querySelector('[data-name=out]').click()");
    assertThat(width()).isLessThan(before);
    browser().key("0");
    assertThat(width()).isBetween(before * 0.99, before * 1.01);
  }

  @Test
  void searchFindsMarksAndLeadsToOperations() throws Exception {
    open(deadEnd(400, "search"));
    browser().key("/");
    assertThat(browser().evaluate("document.activeElement.id").asText()).isEqualTo("search");
    for (char c : "write 150 ".strip().toCharArray()) {
      browser().key(String.valueOf(c));
    }

    // The write of 150, and the write at index 150.
    assertThat(text(".found")).isEqualTo("2 found");
    browser().key("Enter");
    assertThat(text(".tip")).contains("write ", "150", "process ", "lines");
    assertThat(text(".found")).isEqualTo("1 of 2");
    browser().key("Enter");
    assertThat(text(".found")).isEqualTo("2 of 2");
    assertThat(text(".tip")).contains("write 150");
    assertThat(browser().evaluate("document.querySelectorAll('.timeline .match').length").asInt())
        .isBetween(1, 2);
    browser().key("Escape");
    assertThat(text(".found")).isEmpty();
  }

  @Test
  void keysLeadFromOperationToOperationAndFromViolationToViolation() throws Exception {
    History history = Recordings.many(400);
    open(
        Recordings.judged(
            history,
            Recordings.deadEnd(history, 201, 198, "the first"),
            Recordings.deadEnd(history, 301, 290, "the second")));
    assertThat(shown()).contains("The first.").doesNotContain("The second.");

    browser().key("n");
    assertThat(shown()).contains("The second.").doesNotContain("The first.");
    assertThat(text("#which")).isEqualTo("Violation 2 of 2");
    browser().key("p");
    assertThat(shown()).contains("The first.");

    browser().evaluate("document.querySelector('.timeline').focus()");
    browser().key("ArrowRight");
    String first = text("#voice");
    assertThat(first).startsWith("read ").contains("outcome", "line");
    browser().key("ArrowRight");
    assertThat(text("#voice")).isNotEqualTo(first);
    browser().key("t");
    assertThat(pressed("order")).isTrue();
  }

  @Test
  void pointingAtABarTellsOfTheOperation() throws Exception {
    open(deadEnd(400, "hover"));
    JsonNode box = rectangle(CULPRIT);
    browser()
        .point(
            (box.get("left").asDouble() + box.get("right").asDouble()) / 2,
            (box.get("top").asDouble() + box.get("bottom").asDouble()) / 2);

    assertThat(text(".tip")).contains("read 200 ok").contains("outcome").contains("took");
  }

  @Test
  void whatAHistorySaysIsNeverRun() throws Exception {
    String text =
        "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
            + "</script><script>document.title='run'</script>\u2028\u2029'\"`--></style>]]>";
    History history = Recordings.of(text);
    open(Recordings.judged(history, Recordings.deadEnd(history, 1, 0, text)));
    browser().evaluate("document.querySelector('.timeline').focus()");
    browser().key("ArrowRight");

    assertThat(browser().evaluate("document.title").asText())
        .startsWith("<img")
        .doesNotStartWith("run");
    assertThat(browser().evaluate("document.querySelectorAll('img').length").asInt()).isZero();
  }

  @Test
  void aMillionOperationsOpenInLessThanThreeSecondsAndZoomAtOnce() throws Exception {
    HistoryDocument.Judged judged = deadEnd(1_000_000, "million");
    ReportDirectory report = ReportDirectory.in(directory.resolve("million"), Recordings.RUN);
    Path page = report.add(judged);

    long millis = browser().open(page);

    assertThat(millis).isLessThan(3_000);
    assertThat(rectangle(CULPRIT).get("bottom").asDouble()).isLessThan(800);
    shot("million");
    browser().key("3");
    browser().key("w");
    long began = System.nanoTime();
    browser().evaluate("1");
    for (int i = 0; i < 10; i++) {
      browser().key("+");
      browser().evaluate("1");
    }
    assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(3_000);
  }

  private static HistoryDocument.Judged deadEnd(int operations, String name) {
    History history = Recordings.many(operations);
    int culprit = operations / 2 + 1;
    return Recordings.judged(
        history,
        Recordings.deadEnd(history, culprit, culprit - 3, "it read too old a value: " + name));
  }

  private void open(HistoryDocument.Judged judged) throws Exception {
    ReportDirectory report = ReportDirectory.in(directory, Recordings.RUN);
    browser().open(report.add(judged));
    assertThat(browser().evaluate("document.documentElement.dataset.ready").asText())
        .isEqualTo("true");
  }

  private double width() throws Exception {
    return browser().evaluate(CULPRIT + ".querySelector('rect').getBBox().width").asDouble();
  }

  private JsonNode rectangle(String element) throws Exception {
    return browser().evaluate(element + ".getBoundingClientRect().toJSON()");
  }

  private String text(String selector) throws Exception {
    return browser().evaluate("document.querySelector('" + selector + "').textContent").asText();
  }

  private String shown() throws Exception {
    return browser().evaluate("document.querySelector('.words').innerText").asText();
  }

  private boolean pressed(String name) throws Exception {
    return browser()
        .evaluate("document.querySelector('[data-name=" + name + "]').ariaPressed")
        .asText()
        .equals("true");
  }

  private Chromium browser() {
    if (started == null) {
      throw new IllegalStateException("no browser");
    }
    return started;
  }

  private void shot(String name) throws Exception {
    String where = System.getProperty("minos.screenshots");
    if (where != null) {
      Files.createDirectories(Path.of(where));
      Files.write(Path.of(where, name + ".png"), browser().screenshot());
    }
  }
}

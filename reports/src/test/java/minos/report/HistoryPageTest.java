package minos.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import minos.format.verdict.HistoryDocument;
import minos.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

final class HistoryPageTest {
  private static final String[] PIECES = {
    "<script>alert(1)</script>",
    "</script>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "\"",
    "'",
    "&",
    "&lt;",
    "\\",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u0000",
    "\u0007",
    "\ud800",
    "\udc00",
    "\ufffe",
    "\n",
    "\r",
    "javascript:alert(1)",
    "${x}",
    "{{x}}",
    "𝕊",
    "é",
    "<img src=x onerror=alert(1)>",
    "</style>",
    " "
  };

  @Test
  void tellsTheVerdictTheProofAndTheRun() {
    History history = Recordings.many(40);
    Document page =
        page(Recordings.judged(history, Recordings.deadEnd(history, 9, 7, "it read 8")));

    String text = page.getDocumentElement().getTextContent();
    assertThat(text)
        .contains("✕ violated not linearizable")
        .contains("stale read")
        .contains("It read 8.")
        .contains("Last that fits")
        .contains("minos check 'it'\\''s here.edn'")
        .contains("42")
        .contains("The initial value is nil.")
        .contains("Latency")
        .contains("Open operations");
  }

  @Test
  void aCycleIsDrawnAndItsLastStepIsTheContradiction() {
    History history = Recordings.many(40);
    Document page =
        page(Recordings.judged(history, Recordings.cycle(history, "it missed that", 1, 4, 6)));

    assertThat(page.getDocumentElement().getTextContent())
        .contains("#1 before #4 rw It missed that.")
        .contains("#6 before #1 rw It missed that. A contradiction.");
    assertThat(json(page).at("/violations/0/edges").size()).isEqualTo(3);
  }

  @Test
  void aConsistentHistoryIsSaidToBeThatRecordingAlone() {
    Document page = page(Recordings.judged(Recordings.many(40)));

    assertThat(page.getDocumentElement().getTextContent())
        .contains("✓ consistent linearizable")
        .contains("That is said of this recording, not of the store.");
    assertThat(json(page).at("/violations").size()).isZero();
  }

  @Test
  void theBrowserMayRunOnlyThisVeryScriptAndLoadNothing() {
    Document page = page(Recordings.judged(Recordings.many(4)));
    String html = page.getDocumentElement().getElementsByTagName("script").item(1).getTextContent();
    org.w3c.dom.Element policy = (org.w3c.dom.Element) page.getElementsByTagName("meta").item(1);

    assertThat(policy.getAttribute("http-equiv")).isEqualTo("Content-Security-Policy");
    assertThat(policy.getAttribute("content"))
        .startsWith("default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;")
        .contains("script-src " + Resources.hash(Resources.script()))
        .contains("style-src " + Resources.hash(Resources.pageStyle()))
        .doesNotContain("unsafe", "http");
    // The strict parser takes the marks of the character data away.
    assertThat(Resources.script()).contains(html.substring(10, 200));
    assertThat(new String(bytes(Recordings.judged(Recordings.many(4))), StandardCharsets.UTF_8))
        .doesNotContainPattern(Pattern.compile("(src|href)=\"(?!#|data:,)"));
  }

  /** Whatever a history says stays text: the page has the same elements and attributes. */
  @Test
  void nothingFromAHistoryBecomesMarkup() {
    for (long seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      String text = nasty(random);
      Set<String> plain = Pages.names(page(told("plain")));
      Document page = page(told(text));

      assertThat(Pages.names(page)).as("seed %d", seed).isEqualTo(plain);
      assertThat(Pages.count(page, "script")).as("seed %d", seed).isEqualTo(2);
      JsonNode functions = json(page).at("/functions/0");
      assertThat(functions.asText())
          .as("seed %d", seed)
          .isEqualTo(minos.report.markup.Printable.plain(text));
    }
  }

  @Test
  void dataHasNothingThatMeansAnythingToABrowser() {
    String html =
        new String(bytes(told("<script>\u2028</script>&amp;]]>")), StandardCharsets.UTF_8);
    String data = html.substring(html.indexOf("id=\"data\">") + 10);

    assertThat(data.substring(0, data.indexOf("</script>")))
        .doesNotContain("<", ">", "&", "\u2028")
        .contains("\\u003Cscript\\u003E");
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 1_000_000})
  void isNeverLargerThanTwoMegabytesAndHasWhatTheProofSpeaksOf(int operations) {
    History history = Recordings.many(operations);
    int culprit = operations / 2 + 1;
    byte[] bytes =
        bytes(Recordings.judged(history, Recordings.deadEnd(history, culprit, culprit - 2, "x")));

    assertThat(bytes.length).isLessThan(HistoryPage.MOST_BYTES);
    JsonNode data = json(Pages.parse(bytes));
    JsonNode place = data.at("/violations/0/culprit");
    assertThat(data.at("/operations/index").get(place.asInt()).asLong())
        .isEqualTo(history.operation(culprit).index());
    long counted = 0;
    JsonNode total = data.at("/density/time");
    for (JsonNode count : total.get(total.size() - 1)) {
      counted += count.asLong();
    }
    assertThat(counted).isEqualTo(operations);
  }

  @Test
  void hugeValuesAreCutAndTheCutIsTold() {
    History history = Recordings.of("v".repeat(3_000_000));
    byte[] bytes =
        bytes(Recordings.judged(history, Recordings.deadEnd(history, 1, 0, "y".repeat(2_000_000))));

    assertThat(bytes.length).isLessThan(HistoryPage.MOST_BYTES);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("more characters)");
  }

  private static HistoryDocument.Judged told(String text) {
    History history = Recordings.of(text);
    return Recordings.judged(
        history, Recordings.deadEnd(history, 1, 0, text), Recordings.cycle(history, text, 0, 1));
  }

  private static String nasty(Random random) {
    StringBuilder text = new StringBuilder("a");
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.append("z").toString();
  }

  private static JsonNode json(Document page) {
    try {
      return new ObjectMapper().readTree(Pages.textOf(page, "data"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Document page(HistoryDocument.Judged judged) {
    return Pages.parse(bytes(judged));
  }

  private static byte[] bytes(HistoryDocument.Judged judged) {
    return HistoryPage.of(judged, Recordings.RUN);
  }
}

package minos.format.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import minos.history.Operation;
import minos.history.Problem;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Writes what a run found in the XML that build servers read as JUnit's: a test suite for each
 * file, a test case for each check.
 *
 * <p>A violated check is a {@code failure}. An undecided one, and a file that could not be read, is
 * an {@code error}: {@code skipped} would be shown as green.
 */
public final class JUnitXml {
  private JUnitXml() {}

  /** Writes the document in UTF-8. Flushes, doesn't close. */
  public static void write(RunDocument run, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "minos");
      for (HistoryDocument history : run.histories()) {
        if (history instanceof HistoryDocument.Judged judged) {
          writeSuite(judged, xml);
        } else if (history instanceof HistoryDocument.Unreadable unreadable) {
          writeSuite(unreadable, xml);
        }
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException("could not write JUnit XML: " + e.getMessage(), e);
    }
    out.flush();
  }

  private static void writeSuite(HistoryDocument.Judged judged, XMLStreamWriter xml)
      throws XMLStreamException {
    List<CheckResult> checks = judged.checks();
    long failures =
        checks.stream().filter(check -> check.verdict() instanceof Verdict.Violated).count();
    long errors =
        checks.stream().filter(check -> check.verdict() instanceof Verdict.Undecided).count();
    Duration elapsed =
        checks.stream().map(CheckResult::elapsed).reduce(Duration.ZERO, Duration::plus);
    startSuite(judged.file(), checks.size(), failures, errors, elapsed, xml);
    for (CheckResult check : checks) {
      startCase(judged.file(), check.consistency(), check.model(), check.elapsed(), xml);
      if (check.verdict() instanceof Verdict.Violated violated) {
        writeFailure(violated.violations(), xml);
      } else if (check.verdict() instanceof Verdict.Undecided undecided) {
        Cause cause = undecided.cause();
        writeOutcome("error", cause.kind().word(), cause.message(), cause.message(), xml);
      }
      end("\n    ", xml);
    }
    end("\n  ", xml);
  }

  private static void writeSuite(HistoryDocument.Unreadable file, XMLStreamWriter xml)
      throws XMLStreamException {
    startSuite(file.file(), 1, 0, 1, Duration.ZERO, xml);
    startCase(file.file(), "read", "history", Duration.ZERO, xml);
    String all = file.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    writeOutcome("error", "bad-input", file.count() + " problems", all, xml);
    end("\n    ", xml);
    end("\n  ", xml);
  }

  private static void writeFailure(List<Violation> violations, XMLStreamWriter xml)
      throws XMLStreamException {
    StringBuilder all = new StringBuilder();
    for (Violation violation : violations) {
      all.append(violation.anomaly().id());
      violation.key().ifPresent(key -> all.append(" on key ").append(key));
      all.append(": ").append(violation.summary()).append('\n');
      for (Operation operation : violation.operations()) {
        all.append("  ").append(operation.index()).append("  ").append(operation).append('\n');
      }
    }
    Violation first = violations.get(0);
    writeOutcome("failure", first.anomaly().id(), first.summary(), all.toString(), xml);
  }

  private static void startSuite(
      String name, long tests, long failures, long errors, Duration elapsed, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", printable(name));
    xml.writeAttribute("tests", Long.toString(tests));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", Long.toString(errors));
    xml.writeAttribute("skipped", "0");
    xml.writeAttribute("time", seconds(elapsed));
  }

  private static void startCase(
      String file, String consistency, String model, Duration elapsed, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", printable(file));
    xml.writeAttribute("name", printable(consistency + " " + model));
    xml.writeAttribute("time", seconds(elapsed));
  }

  private static void writeOutcome(
      String element, String type, String message, String text, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n      ");
    xml.writeStartElement(element);
    xml.writeAttribute("type", type);
    xml.writeAttribute("message", printable(message));
    xml.writeCharacters(printable(text));
    xml.writeEndElement();
  }

  private static void end(String indentation, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters(indentation);
    xml.writeEndElement();
  }

  private static String seconds(Duration elapsed) {
    return BigDecimal.valueOf(elapsed.toMillis(), 3).toPlainString();
  }

  /**
   * XML 1.0 has no way to write most control characters and lone surrogates; they are spelt out.
   */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean allowed =
                  c == '\t'
                      || c == '\n'
                      || c == '\r'
                      || (c >= 0x20 && c < 0xD800)
                      || (c >= 0xE000 && c < 0xFFFE)
                      || c >= 0x10000;
              if (allowed) {
                clean.appendCodePoint(c);
              } else {
                clean.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return clean.toString();
  }
}

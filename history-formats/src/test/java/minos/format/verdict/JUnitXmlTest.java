package minos.format.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import minos.history.Problem;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class JUnitXmlTest {
  @Test
  void eachCheckIsATestCase() throws Exception {
    Document xml = written(SampleRun.run());

    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name")).isEqualTo("x.edn");
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("0.009");
    Element violated = (Element) xml.getElementsByTagName("testcase").item(0);
    assertThat(violated.getAttribute("classname")).isEqualTo("x.edn");
    assertThat(violated.getAttribute("name")).isEqualTo("linearizable cas-register");
    Element failure = (Element) violated.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("thin-air-read");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("process 3 read 4, which <nobody> wrote.");
    assertThat(failure.getTextContent()).contains("11  3 read 4 ok");
    Element undecided = (Element) xml.getElementsByTagName("testcase").item(1);
    assertThat(((Element) undecided.getElementsByTagName("error").item(0)).getAttribute("type"))
        .isEqualTo("timeout");
    Element consistent = (Element) xml.getElementsByTagName("testcase").item(2);
    assertThat(consistent.getElementsByTagName("*").getLength()).isZero();
  }

  @Test
  void aFileThatCannotBeReadIsAnErrorAndControlCharactersAreSpeltOut() throws Exception {
    Document xml =
        written(
            new RunDocument(
                "1",
                List.of(
                    new HistoryDocument.Unreadable(
                        "bad.edn", List.of(new Problem("bad.edn", 3, "what is \u0001?")), 1))));

    Element error = (Element) xml.getElementsByTagName("error").item(0);
    assertThat(error.getTextContent()).isEqualTo("bad.edn:3: what is \\u0001?");
  }

  private static Document written(RunDocument run) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JUnitXml.write(run, out);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(out.toByteArray()));
  }
}

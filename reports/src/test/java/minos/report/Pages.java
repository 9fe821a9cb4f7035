package minos.report;

import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads pages with a strict parser, which refuses whatever is not closed or not escaped. */
final class Pages {
  private Pages() {}

  static Document parse(byte[] page) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setExpandEntityReferences(false);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(page));
    } catch (Exception e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  /** The names of all elements, and of all attributes with an @ before them. */
  static Set<String> names(Document page) {
    Set<String> names = new TreeSet<>();
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      names.add(element.getTagName());
      for (int a = 0; a < element.getAttributes().getLength(); a++) {
        names.add("@" + element.getAttributes().item(a).getNodeName());
      }
    }
    return names;
  }

  static int count(Document page, String tag) {
    return page.getElementsByTagName(tag).getLength();
  }

  /** The text of the element with an id. */
  static String textOf(Document page, String id) {
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.getAttribute("id").equals(id)) {
        return element.getTextContent();
      }
    }
    throw new AssertionError("no element has the id " + id);
  }
}

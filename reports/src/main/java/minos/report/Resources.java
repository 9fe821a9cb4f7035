package minos.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The pages' style and script, which are files beside this class. */
final class Resources {
  /** Parts of the script, in the order in which they need each other. */
  private static final List<String> SCRIPTS =
      List.of("axis.js", "model.js", "draw.js", "explore.js", "page.js");

  private Resources() {}

  /** The style of pages. */
  static String pageStyle() {
    return read("page.css") + read("figure.css");
  }

  /** The style of drawings in files of their own. */
  static String figureStyle() {
    return read("figure.css");
  }

  /** The script of pages: one function, so that nothing is global; to XML, plain text. */
  static String script() {
    StringBuilder script = new StringBuilder("/*<![CDATA[*/\n\"use strict\";\n(() => {\n");
    SCRIPTS.forEach(name -> script.append(read(name)));
    return script.append("})();\n/*]]>*/").toString();
  }

  /** What a policy for content calls a text. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks minos/report/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

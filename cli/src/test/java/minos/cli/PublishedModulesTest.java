package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM lists what is published, and each module has a name of its own. */
final class PublishedModulesTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void theBomListsThePublishedModulesWithTheirVersion() throws IOException {
    String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
    List<String> published = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String module :
        all("<module>([^<]+)</module>", Files.readString(ROOT.resolve("pom.xml")))) {
      String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
      assertThat(pom).contains("<version>" + Version.NUMBER + "</version>");
      if (module.equals("bom")) {
        continue;
      }
      names.addAll(all("<minos.module>([^<]+)</minos.module>", pom));
      if (!pom.contains("<maven.deploy.skip>true</maven.deploy.skip>")) {
        published.add("minos-" + module);
      }
    }

    assertThat(published).contains("minos-checker", "minos-junit").hasSizeGreaterThan(6);
    String managed = bom.substring(0, bom.indexOf("</dependencyManagement>"));
    List<String> listed = all("<artifactId>(minos-[^<]+)</artifactId>", managed);
    listed.remove("minos-bom");
    assertThat(listed).containsExactlyInAnyOrderElementsOf(published);
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(published.size());
  }

  /** What the one jar has for Clojure. */
  @Test
  void theNamespacesForClojureAreHere() {
    assertThat(Minos.class.getResource("/minos/knossos.clj")).isNotNull();
    assertThat(Minos.class.getResource("/minos/jepsen.clj")).isNotNull();
    assertThat(Minos.class.getResource("/clojure/main.class")).isNotNull();
  }

  private static List<String> all(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}

package minos.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The modules' directions, and what else holds for every class of Minos.
 *
 * <p>A rule about no classes holds. Therefore {@link #seesTheClassesOfEachSourceFile} compares what
 * was imported with the source files, and only then may a rule be empty.
 */
final class ArchitectureTest {
  private static final JavaClasses MINOS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("minos");

  /** The modules, each with the packages that are its own. One may know those before it. */
  private enum Module {
    CHECKER("checker"),
    FORMATS("history-formats", "minos.format.."),
    GENERATORS("generators", "minos.generate..", "minos.simulation..", "minos.recorder.."),
    REPORTS("reports", "minos.report.."),
    STORES("stores", "minos.store..", "minos.verify.."),
    CLI("cli", "minos.cli..");

    private final String directory;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is.
    private final List<String> packages;

    Module(String directory, String... packages) {
      this.directory = directory;
      this.packages = List.of(packages);
    }

    Path sources() {
      return Path.of("..", directory, "src", "main", "java");
    }

    DescribedPredicate<JavaClass> owns() {
      return this == CHECKER ? ArchitectureTest.CHECKER : resideInAnyPackage(array(packages));
    }

    /** What it must not know: the modules after it. */
    DescribedPredicate<JavaClass> beyond() {
      List<String> beyond = new ArrayList<>(packagesAfter(this));
      if (this != CLI) {
        beyond.add("picocli..");
      }
      return resideInAnyPackage(array(beyond));
    }

    static List<String> packagesAfter(Module module) {
      return Arrays.stream(values())
          .filter(other -> other.compareTo(module) > 0)
          .flatMap(other -> other.packages.stream())
          .toList();
    }

    private static String[] array(List<String> names) {
      return names.toArray(String[]::new);
    }
  }

  /** Everything that is no other module's, so that no package of the checker is forgotten. */
  private static final DescribedPredicate<JavaClass> CHECKER =
      resideInAPackage("minos..")
          .and(not(resideInAnyPackage(Module.packagesAfter(Module.CHECKER).toArray(String[]::new))))
          .as("classes of the checker");

  @Test
  void seesClassesAtAll() {
    assertThat(MINOS).hasSizeGreaterThan(3);
    assertThat(Module.CLI.sources()).isDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void seesTheClassesOfEachSourceFile(Module module) throws IOException {
    List<String> expected = classNames(module.sources());
    List<String> seen = MINOS.stream().filter(module.owns()).map(JavaClass::getName).toList();

    assertThat(seen).containsAll(expected);
  }

  @ParameterizedTest
  @EnumSource
  void knowsOnlyModulesBeforeIt(Module module) {
    holds(noClasses().that(module.owns()).should().dependOnClassesThat(module.beyond()));
  }

  @Test
  void theCheckerKnowsTheJdkItsAnnotationsCommonsMathAndClojure() {
    holds(
        classes()
            .that(CHECKER)
            .should()
            .onlyDependOnClassesThat(
                CHECKER.or(
                    resideInAnyPackage(
                        "java..",
                        "javax..",
                        "org.jspecify.annotations",
                        "org.apache.commons.math3..",
                        "clojure..")))
            .because("Jackson, picocli and whatever reads bytes belong to other modules"));
  }

  @Test
  void theAuditKnowsNoEngine() {
    holds(
        noClasses()
            .that(resideInAPackage("minos.audit"))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "minos.linearizability..",
                    "minos.monitor..",
                    "minos.transactions..",
                    "minos.sequential..",
                    "minos.causal..",
                    "minos.session..",
                    "minos.witness.."))
            .because("what verifies a proof must not share the faults of what found it"));
  }

  @Test
  void theDriverOfAStoreIsKnownToItsPackageOnly() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "minos.store.s3..", "minos.store.dynamodb..", "minos.store.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.."));
  }

  @Test
  void theCheckersPackagesHaveNoCycles() {
    slices()
        .matching("minos.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(MINOS.that(CHECKER));
  }

  @Test
  void onlyTheCommandLineTouchesTheStandardStreams() {
    holds(noClasses().that().resideOutsideOfPackage("minos.cli..").should(ACCESS_STANDARD_STREAMS));
  }

  @Test
  void everyPackageIsNullMarked() {
    holds(classes().should(BE_IN_A_NULL_MARKED_PACKAGE));
  }

  private static final ArchCondition<JavaClass> BE_IN_A_NULL_MARKED_PACKAGE =
      new ArchCondition<>("be in a package whose package-info.java says @NullMarked") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
          String message = type.getPackageName() + " of " + type.getName();
          events.add(new SimpleConditionEvent(type, marked, message + " has no @NullMarked"));
        }
      };

  /** Checks a rule that may be about no classes yet. */
  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(MINOS);
  }

  /** The classes that the files below a directory are named for. */
  private static List<String> classNames(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .map(file -> directory.relativize(file).toString())
          .filter(file -> file.endsWith(".java"))
          .map(file -> file.substring(0, file.length() - ".java".length()))
          .map(file -> file.replace('/', '.').replace('\\', '.'))
          .toList();
    }
  }
}

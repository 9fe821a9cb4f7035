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

  private static final DescribedPredicate<JavaClass> CHECKER =
      resideInAPackage("minos..")
          .and(
              not(
                  resideInAnyPackage(
                      "minos.format..", "minos.generate..", "minos.simulation..", "minos.cli..")))
          .as("classes of the checker");

  /** A module with the packages that are its own. */
  private enum Module {
    CHECKER("checker"),
    FORMATS("history-formats"),
    GENERATORS("generators"),
    CLI("cli");

    private final String directory;

    Module(String directory) {
      this.directory = directory;
    }

    Path sources() {
      return Path.of("..", directory, "src", "main", "java");
    }

    DescribedPredicate<JavaClass> owns() {
      return switch (this) {
        case CHECKER -> ArchitectureTest.CHECKER;
        case FORMATS -> resideInAPackage("minos.format..");
        case GENERATORS -> resideInAnyPackage("minos.generate..", "minos.simulation..");
        case CLI -> resideInAPackage("minos.cli..");
      };
    }
  }

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

  @Test
  void theCheckerKnowsNoOtherModule() {
    holds(
        noClasses()
            .that(CHECKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "minos.format..", "minos.generate..", "minos.simulation..", "minos.cli.."));
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
  void formatsKnowNeitherGeneratorsNorTheCommandLine() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("minos.format..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "minos.generate..", "minos.simulation..", "minos.cli..", "picocli.."));
  }

  @Test
  void generatorsDoNotKnowTheCommandLine() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage("minos.generate..", "minos.simulation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("minos.cli..", "picocli.."));
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

package minos.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minos.recorder.Recorder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the repetitions of a {@link ConsistencyTest} and judges each. */
final class ConsistencyExtension implements TestTemplateInvocationContextProvider {
  private static final String SEED = "minos.seed";
  private static final String REPORTS = "minos.reports";

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), ConsistencyTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    ConsistencyTest test =
        AnnotationSupport.findAnnotation(context.getTestMethod(), ConsistencyTest.class)
            .orElseThrow();
    return seeds(context, test).mapToObj(seed -> new Repetition(test, seed));
  }

  private static LongStream seeds(ExtensionContext context, ConsistencyTest test) {
    Optional<String> given = context.getConfigurationParameter(SEED);
    if (given.isPresent()) {
      return LongStream.of(Long.parseLong(given.get()));
    }
    // Printed with the test's name, so that a failure can be repeated.
    long first = test.seed() != 0 ? test.seed() : ThreadLocalRandom.current().nextInt(1 << 30);
    return LongStream.range(first, first + Math.max(1, test.repeats()));
  }

  /** One repetition: makes the run, hands it to the method, judges it afterwards. */
  private record Repetition(ConsistencyTest test, long seed)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      ConsistencyRun run =
          new ConsistencyRun(Recorder.inMemory(), seed, test.threads(), test.operations());
      return List.of(new Supply(run), new Judge(test, run));
    }
  }

  /** Gives the run, or its recorder, to the method. */
  private record Supply(ConsistencyRun run) implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      Class<?> type = parameter.getParameter().getType();
      return type == ConsistencyRun.class || type == Recorder.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Recorder.class ? run.recorder() : run;
    }
  }

  /** Judges what was recorded when the method has returned. */
  private record Judge(ConsistencyTest test, ConsistencyRun run)
      implements AfterTestExecutionCallback {
    @Override
    public void afterTestExecution(ExtensionContext context) throws Exception {
      if (context.getExecutionException().isPresent()) {
        return;
      }
      run.recorder().close();
      MinosAssertions.assertThat(run.recorder().history())
          .as("seed %d; to run it again: %s", run.seed(), again(context))
          .within(Duration.ofSeconds(test.timeoutSeconds()))
          .writingTo(directory(context))
          .replayedWith(Checks.options(test), Long.toString(run.seed()))
          .passes(Checks.of(test));
    }

    private String again(ExtensionContext context) {
      return String.format(
          Locale.ROOT,
          "-D%s=%d, with Maven: mvn test -Dtest='%s#%s' -D%s=%d",
          SEED,
          run.seed(),
          context.getRequiredTestClass().getName(),
          context.getRequiredTestMethod().getName(),
          SEED,
          run.seed());
    }

    /** Where the build has its reports: Maven's folder, or Gradle's. */
    private static String reports() {
      boolean gradle = Files.isDirectory(Path.of("build")) && !Files.isDirectory(Path.of("target"));
      return gradle ? "build/reports/minos" : "target/minos";
    }

    private Path directory(ExtensionContext context) {
      String root = context.getConfigurationParameter(REPORTS).orElseGet(Judge::reports);
      return Path.of(
          root,
          context.getRequiredTestClass().getName(),
          context.getRequiredTestMethod().getName()
              + "-"
              + String.format(Locale.ROOT, "%d", run.seed()));
    }
  }
}

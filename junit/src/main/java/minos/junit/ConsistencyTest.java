package minos.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs clients side by side, whose operations are recorded and judged when the method
 * returns.
 *
 * <pre>{@code
 * @ConsistencyTest(model = "register", threads = 4, operations = 200, repeats = 5)
 * void mapIsLinearizable(ConsistencyRun run) throws Exception {
 *   Map<String, Long> map = new ConcurrentHashMap<>();
 *   run.clients(
 *       client -> {
 *         String key = client.pick("x", "y");
 *         if (client.chance(0.5)) {
 *           client.read(key, () -> map.get(key));
 *         } else {
 *           client.write(key, client.unique(), value -> map.put(key, value));
 *         }
 *       });
 * }
 * }</pre>
 *
 * <p>Each repetition is a test of its own, with a seed of its own that its name shows. A failure
 * says why, writes the history, a counterexample and a report as a page below {@code target/minos}
 * (with Gradle, {@code build/reports/minos}), and names the command that judges the history again.
 * {@code -Dminos.seed=N} runs the one repetition with that seed.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ConsistencyExtension.class)
public @interface ConsistencyTest {
  /** The specification by name, as {@code minos models} lists them. */
  String model() default "register";

  /** The initial value, in EDN; the model's own if empty. */
  String initial() default "";

  /**
   * What must hold: {@code linearizable}, or another that {@code minos check --consistency} takes
   * for the model, such as {@code causal}, {@code serializable} or {@code jepsen:set-full}.
   */
  String consistency() default "linearizable";

  /**
   * The contract that must be kept, by name, as {@code minos contracts} lists them; instead of a
   * model and a consistency model, if not empty.
   */
  String contract() default "";

  /** How many clients run at once. */
  int threads() default 4;

  /** How many steps each client takes. */
  int operations() default 100;

  /** How many times the test is run, each with another seed. */
  int repeats() default 1;

  /** The first seed; 0 for a new one every time, which the test's name shows. */
  long seed() default 0;

  /** How many seconds judging may take before the history is undecided, and the test fails. */
  int timeoutSeconds() default 60;
}

package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.cli.options.ValueText;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.Model;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Int;
import minos.value.Value;
import org.junit.jupiter.api.Test;

/** The page on models: its examples are run, its table of models is made from the code. */
final class ModelsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "models.md");
  private static final Pattern OPERATION = Pattern.compile("(\\S+) (.*) -> (.*)");

  /** Operations one after the other, each possible. */
  private static final Map<String, List<String>> EXAMPLES = examples();

  private static Map<String, List<String>> examples() {
    Map<String, List<String>> examples = new LinkedHashMap<>();
    examples.put("register", List.of("write 1 -> 1", "read nil -> 1", "delete nil -> nil"));
    examples.put("cas-register", List.of("write 1 -> 1", "cas [1 2] -> [1 2]", "read nil -> 2"));
    examples.put(
        "multi-register",
        List.of(
            "txn [[:write :x 1] [:write :y 2]] -> [[:write :x 1] [:write :y 2]]",
            "txn [[:read :x nil]] -> [[:read :x 1]]"));
    examples.put("mutex", List.of("acquire nil -> nil", "release nil -> nil"));
    examples.put("owner-mutex", List.of("acquire nil -> nil", "release nil -> nil"));
    examples.put(
        "reentrant-mutex",
        List.of(
            "acquire nil -> nil",
            "acquire nil -> nil",
            "release nil -> nil",
            "release nil -> nil"));
    examples.put(
        "fenced-mutex",
        List.of("acquire nil -> 33", "release nil -> nil", "acquire nil -> {:fence 34}"));
    examples.put("semaphore", List.of("acquire 1 -> 1", "release nil -> nil"));
    examples.put(
        "counter",
        List.of(
            "add 2 -> 2",
            "increment nil -> nil",
            "read nil -> 3",
            "add-and-get 4 -> 7",
            "get-and-add 1 -> 7"));
    examples.put(
        "set",
        List.of(
            "add 1 -> 1",
            "add 1 -> false",
            "contains 1 -> true",
            "read nil -> #{1}",
            "remove 1 -> true"));
    examples.put(
        "multiset", List.of("add 1 -> 1", "add 1 -> 1", "read nil -> [1 1]", "remove 1 -> 1"));
    examples.put(
        "fifo-queue",
        List.of(
            "enqueue 1 -> 1",
            "enqueue 2 -> 2",
            "peek nil -> 1",
            "dequeue nil -> 1",
            "dequeue nil -> 2",
            "dequeue nil -> nil"));
    examples.put(
        "unordered-queue", List.of("enqueue 1 -> 1", "enqueue 2 -> 2", "dequeue nil -> 2"));
    examples.put(
        "priority-queue",
        List.of("enqueue 5 -> 5", "enqueue [3 :x] -> [3 :x]", "dequeue nil -> [3 :x]"));
    examples.put("stack", List.of("push 1 -> 1", "push 2 -> 2", "peek nil -> 2", "pop nil -> 2"));
    examples.put("append-list", List.of("append 1 -> 1", "append 2 -> 2", "read nil -> [1 2]"));
    examples.put(
        "kv-map",
        List.of(
            "put [:x 1] -> [:x 1]",
            "get :x -> 1",
            "cas [:x 1 2] -> [:x 1 2]",
            "list nil -> {:x 2}",
            "delete :x -> :x"));
    examples.put("id-generator", List.of("generate nil -> 7", "generate nil -> \"a\""));
    examples.put(
        "append-kv", List.of("put \"x\" -> \"x\"", "append \"y\" -> \"y\"", "get nil -> \"xy\""));
    return examples;
  }

  @Test
  void listsEveryModel() throws IOException {
    StringBuilder section = new StringBuilder("<!-- models -->\n");
    for (Model model : Models.all()) {
      section.append("\n### `").append(model.name()).append("`\n\n");
      section.append(model.description()).append("\n\n```text\n");
      EXAMPLES.getOrDefault(model.name(), List.of()).forEach(o -> section.append(o).append('\n'));
      section.append("```\n");
    }
    section.append("\n<!-- end of models -->");
    String page = Files.readString(PAGE);

    Golden.check(
        PAGE,
        Pattern.compile("<!-- models -->.*<!-- end of models -->", Pattern.DOTALL)
            .matcher(page)
            .replaceFirst(Matcher.quoteReplacement(section.toString())));
  }

  @Test
  void everyExampleIsOneOfItsModel() {
    for (Model model : Models.all()) {
      assertThat(EXAMPLES).containsKey(model.name());
      run(model.create(ModelOptions.DEFAULTS), EXAMPLES.getOrDefault(model.name(), List.of()));
    }
  }

  private static <S> void run(SequentialSpec<S> spec, List<String> operations) {
    S state = spec.initial();
    for (String text : operations) {
      Matcher operation = OPERATION.matcher(text);
      assertThat(operation.matches()).as(text).isTrue();
      Value output = value(operation.group(3));
      Call call =
          new Call(operation.group(1), value(operation.group(2)), output, Outcome.OK, new Int(0));
      Step<S> step = spec.step(state, call);
      assertThat(step).as("%s: %s", spec.name(), text).isInstanceOf(Step.Next.class);
      state = step instanceof Step.Next<S> next ? next.state() : state;
    }
  }

  private static Value value(String edn) {
    return new ValueText().convert(edn);
  }

  @Test
  void theModelInClojureIsTheExample() throws IOException {
    String model = Files.readString(PAGE.resolveSibling(Path.of("examples", "account.clj")));

    assertThat(Files.readString(PAGE)).contains("```clojure\n" + model + "```\n");
  }
}

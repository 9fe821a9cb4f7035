package minos.clojure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.history.Outcome;
import minos.linearizability.Algorithm;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.Call;
import minos.spec.FailedCas;
import minos.spec.ModelFaultException;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClojureModelTest {
  private static final Path ACCOUNT = Path.of("..", "docs", "examples", "account.clj");

  private static final String MAP_AS_STATE =
      """
      {:content 0
       :step (fn [box op]
               (case (:f op)
                 :write (assoc box :content (:value op))
                 :read (when (= (:content box) (:value op)) box)))}
      """;

  private static final String RECORD =
      """
      (ns example.box)
      (defprotocol Box (step [box op]))
      (defrecord Plain [content]
        Box
        (step [box op]
          (case (:f op)
            :write (assoc box :content (:value op))
            :read (if (= content (:value op)) box {:inconsistent "it was another"}))))
      (->Plain 0)
      """;

  private static final String KNOSSOS =
      """
      (ns example.knossos (:require [knossos.model :as model]))
      (model/box 0)
      """;

  @TempDir private Path directory;

  private SequentialSpec<?> model(String text) throws Exception {
    return model(text, ModelOptions.DEFAULTS);
  }

  private SequentialSpec<?> model(String text, ModelOptions options) throws Exception {
    Path file = directory.resolve("my.clj");
    Files.writeString(file, text);
    return ClojureModel.load(file, options);
  }

  private static ModelOptions from(Object initial) {
    return new ModelOptions(Optional.of(Value.of(initial)), NilRead.ABSENT, FailedCas.IGNORED);
  }

  private static final class Drawing {
    private final HistoryBuilder builder = new HistoryBuilder();

    private Drawing event(EventType type, int process, String f, @Nullable Object value) {
      try {
        builder.accept(Event.of(type, new Int(process), f, Value.of(value)));
      } catch (MalformedHistoryException e) {
        throw new AssertionError(e);
      }
      return this;
    }

    Drawing invoke(int process, String f, @Nullable Object value) {
      return event(EventType.INVOKE, process, f, value);
    }

    Drawing ok(int process, String f, @Nullable Object value) {
      return event(EventType.OK, process, f, value);
    }

    Drawing did(String f, @Nullable Object value) {
      return invoke(0, f, f.equals("read") ? null : value).ok(0, f, value);
    }

    History history() {
      try {
        return builder.build();
      } catch (MalformedHistoryException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static Verdict verdict(SequentialSpec<?> spec, Algorithm algorithm, Drawing drawing) {
    return new LinearizabilityCheck(spec, algorithm)
        .check(drawing.history(), Budget.unlimited())
        .verdict();
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "JUST_IN_TIME", "WING_GONG", "RACE"})
  void everyShapeRunsThroughEveryEngine(Algorithm algorithm) throws Exception {
    for (String text : List.of(MAP_AS_STATE, RECORD, KNOSSOS)) {
      SequentialSpec<?> spec = model(text);
      Drawing overlapping =
          new Drawing()
              .did("write", 1)
              .invoke(1, "write", 2)
              .invoke(2, "read", null)
              .ok(2, "read", 2)
              .invoke(2, "read", null)
              .ok(1, "write", 2)
              .ok(2, "read", 2);
      assertThat(verdict(spec, algorithm, overlapping)).isInstanceOf(Verdict.Consistent.class);
      Drawing stale = new Drawing().did("write", 1).did("write", 2).did("read", 1);
      assertThat(verdict(spec, algorithm, stale))
          .isInstanceOfSatisfying(
              Verdict.Violated.class,
              violated ->
                  assertThat(violated.violations().get(0).operations())
                      .extracting(Operation::ordinal)
                      .contains(2));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JUST_IN_TIME", "WING_GONG"})
  void severalNextStatesAreAllTried(Algorithm algorithm) throws Exception {
    SequentialSpec<?> account = ClojureModel.load(ACCOUNT, ModelOptions.DEFAULTS);
    for (int balance = 6; balance <= 9; balance++) {
      Drawing drawing =
          new Drawing()
              .did("deposit", 5)
              .did("bonus", null)
              .did("bonus", null)
              .invoke(0, "balance", null)
              .ok(0, "balance", balance);
      assertThat(verdict(account, algorithm, drawing) instanceof Verdict.Consistent)
          .as("%d", balance)
          .isEqualTo(balance > 6);
    }
  }

  @Test
  void theStepFunctionSeesTheOperationAndItsReasonIsKept() throws Exception {
    SequentialSpec<ClojureState> spec = accountSpec(from(3));
    Call call = new Call("withdraw", new Int(4), new Int(4), Outcome.OK, Nil.NIL);
    assertThat(spec.name()).isEqualTo("account");
    assertThat(spec.describe(spec.initial())).isEqualTo("a balance of 3");
    assertThat(spec.step(spec.initial(), call)).isEqualTo(Step.rejected("it withdrew 4 of 3"));
    assertThat(spec.perProcess()).isFalse();
    assertThat(spec.readOnly(call)).isFalse();
    Call read = new Call("balance", Nil.NIL, Nil.NIL, Outcome.INFO, Nil.NIL);
    assertThat(spec.readOnly(read)).isTrue();
    assertThat(spec.step(spec.initial(), read)).isEqualTo(Step.next(spec.initial()));
  }

  @SuppressWarnings("unchecked")
  private static SequentialSpec<ClojureState> accountSpec(ModelOptions options) throws Exception {
    return (SequentialSpec<ClojureState>) ClojureModel.load(ACCOUNT, options);
  }

  @Test
  void nilIsAStateOfAMapWithInit() throws Exception {
    SequentialSpec<?> spec =
        model(
            """
            {:init nil
             :step (fn [state op]
                     (case (:f op)
                       :write (:value op)
                       :read (if (= state (:value op)) state :inconsistent)))}
            """);
    assertThat(spec.name()).isEqualTo("my.clj");
    assertThat(
            verdict(
                spec,
                Algorithm.AUTO,
                new Drawing().did("write", 1).did("write", null).did("read", null)))
        .isInstanceOf(Verdict.Consistent.class);
    assertThat(verdict(spec, Algorithm.AUTO, new Drawing().did("write", 1).did("read", null)))
        .isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void failedOperationsAreSeenOnRequest() throws Exception {
    String text =
        """
        {:init 0
         :constrains? (fn [op] true)
         :step (fn [state op] (if (= :fail (:type op)) :inconsistent state))}
        """;
    History failed =
        new Drawing().did("x", 1).invoke(0, "x", 1).event(EventType.FAIL, 0, "x", 1).history();
    assertThat(new LinearizabilityCheck(model(text)).check(failed, Budget.unlimited()).verdict())
        .isInstanceOf(Verdict.Violated.class);
    assertThat(
            new LinearizabilityCheck(model(text.replace("true", "(not= :fail (:type op))")))
                .check(failed, Budget.unlimited())
                .verdict())
        .isInstanceOf(Verdict.Consistent.class);
  }

  @Test
  void everyKindOfValueReachesTheModel() throws Exception {
    String edn = "[nil true 7 1.5 \"s\" :k [1 2] {:a 1} #{3}]";
    SequentialSpec<?> spec =
        model("{:init 0 :step (fn [s op] (if (= " + edn + " (:value op)) s :inconsistent))}");
    Value value =
        Value.seq(
            Nil.NIL,
            Value.of(true),
            Value.of(7),
            Value.of(1.5),
            Value.of("s"),
            new minos.value.Keyword("k"),
            Value.of(List.of(1, 2)),
            new minos.value.Dict(java.util.Map.of(new minos.value.Keyword("a"), Value.of(1))),
            Value.of(java.util.Set.of(3)));
    assertThat(verdict(spec, Algorithm.AUTO, new Drawing().did("x", value)))
        .isInstanceOf(Verdict.Consistent.class);
    assertThat(verdict(spec, Algorithm.AUTO, new Drawing().did("x", 1)))
        .isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void mistakesAreNamedWithTheirPlace() {
    assertThatThrownBy(() -> model("{:init 0\n :step (fn [s op] (undefined-thing s))}"))
        .isInstanceOf(ClojureModelException.class)
        .hasMessage(
            directory.resolve("my.clj")
                + ":2:19: Unable to resolve symbol: undefined-thing in this context");
    assertThatThrownBy(() -> model("{:init 0"))
        .isInstanceOf(ClojureModelException.class)
        .hasMessage(directory.resolve("my.clj") + ":2:1: EOF while reading, starting at line 1");
    assertThatThrownBy(() -> model("\n\n(throw (ex-info \"no luck\" {}))"))
        .isInstanceOf(ClojureModelException.class)
        .hasMessage(directory.resolve("my.clj") + ":3:1: no luck");
    assertThatThrownBy(() -> model("42"))
        .isInstanceOf(ClojureModelException.class)
        .hasMessage(
            directory.resolve("my.clj")
                + ": the last expression is no model but 42; expected a map with :init and :step,"
                + " a map or record with :step, or a model of Knossos");
    assertThatThrownBy(() -> model(RECORD, from(7)))
        .isInstanceOf(ClojureModelException.class)
        .hasMessageContaining("--initial 7 means nothing to it");
    assertThatThrownBy(
            () -> ClojureModel.load(directory.resolve("none.clj"), ModelOptions.DEFAULTS))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aModelThatThrowsIsNamed() throws Exception {
    SequentialSpec<?> spec = model("{:init 0 :step (fn [s op] (/ 1 s))}");
    assertThatThrownBy(() -> verdict(spec, Algorithm.AUTO, new Drawing().did("x", 1)))
        .isInstanceOf(ModelFaultException.class)
        .hasMessage(
            "the model my.clj failed in step of `x 1`: java.lang.ArithmeticException: Divide by"
                + " zero");
    SequentialSpec<?> strange = model("{:init 0 :step (fn [s op] {:one-of 7})}");
    assertThatThrownBy(() -> verdict(strange, Algorithm.AUTO, new Drawing().did("x", 1)))
        .isInstanceOf(ModelFaultException.class)
        .hasMessage(
            "the model my.clj answered `x 1` with :one-of 7, which is no collection of states");
  }

  @Test
  void loadingTwiceMakesTwoModels() throws IOException, Exception {
    assertThat(model(RECORD)).isNotSameAs(model(RECORD));
  }

  @Test
  void statesOfMapsAndRecordsAreSavedAndOthersAreNot() throws Exception {
    Call write = new Call("write", Value.of(7), Value.of(7), Outcome.OK, new Int(0));
    for (String text : List.of(MAP_AS_STATE, RECORD)) {
      assertThat(restoredAfter(model(text), write)).isTrue();
    }

    assertThat(restoredAfter(model("{:init '(1 2) :step (fn [l op] (conj l 3))}"), write))
        .as("a list, to which conj adds at the other end than to a vector")
        .isFalse();
  }

  private static <S> boolean restoredAfter(SequentialSpec<S> spec, Call call) {
    S state = ((Step.Next<S>) spec.step(spec.initial(), call)).state();
    Optional<Value> saved = spec.saved(state);
    if (saved.isPresent()) {
      S restored = spec.restored(saved.get());
      assertThat(restored).isEqualTo(state);
      Call read = new Call("read", Nil.NIL, Value.of(7), Outcome.OK, new Int(0));
      assertThat(spec.step(restored, read)).isInstanceOf(Step.Next.class);
    }
    return saved.isPresent();
  }
}

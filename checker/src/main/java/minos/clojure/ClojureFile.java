package minos.clojure;

import clojure.lang.AFn;
import clojure.lang.Compiler;
import clojure.lang.IFn;
import clojure.lang.ILookup;
import clojure.lang.IPersistentMap;
import clojure.lang.IRecord;
import clojure.lang.Keyword;
import clojure.lang.Namespace;
import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import minos.spec.ModelOptions;
import org.jspecify.annotations.Nullable;

/** Runs a Clojure file and finds out which shape of model its value has. */
final class ClojureFile {
  private static final Keyword STEP = Keyword.intern("step");
  private static final Keyword INIT = Keyword.intern("init");
  private static final Keyword NAME = Keyword.intern("name");
  private static final Symbol CORE = Symbol.intern("clojure.core");

  /** Namespaces that have a protocol of models: ours, and that of Knossos. */
  private static final List<Symbol> MODELS =
      List.of(Symbol.intern("minos.knossos"), Symbol.intern("knossos.model"));

  private ClojureFile() {}

  static ClojureSpec load(String file, String text, ModelOptions options)
      throws ClojureModelException {
    Object model = run(file, text);
    String name = String.valueOf(Path.of(file).getFileName());
    return spec(file + ": the last expression", name, model, options);
  }

  /**
   * The specification that a value is.
   *
   * @param what the value, as the beginning of a message
   * @param name what reports call it
   */
  static ClojureSpec spec(String what, String name, @Nullable Object model, ModelOptions options)
      throws ClojureModelException {
    for (Symbol home : MODELS) {
      if (model != null && isModel(home, model)) {
        refuseInitial(what, options);
        IFn step = Objects.requireNonNull(function(home, "step"));
        return ClojureSpec.ofModel(name, model, step, function(home, "inconsistent?"));
      }
    }
    if (model == null) {
      throw none(what, null);
    }
    if (model instanceof IPersistentMap map && map.valAt(STEP) instanceof IFn step) {
      if (map.containsKey(INIT)) {
        return withInit(name, map, step, options);
      }
      refuseInitial(what, options);
      return ClojureSpec.ofModel(name, model, new OwnStep());
    }
    Optional<Var> step = stepBeside(model);
    if (step.isPresent()) {
      refuseInitial(what, options);
      return ClojureSpec.ofModel(name, model, step.get());
    }
    throw none(what, model);
  }

  private static ClojureModelException none(String what, @Nullable Object model) {
    return new ClojureModelException(
        what
            + " is no model but "
            + shortened(model)
            + "; expected a map with :init and :step, a map or record with :step, or a model of Knossos");
  }

  private static ClojureSpec withInit(
      String name, IPersistentMap map, IFn step, ModelOptions options) {
    Object init =
        options.initial().isPresent()
            ? Convert.toClojure(options.initial().get())
            : map.valAt(INIT);
    Object given = map.valAt(NAME);
    return new ClojureSpec(
        given == null ? name : given instanceof Keyword word ? word.getName() : given.toString(),
        init,
        step,
        ClojureSpec.Shape.STATE,
        map);
  }

  /** Calls the step function that a state brings; a state without one allows nothing. */
  private static final class OwnStep extends AFn {
    @Override
    public @Nullable Object invoke(Object state, Object op) {
      return state instanceof ILookup map && map.valAt(STEP) instanceof IFn step
          ? step.invoke(state, op)
          : null;
    }
  }

  private static void refuseInitial(String what, ModelOptions options)
      throws ClojureModelException {
    if (options.initial().isPresent()) {
      throw new ClojureModelException(
          what
              + " is itself the initial state, so --initial "
              + options.initial().get()
              + " means nothing to it; leave it out, or make the model a map with :init and :step");
    }
  }

  private static @Nullable Object run(String file, String text) throws ClojureModelException {
    Namespace user = Namespace.findOrCreate(Symbol.intern("minos.user-model"));
    // Loading the runtime first, for it binds *ns* itself.
    RT.init();
    Var.pushThreadBindings(RT.map(RT.CURRENT_NS, user));
    try {
      RT.var("clojure.core", "refer").invoke(CORE);
      return Compiler.load(
          new StringReader(text), file, String.valueOf(Path.of(file).getFileName()));
    } catch (Compiler.CompilerException e) {
      throw new ClojureModelException(file + place(e) + ": " + reason(e), e);
    } finally {
      Var.popThreadBindings();
    }
  }

  /** Line and column, as compilers write them. */
  private static String place(Compiler.CompilerException e) {
    Object line = e.getData().valAt(Keyword.intern("clojure.error", "line"));
    Object column = e.getData().valAt(Keyword.intern("clojure.error", "column"));
    return line == null ? "" : ":" + line + (column == null ? "" : ":" + column);
  }

  private static String reason(Compiler.CompilerException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || !(root instanceof RuntimeException) ? root.toString() : message;
  }

  /** A function of a namespace; null unless that is loaded. */
  private static @Nullable Var function(Symbol home, String name) {
    Namespace namespace = Namespace.find(home);
    return namespace == null ? null : namespace.findInternedVar(Symbol.intern(name));
  }

  /** Whether a namespace is loaded, and this satisfies its protocol of models. */
  private static boolean isModel(Symbol home, Object model) {
    Var protocol = function(home, "Model");
    return protocol != null
        && Boolean.TRUE.equals(
            RT.var("clojure.core", "satisfies?").invoke(protocol.deref(), model));
  }

  /** The function {@code step} of the namespace that a record was made in. */
  private static Optional<Var> stepBeside(Object model) {
    if (!(model instanceof IRecord)) {
      return Optional.empty();
    }
    String home = Compiler.demunge(model.getClass().getPackageName());
    Namespace namespace = Namespace.find(Symbol.intern(home));
    Var step = namespace == null ? null : namespace.findInternedVar(Symbol.intern("step"));
    return step != null && step.deref() instanceof IFn ? Optional.of(step) : Optional.empty();
  }

  private static String shortened(@Nullable Object value) {
    String text = RT.printString(value);
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}

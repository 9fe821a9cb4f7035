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
import java.util.Optional;
import minos.spec.ModelOptions;
import org.jspecify.annotations.Nullable;

/** Runs a Clojure file and finds out which shape of model its value has. */
final class ClojureFile {
  private static final Keyword STEP = Keyword.intern("step");
  private static final Keyword INIT = Keyword.intern("init");
  private static final Keyword NAME = Keyword.intern("name");
  private static final Symbol CORE = Symbol.intern("clojure.core");
  private static final Symbol KNOSSOS = Symbol.intern("knossos.model");

  private ClojureFile() {}

  static ClojureSpec load(String file, String text, ModelOptions options)
      throws ClojureModelException {
    Object model = run(file, text);
    String name = String.valueOf(Path.of(file).getFileName());
    Var knossos = knossos("step");
    if (knossos != null && isKnossos(model)) {
      refuseInitial(file, options);
      return ClojureSpec.of(name, model, knossos, ClojureSpec.Shape.MODEL);
    } else if (model instanceof IPersistentMap map && map.valAt(STEP) instanceof IFn step) {
      return map.containsKey(INIT)
          ? withInit(name, map, step, options)
          : asState(file, name, model, options);
    }
    Optional<Var> step = stepBeside(model);
    if (step.isPresent()) {
      refuseInitial(file, options);
      return ClojureSpec.of(name, model, step.get(), ClojureSpec.Shape.MODEL);
    }
    throw new ClojureModelException(
        file
            + ": the last expression is no model but "
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

  /** Each state is a map or record that brings its own step function. */
  private static ClojureSpec asState(String file, String name, Object model, ModelOptions options)
      throws ClojureModelException {
    refuseInitial(file, options);
    return ClojureSpec.of(name, model, new OwnStep(), ClojureSpec.Shape.MODEL);
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

  private static void refuseInitial(String file, ModelOptions options)
      throws ClojureModelException {
    if (options.initial().isPresent()) {
      throw new ClojureModelException(
          file
              + ": the model is itself the initial state, so --initial "
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

  /** A function of Knossos; null unless it is loaded. */
  static @Nullable Var knossos(String name) {
    Namespace namespace = Namespace.find(KNOSSOS);
    return namespace == null ? null : namespace.findInternedVar(Symbol.intern(name));
  }

  /** Whether Knossos is loaded, and this is one of its models. */
  private static boolean isKnossos(@Nullable Object model) {
    Var protocol = knossos("Model");
    return protocol != null
        && model != null
        && Boolean.TRUE.equals(
            RT.var("clojure.core", "satisfies?").invoke(protocol.deref(), model));
  }

  /** The function {@code step} of the namespace that a record was made in. */
  private static Optional<Var> stepBeside(@Nullable Object model) {
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

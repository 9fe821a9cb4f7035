/**
 * Specifications written in Clojure: a file whose last expression is a model, in the shape that
 * Knossos's models have or as a map with {@code :init} and {@code :step}.
 *
 * <p>Start at {@link minos.clojure.ClojureModel}, which names no class of Clojure, so that whoever
 * never loads a model never loads Clojure, and need not have it. Only a file that somebody named as
 * a model is ever run.
 *
 * <p>{@link minos.clojure.KnossosAnalysis} judges histories that are Clojure data; it is what the
 * Clojure namespace {@code minos.knossos}, a resource of this module, is made of.
 */
@NullMarked
package minos.clojure;

import org.jspecify.annotations.NullMarked;

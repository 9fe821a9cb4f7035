(ns minos.jepsen
  "Checkers for tests of Jepsen. One in the place of its own checker of linearizability, with any
  model of Knossos or of your own:

    (require '[minos.jepsen :as minos] '[minos.knossos :refer [cas-register]])
    {:checker (minos/linearizable {:model (cas-register 0)})}

  and one for everything that minos check judges, by the names that it has there:

    {:checker (minos/checker {:check :set-full})}
    {:checker (minos/checker {:consistency [:snapshot-isolation :read-atomic]})}

  Jepsen is not needed to load this namespace, only to make a checker."
  (:require [clojure.java.io :as io]
            [clojure.string :as str]
            [minos.knossos :as knossos])
  (:import (java.io File)
           (java.time Duration)
           (java.util Map Optional)
           (minos.clojure CatalogAnalysis)
           (minos.format Format)
           (minos.report FailureFiles RunFacts)))

(defn- directory
  "Where Jepsen wants what a checker writes, in a directory of ours; nil for a test that isn't
  stored, because it has no name or was never started."
  ^File [called test opts]
  (when (and (:name test) (:start-time test))
    (when-let [path! (try (requiring-resolve 'jepsen.store/path!)
                          (catch java.io.FileNotFoundException _ nil))]
      (.getParentFile (io/file (path! test (:subdirectory opts) called "history.html"))))))

(defn- facts [test what]
  (RunFacts. (or (some-> FailureFiles .getPackage .getImplementationVersion) "unreleased")
             [(str "minos.jepsen/" what) "in" (str (:name test))]
             (Optional/empty)))

(defn- write!
  "Writes history, counterexample and report; answers where they are, or why they are not.
  Whatever goes wrong takes no verdict back."
  [what called test opts analysis]
  (try
    (if-let [dir (directory called test opts)]
      (let [{:minos/keys [history results]} (meta analysis)
            files (FailureFiles/write (.toPath dir) Format/JEPSEN_EDN (facts test what)
                                      history ^Map results (Duration/ofSeconds 10))]
        {:files (cond-> {:history (str (.history files)) :report (str (.page files))}
                  (.isPresent (.counterexample files))
                  (assoc :counterexample (str (.get (.counterexample files)))))})
      {})
    (catch Exception e
      {:files-error (str "the report could not be written: " e)})))

(defn- with-files
  "An analysis, with the files of a test that is stored and did not pass."
  [what called test opts analysis]
  (if (or (true? (:valid? analysis)) (empty? (:minos/results (meta analysis))))
    analysis
    (merge analysis (write! what called test opts analysis))))

(defn check
  "Judges a test's history: the map of minos.knossos/analysis, with :files if the test is stored and
  did not pass. Options as of linearizable."
  [options test history opts]
  (when-not (:model options)
    (throw (IllegalArgumentException.
             (str "minos.jepsen needs a :model, such as (minos.knossos/cas-register 0); it was given "
                  (pr-str options)))))
  (let [analysis (knossos/analysis (:model options) history (dissoc options :model :directory))
        {:minos/keys [check result]} (meta analysis)]
    (with-files "linearizable" (:directory options "minos") test opts
                (vary-meta analysis assoc :minos/results {check result}))))

(defn- called
  "A directory's name that tells checkers of one test apart, which run side by side."
  [{:keys [model consistency check contract]}]
  (str/join "-" (cons "minos"
                      (for [given [model consistency check contract]
                            one   (if (or (nil? given) (string? given) (keyword? given))
                                    [given]
                                    given)
                            :when one]
                        (str/replace (name one) #"[^A-Za-z0-9.-]+" "_")))))

(defn check-all
  "Judges a test's history by whatever checker was told; see there."
  [options test history opts]
  (with-files "checker" (:directory options (called options)) test opts
              (CatalogAnalysis/analyze history (select-keys test [:accounts :total-amount])
                                       options)))

(defn- protocol []
  (let [found (try (requiring-resolve 'jepsen.checker/Checker)
                   (catch java.io.FileNotFoundException e
                     (throw (IllegalStateException.
                              (str "jepsen.checker is not on the class path; minos.jepsen/linearizable"
                                   " and checker are for tests of Jepsen, minos.knossos/analysis for"
                                   " others")
                              e))))]
    (when-not found
      (throw (IllegalStateException. "jepsen.checker has no protocol Checker")))
    @found))

(defrecord Judge [judge options])

(defn- judge
  "A jepsen.checker/Checker that calls a function with its options first."
  [f options]
  (let [checker (protocol)]
    (when-not (extends? checker Judge)
      (extend Judge
        checker
        {:check (fn [this test history opts] ((:judge this) (:options this) test history opts))}))
    (->Judge f options)))

(defn linearizable
  "A jepsen.checker/Checker that judges linearizability with respect to a :model, one of
  minos.knossos or any that its analysis takes. Its results are those of analysis, so :valid? is
  true, false or :unknown; if it is not true, history, counterexample and report go to the
  directory minos (or :directory) of the test's store directory, and :files says where.

  Further options: :algorithm, :timeout in milliseconds, :memory in bytes, :threads. Values that
  jepsen.independent/tuple made are split by key, so jepsen.independent/checker is not needed, and
  does no harm."
  [{:keys [model] :as options}]
  (when-not model
    (throw (IllegalArgumentException.
             (str "minos.jepsen/linearizable needs a :model; it was given " (pr-str options)))))
  (judge check options))

(defn checker
  "A jepsen.checker/Checker for what minos check judges. Options, all by name (a keyword or a
  string) or several names in a vector, none of which is needed:

    :model        the specification, such as :register; by default what the operations look like
    :consistency  consistency models and isolation levels: :linearizable, :causal, :serializable...;
                  :all places the history on the lattice; by default the model's usual one
    :check        checkers of Jepsen's workloads: :set-full, :bank, :long-fork, :kafka...
    :contract     a store's contract instead, such as :dynamodb

    :initial      the model's state before any operation
    :nil          what a read of nil says: :unknown, as in Knossos, or :absent
    :failed-cas   what a failed :cas says: :ignored or :mismatch
    :group-size, :session, :algorithm, and :timeout in milliseconds, :memory in bytes, :threads

  The result has :valid? (true, false or :unknown), :model, :assumptions, :op-count and :warnings.
  With one check the rest is that check's: for Jepsen's workloads the fields of Jepsen's own
  checker, and :checked, :algorithm, :anomaly-types, :violation-count and up to ten :violations, or
  :cause and :error. With several, each has a map of these under its name, as checker/compose makes
  it. Files as of linearizable, in a directory such as minos-set-full, or :directory. Values that jepsen.independent/tuple made are split by key.

  Throws if there is no such model, check or contract; says :unknown if the history has operations
  that they don't know."
  ([] (checker {}))
  ([options]
   (CatalogAnalysis/validate options)
   (judge check-all options)))

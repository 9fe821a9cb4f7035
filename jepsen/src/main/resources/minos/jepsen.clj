(ns minos.jepsen
  "A checker for tests of Jepsen, in the place of its own checker of linearizability:

    (require '[minos.jepsen :as minos] '[minos.knossos :refer [cas-register]])
    {:checker (minos/linearizable {:model (cas-register 0)})}

  Jepsen is not needed to load this namespace, only to call linearizable."
  (:require [clojure.java.io :as io]
            [minos.knossos :as knossos])
  (:import (java.io File)
           (java.time Duration)
           (java.util Optional)
           (minos.format Format)
           (minos.report FailureFiles RunFacts)))

(defn- directory
  "Where Jepsen wants what a checker writes, in a directory of ours; nil for a test that isn't
  stored, because it has no name or was never started."
  ^File [test opts]
  (when (and (:name test) (:start-time test))
    (when-let [path! (try (requiring-resolve 'jepsen.store/path!)
                          (catch java.io.FileNotFoundException _ nil))]
      (.getParentFile (io/file (path! test (:subdirectory opts) "minos" "history.html"))))))

(defn- facts [test]
  (RunFacts. (or (some-> FailureFiles .getPackage .getImplementationVersion) "unreleased")
             ["minos.jepsen/linearizable" "in" (str (:name test))]
             (Optional/empty)))

(defn- write!
  "Writes history, counterexample and report; answers where they are, or why they are not.
  Whatever goes wrong takes no verdict back."
  [test opts analysis]
  (try
    (if-let [dir (directory test opts)]
      (let [{:minos/keys [history check result]} (meta analysis)
            files (FailureFiles/write (.toPath dir) Format/JEPSEN_EDN (facts test)
                                      history check result (Duration/ofSeconds 10))]
        {:files (cond-> {:history (str (.history files)) :report (str (.page files))}
                  (.isPresent (.counterexample files))
                  (assoc :counterexample (str (.get (.counterexample files)))))})
      {})
    (catch Exception e
      {:files-error (str "the report could not be written: " e)})))

(defn check
  "Judges a test's history: the map of minos.knossos/analysis, with :files if the test is stored and
  did not pass. Options as of linearizable."
  [options test history opts]
  (when-not (:model options)
    (throw (IllegalArgumentException.
             (str "minos.jepsen needs a :model, such as (minos.knossos/cas-register 0); it was given "
                  (pr-str options)))))
  (let [analysis (knossos/analysis (:model options) history (dissoc options :model))]
    (if (true? (:valid? analysis))
      analysis
      (merge analysis (write! test opts analysis)))))

(defrecord Linearizable [options])

(defn- protocol []
  (let [found (try (requiring-resolve 'jepsen.checker/Checker)
                   (catch java.io.FileNotFoundException e
                     (throw (IllegalStateException.
                              (str "jepsen.checker is not on the class path; minos.jepsen/linearizable"
                                   " is for tests of Jepsen, minos.knossos/analysis for others")
                              e))))]
    (when-not found
      (throw (IllegalStateException. "jepsen.checker has no protocol Checker")))
    @found))

(defn linearizable
  "A jepsen.checker/Checker that judges linearizability with respect to a :model, one of
  minos.knossos or any that its analysis takes. Its results are those of analysis, so :valid? is
  true, false or :unknown; if it is not true, history, counterexample and report go to the
  directory minos of the test's store directory, and :files says where.

  Further options: :algorithm, :timeout in milliseconds, :memory in bytes, :threads. Values that
  jepsen.independent/tuple made are split by key, so jepsen.independent/checker is not needed, and
  does no harm."
  [{:keys [model] :as options}]
  (when-not model
    (throw (IllegalArgumentException.
             (str "minos.jepsen/linearizable needs a :model; it was given " (pr-str options)))))
  (let [checker (protocol)]
    (when-not (extends? checker Linearizable)
      (extend Linearizable
        checker
        {:check (fn [this test history opts] (check (:options this) test history opts))})))
  (->Linearizable options))

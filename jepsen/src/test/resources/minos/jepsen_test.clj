(ns minos.jepsen-test
  (:require [clojure.java.io :as io]
            [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]
            [jepsen.checker :as checker]
            [jepsen.core :as jepsen]
            [jepsen.store :as store]
            [minos.jepsen :as minos]
            [minos.knossos :as knossos])
  (:import (clojure.lang MapEntry)
           (java.nio.file Files)
           (java.nio.file.attribute FileAttribute)))

(defmacro with-store [& body]
  `(binding [store/*base* (str (Files/createTempDirectory "store" (make-array FileAttribute 0)))]
     ~@body))

(defn- register-client
  "A register in memory. A lossy one forgets a write, and says that it did it."
  [lossy?]
  (let [held (atom 0)]
    (reify jepsen/Client
      (invoke! [_ _ {:keys [f value] :as op}]
        (case f
          :read  (assoc op :type :ok :value @held)
          :write (do (when-not (and lossy? (= 3 value)) (reset! held value))
                     (assoc op :type :ok))
          :cas   (assoc op :type (if (compare-and-set! held (long (first value))
                                                       (long (second value)))
                                   :ok :fail)))))))

(defn- a-test [client generators]
  {:name       "a register"
   :start-time "20250101T000000.000Z"
   :nodes      ["n1" "n2"]
   :client     client
   :generators generators
   :nemesis    [:start-partition :stop-partition]
   :checker    (checker/compose
                 {:linear (minos/linearizable {:model (knossos/cas-register 0)})})})

(deftest a-test-of-jepsen-passes
  (with-store
    (let [ops (for [n (range 20)] (case (int (mod n 3))
                                    0 {:f :read :value nil}
                                    1 {:f :write :value n}
                                    2 {:f :cas :value [n (inc n)]}))
          run (jepsen/run-test! (a-test (register-client false) [ops ops ops]))]
      (is (true? (:valid? (:results run))))
      (is (true? (:valid? (:linear (:results run)))))
      (is (= 60 (:op-count (:linear (:results run)))))
      (is (not (.exists (io/file store/*base* "a register")))))))

(deftest a-test-of-jepsen-fails-and-leaves-its-files
  (with-store
    (let [ops [{:f :write :value 1} {:f :write :value 3} {:f :read :value nil}]
          run (jepsen/run-test! (a-test (register-client true) [ops]))
          result (:linear (:results run))
          dir (io/file store/*base* "a register" "20250101T000000.000Z" "minos")]
      (is (false? (:valid? (:results run))))
      (is (= {:process 0 :type :ok :f :read :value 1}
             (select-keys (:op result) [:process :type :f :value])))
      (is (= (:op result) (first (filter #(= (:index %) (:index (:op result))) (:history run)))))
      (is (= #{"history.edn" "counterexample.edn" "history.html" "history-1.svg"}
             (set (.list dir))))
      (is (= (str (io/file dir "history.html")) (:report (:files result))))
      (is (= (str (io/file dir "history.edn")) (:history (:files result))))
      (is (= (str (io/file dir "counterexample.edn")) (:counterexample (:files result))))
      (is (str/includes? (slurp (io/file dir "history.edn")) ":f :read, :value 1"))
      (testing "in a directory below, if Jepsen says so"
        (checker/check (minos/linearizable {:model (knossos/register 0)}) run
                       [{:process 0 :type :invoke :f :read :value nil}
                        {:process 0 :type :ok :f :read :value 7}]
                       {:subdirectory ["independent" "3"]})
        (is (.exists (io/file (.getParentFile dir) "independent" "3" "minos" "history.html")))))))

(deftest unknown-is-told-as-such
  (with-store
    (let [c (minos/linearizable {:model (knossos/register 0)})]
      (is (= [:unknown :empty]
             ((juxt :valid? :cause) (checker/check c {:name "x" :start-time "y"} [] {}))))
      (is (= :unknown (:valid? (checker/check (checker/compose {:a c}) {} [] {})))))))

(deftest a-test-that-is-not-stored-writes-nothing
  (with-store
    (let [c (minos/linearizable {:model (knossos/register 0)})
          result (checker/check c {} [{:process 0 :type :invoke :f :read :value nil}
                                      {:process 0 :type :ok :f :read :value 7}] {})]
      (is (false? (:valid? result)))
      (is (nil? (:files result)))
      (is (empty? (.list (io/file store/*base*)))))))

(deftest a-directory-that-can-not-be-written-takes-no-verdict-back
  (with-store
    (spit (io/file store/*base* "taken") "")
    (let [c (minos/linearizable {:model (knossos/register 0)})
          result (checker/check c {:name "taken" :start-time "x"}
                                [{:process 0 :type :invoke :f :read :value nil}
                                 {:process 0 :type :ok :f :read :value 7}] {})]
      (is (false? (:valid? result)))
      (is (str/starts-with? (:files-error result) "the report could not be written: ")))))

(deftest independent-keys-are-judged-each
  (let [t (fn [k v] (MapEntry/create k v))
        result (minos/check {:model (knossos/cas-register 0)} {}
                            [{:process 0 :type :invoke :f :write :value (t 1 5)}
                             {:process 0 :type :ok :f :write :value (t 1 5)}
                             {:process 1 :type :invoke :f :read :value (t 2 nil)}
                             {:process 1 :type :ok :f :read :value (t 2 5)}] {})]
    (is (false? (:valid? result)))
    (is (= 2 (:key result)))))

(deftest a-model-is-needed
  (is (thrown-with-msg? IllegalArgumentException #"needs a :model; it was given \{\}"
                        (minos/linearizable {}))))

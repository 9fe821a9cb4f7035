(ns minos.jepsen-test
  (:require [clojure.java.io :as io]
            [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]
            [jepsen.checker :as checker]
            [jepsen.core :as jepsen]
            [jepsen.independent :as independent]
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

; The checker for everything.

(defn- ops
  "A history of operations one after the other: [type f value], each by one process."
  [& done]
  (into [] (comp (mapcat (fn [[type f value]]
                           [{:process 0 :type :invoke :f f :value (when-not (= :read f) value)}
                            {:process 0 :type type :f f :value value}]))
                 (map-indexed (fn [n op] (assoc op :index n :time (* 1000000 n)))))
        done))

(defn- checked [options & [test history]]
  (checker/check (minos/checker options) (or test {}) history {}))

(deftest a-workload-by-the-name-that-jepsen-gives-it
  (let [good (ops [:ok :add 1] [:ok :add 2] [:ok :read #{1 2}])
        lost (ops [:ok :add 1] [:ok :add 2] [:ok :read #{2}] [:ok :read #{2}])]
    (is (= [true :set-full 0] ((juxt :valid? :checked :lost-count) (checked {:check :set-full} {} good))))
    (let [result (checked {:check "set-full"} {} lost)]
      (is (false? (:valid? result)))
      (testing "with Jepsen's own fields"
        (is (= 1 (:lost-count result)))
        (is (= [1] (vec (:lost result)))))
      (testing "and ours"
        (is (= :minos (:analyzer result)))
        (is (pos? (:violation-count result)))
        (is (every? keyword? (:anomaly-types result)))
        (is (string? (:explanation (first (:violations result)))))))))

(deftest a-bank-is-what-the-test-says-that-it-is
  (let [history (ops [:ok :read {0 5 1 5}] [:ok :transfer {:from 0 :to 1 :amount 2}]
                     [:ok :read {0 3 1 7}])]
    (is (true? (:valid? (checked {:check :bank} {:accounts [0 1] :total-amount 10} history))))
    (is (false? (:valid? (checked {:check :bank} {:accounts [0 1] :total-amount 11} history))))
    (is (false? (:valid? (checked {:check :bank} {:accounts [0 1 2] :total-amount 10} history))))))

(deftest transactions-at-any-level
  (let [txn (fn [& mops] [:ok :txn (vec mops)])
        skew [{:process 0 :type :invoke :f :txn :value [[:r :x nil] [:append :y 1]]}
              {:process 1 :type :invoke :f :txn :value [[:r :y nil] [:append :x 1]]}
              {:process 0 :type :ok :f :txn :value [[:r :x []] [:append :y 1]]}
              {:process 1 :type :ok :f :txn :value [[:r :y []] [:append :x 1]]}
              {:process 0 :type :invoke :f :txn :value [[:r :x nil] [:r :y nil]]}
              {:process 0 :type :ok :f :txn :value [[:r :x [1]] [:r :y [1]]]}]]
    (is (true? (:valid? (checked {:model :list-append} {}
                                 (ops (txn [:append :x 1]) (txn [:r :x [1]]))))))
    (let [result (checked {:consistency [:serializable :snapshot-isolation]} {} skew)]
      (is (false? (:valid? result)))
      (is (= :list-append (:model result)))
      (is (some #(str/includes? % "the model is list-append") (:assumptions result)))
      (is (false? (get-in result [:serializable :valid?])))
      (is (true? (get-in result [:snapshot-isolation :valid?]))))))

(deftest weaker-models-of-registers
  (let [stale [{:process 0 :type :invoke :f :write :value 1}
               {:process 0 :type :ok :f :write :value 1}
               {:process 0 :type :invoke :f :write :value 2}
               {:process 0 :type :ok :f :write :value 2}
               {:process 1 :type :invoke :f :read :value nil}
               {:process 1 :type :ok :f :read :value 1}]
        result (checked {:model :register :consistency [:linearizable :sequential]} {} stale)]
    (is (= [false false true]
           [(:valid? result) (get-in result [:linearizable :valid?])
            (get-in result [:sequential :valid?])]))
    (is (= {:process 1 :type :ok :f :read :value 1}
           (dissoc (get-in result [:linearizable :violations 0 :op]) :index)))
    (testing "placed on the lattice"
      (let [all (checked {:model :register :consistency :all} {} stale)]
        (is (false? (:valid? all)))
        (is (contains? (set (:strongest all)) :sequential))))))

(deftest a-contract-of-a-store
  (let [x (partial independent/tuple "x")
        history (fn [level]
                  [{:process 0 :type :invoke :f :put :value (x 1)}
                   {:process 0 :type :ok :f :put :value (x 1)}
                   {:process 1 :type :invoke :f :get :value (x nil) :level level}
                   {:process 1 :type :ok :f :get :value (x nil) :level level}])]
    (is (true? (:valid? (checked {:contract :dynamodb :nil :absent} {} (history "eventual")))))
    (is (false? (:valid? (checked {:contract :dynamodb :nil :absent} {} (history "strong")))))))

(deftest what-fits-no-history-is-refused-at-once-and-what-does-not-fit-this-one-is-unknown
  (is (thrown-with-msg? IllegalArgumentException #"no model registr" (minos/checker {:model :registr})))
  (is (thrown-with-msg? IllegalArgumentException #"no check jepsen:bonk" (minos/checker {:check :bonk})))
  (is (thrown-with-msg? IllegalArgumentException #"no contract s4" (minos/checker {:contract :s4})))
  (is (thrown-with-msg? IllegalArgumentException #":nil|:maybe" (minos/checker {:nil :maybe})))
  (is (thrown-with-msg? IllegalArgumentException #":check takes names" (minos/checker {:check 7})))
  (let [result (checked {:model :mutex} {} (ops [:ok :read 1]))]
    (is (= :unknown (:valid? result)))
    (is (string? (:error result))))
  (let [result (checked {} {} [])]
    (is (= :unknown (:valid? result)))))

(deftest composed-with-others-in-a-test-of-jepsen
  (with-store
    (let [run (jepsen/run-test!
                (assoc (a-test (register-client true)
                               [[{:f :write :value 1} {:f :write :value 3} {:f :read :value nil}]])
                       :checker (checker/compose
                                  {:mine  (minos/checker {:model :cas-register :initial 0})
                                   :stats (minos/checker {:check :stats})
                                   :weak  (minos/checker {:model :register :initial 0
                                                          :consistency [:monotonic-reads]})})))
          results (:results run)
          dir (io/file store/*base* "a register" "20250101T000000.000Z" "minos-cas-register")]
      (is (false? (:valid? results)))
      (is (= [false true true] (map #(:valid? (results %)) [:mine :stats :weak])))
      (is (= :stale-read (first (:anomaly-types (:mine results)))))
      (is (= (str (io/file dir "history.html")) (get-in results [:mine :files :report])))
      (is (.exists (io/file dir "counterexample.edn")))
      (is (nil? (:files (:stats results)))))))

(deftest several-checks-share-one-report
  (with-store
    (let [stale (ops [:ok :write 1] [:ok :write 2] [:ok :read 1])
          c (minos/checker {:model :register :consistency [:linearizable :read-your-writes]})
          result (checker/check c {:name "x" :start-time "y"} stale {})
          page (slurp (:report (:files result)))]
      (is (false? (:valid? result)))
      (is (str/includes? page "read-your-writes"))
      (is (str/includes? page "linearizable")))))

(deftest independent-keys-with-any-checker
  (let [history (into [] (map-indexed (fn [n op] (assoc op :index n)))
                      (for [[f k v] [[:add 1 1] [:add 2 2] [:read 1 #{1}] [:read 2 #{}] [:read 2 #{}]]
                            type [:invoke :ok]]
                        {:process 0 :type type :f f
                         :value (independent/tuple k (when-not (and (= :read f) (= :invoke type)) v))}))]
    (testing "lifted by Jepsen"
      (with-store
        (let [lifted (independent/checker (minos/checker {:check :set-full}))
              result (checker/check lifted {:name "x" :start-time "y"} history {})]
          (is (false? (:valid? result)))
          (is (= [2] (:failures result)))
          (is (= [true false] (map #(:valid? ((:results result) %)) [1 2])))
          (is (.exists (io/file store/*base* "x" "y" "independent" "2" "minos-set-full" "history.html")))
          (is (not (.exists (io/file store/*base* "x" "y" "independent" "1" "minos-set-full")))))))
    (testing "or by itself, with the same verdict"
      (let [result (checked {:check :set-full} {} history)]
        (is (false? (:valid? result)))
        (is (= [2] (vec (:failures result))))))))

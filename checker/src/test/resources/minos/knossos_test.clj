(ns minos.knossos-test
  "The front for those who know Knossos, from the side of its users."
  (:require [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]
            [minos.knossos :as knossos]
            [minos.map-entry :refer [tuple]])
  (:import (java.util Date Random)
           (minos.history MalformedHistoryException)
           (minos.spec ModelFaultException)))

(defn- invoke [process f value] {:process process :type :invoke :f f :value value})
(defn- ok [process f value] {:process process :type :ok :f f :value value})
(defn- info [process f value] {:process process :type :info :f f :value value})
(defn- failed [process f value] {:process process :type :fail :f f :value value})

(defn- did
  "An operation by itself: what it was invoked with, and what it answered."
  ([f value] (did f value value))
  ([f value answer] [(invoke 0 f value) (ok 0 f answer)]))

(defn- history [& parts] (into [] cat parts))

(def ^:private algorithms [nil :linear :wgl :competition])

(defn- valid-by [model algorithm events]
  (:valid? (knossos/analysis model events (if algorithm {:algorithm algorithm} {}))))

(defn- valid-everywhere
  "What all algorithms answer, if they agree."
  [model events]
  (let [answers (distinct (map #(valid-by model % events) algorithms))]
    (is (= 1 (count answers)) (str "algorithms disagree on " (pr-str events)))
    (first answers)))

(deftest each-model-has-good-and-bad-histories
  (doseq [[model good bad]
          [[(knossos/register 0)
            (history (did :read nil 0) (did :write 1) (did :read nil 1))
            (history (did :write 1) (did :read nil 0))]
           [(knossos/cas-register 0)
            (history (did :cas [0 1]) (did :read nil 1) (did :cas [1 7]))
            (history (did :cas [0 1]) (did :cas [0 2]))]
           [(knossos/mutex)
            (history (did :acquire nil) (did :release nil) (did :acquire nil))
            (history (did :acquire nil) (did :acquire nil))]
           [(knossos/multi-register {:x 0 :y 0})
            (history (did :txn [[:write :x 1] [:write :y 2]])
                     (did :txn [[:read :x nil] [:read :y nil]] [[:read :x 1] [:read :y 2]]))
            (history (did :txn [[:write :x 1] [:write :y 2]])
                     (did :txn [[:read :x nil] [:read :y nil]] [[:read :x 1] [:read :y 0]]))]
           [(knossos/set)
            (history (did :add 1) (did :add 2) (did :read nil #{1 2}))
            (history (did :add 1) (did :add 2) (did :read nil #{2}))]
           [(knossos/unordered-queue)
            (history (did :enqueue 1) (did :enqueue 2) (did :dequeue nil 2) (did :dequeue nil 1))
            (history (did :enqueue 1) (did :dequeue nil 1) (did :dequeue nil 1))]
           [(knossos/fifo-queue)
            (history (did :enqueue 1) (did :enqueue 2) (did :dequeue nil 1) (did :dequeue nil 2))
            (history (did :enqueue 1) (did :enqueue 2) (did :dequeue nil 2))]
           [knossos/noop
            (history (did :anything 1) (did :else 2))
            nil]
           [(knossos/inconsistent "nothing is possible")
            nil
            (history (did :read nil 1))]]]
    (testing (str (type model))
      (when good (is (true? (valid-everywhere model good))))
      (when bad (is (false? (valid-everywhere model bad)))))))

(deftest a-violation-has-the-shape-of-knossos
  (let [events [(assoc (invoke 0 :write 1) :time 5)
                (ok 0 :write 1)
                (invoke 1 :cas [7 8])
                (invoke 2 :write 2)
                (info 2 :write 2)
                (invoke 0 :read nil)
                (assoc (ok 0 :read 9) :node "n1")
                (info 1 :cas [7 8])]]
    (doseq [algorithm algorithms]
      (testing algorithm
        (let [a (knossos/analysis (knossos/cas-register 0) events
                                  (if algorithm {:algorithm algorithm} {}))]
          (is (false? (:valid? a)))
          (is (= :minos (:analyzer a)))
          (is (string? (:algorithm a)))
          (is (= {:process 0 :type :ok :f :read :value 9 :node "n1" :index 6} (:op a)))
          (is (= {:process 0 :type :ok :f :write :value 1 :index 1} (:previous-ok a)))
          (is (= (if algorithm :not-linearizable :thin-air-read) (:anomaly a)))
          (is (= 4 (:op-count a)))
          (is (= #{(knossos/cas-register 1) (knossos/cas-register 2)}
                 (into #{} (map :model) (:configs a))))
          (doseq [config (:configs a)]
            (is (= (:previous-ok a) (:last-op config)))
            (is (= (assoc (invoke 0 :read 9) :index 5) (first (:pending config)))))
          (doseq [path (:final-paths a)]
            (is (knossos/inconsistent? (:model (last path))))
            (is (= (:op a) (:op (last path))))
            (is (= [(:previous-ok a)] (map :op (take 1 path)))))
          (is (= [{:op (:previous-ok a) :model (knossos/cas-register 1)}
                  {:op (assoc (invoke 2 :write 2) :index 3) :model (knossos/cas-register 2)}
                  {:op (:op a)
                   :model (knossos/inconsistent "it read 9, but the register held 2")}]
                 (first (filter #(= 3 (count %)) (:final-paths a))))))))))

(deftest explanations-are-bounded
  (let [crashed (mapcat (fn [n] [(invoke n :write n) (info n :write n)]) (range 1 13))
        a (knossos/analysis (knossos/register 0)
                            (history crashed [(invoke 0 :read nil) (ok 0 :read -1)]))]
    (is (false? (:valid? a)))
    (is (<= 1 (count (:configs a)) 8))
    (is (<= 1 (count (:final-paths a)) 10))))

(deftest an-unknown-says-why
  (is (= [:unknown :empty] ((juxt :valid? :cause) (knossos/analysis (knossos/register) []))))
  (is (= [:unknown :empty] ((juxt :valid? :cause) (knossos/analysis (knossos/register) nil))))
  (let [a (knossos/analysis (knossos/register) [(invoke 0 :write 1) (failed 0 :write 1)])]
    (is (= [:unknown :nothing-succeeded] ((juxt :valid? :cause) a)))
    (is (str/includes? (:error a) "none of the 1 operations succeeded")))
  (let [hard (history (mapcat (fn [n] [(invoke n :write (mod n 7)) (info n :write (mod n 7))])
                              (range 1 400))
                      (mapcat (fn [n] (did :cas [(mod (* 5 n) 7) (mod (* 3 n) 7)])) (range 200)))
        a (knossos/analysis (knossos/cas-register 0) hard {:timeout 1 :algorithm :wgl})]
    (is (contains? #{:unknown false true} (:valid? a)))
    (when (= :unknown (:valid? a))
      (is (= :timeout (:cause a))))))

(defrecord Account [balance]
  knossos/Model
  (step [_ op]
    (case (:f op)
      :deposit  (->Account (+ balance (:value op)))
      :withdraw (if (<= (:value op) balance)
                  (->Account (- balance (:value op)))
                  (knossos/inconsistent (str "only " balance)))
      :bonus    {:one-of [(->Account (+ balance 1)) (->Account (+ balance 2))]})))

(deftest models-of-ones-own-run-in-every-engine
  (let [map-model {:init 0
                   :step (fn [n op] (case (:f op)
                                      :deposit (+ n (:value op))
                                      :bonus {:one-of [(+ n 1) (+ n 2)]}
                                      :withdraw (if (<= (:value op) n)
                                                  (- n (:value op))
                                                  :inconsistent)))}]
    (doseq [model [(->Account 0) map-model]]
      (is (true? (valid-everywhere model (history (did :deposit 5) (did :withdraw 5)))))
      (is (true? (valid-everywhere model (history (did :bonus nil) (did :withdraw 2)))))
      (is (false? (valid-everywhere model (history (did :bonus nil) (did :withdraw 3)))))))
  (let [a (knossos/analysis (->Account 3) (history (did :withdraw 4)))]
    (is (= [{:model (->Account 3) :last-op nil :pending [(assoc (invoke 0 :withdraw 4) :index 0)]}]
           (:configs a)))
    (is (= (knossos/inconsistent "only 3") (:model (last (first (:final-paths a))))))))

(deftest what-is-no-model-is-refused
  (is (thrown-with-msg? Exception #"the model is no model but 42; expected" (knossos/analysis 42 [])))
  (is (thrown-with-msg? ModelFaultException #"a register knows :read and :write, not :cas"
                        (knossos/analysis (knossos/register 0) (history (did :cas [0 1])))))
  (is (thrown-with-msg? IllegalArgumentException #"there is no algorithm :guess"
                        (knossos/analysis (knossos/register) [] {:algorithm :guess}))))

(deftest a-malformed-history-names-the-event
  (doseq [[message events]
          [[#"history:2: an event of :type :done; expected :invoke" [(invoke 0 :read nil) {:type :done}]]
           [#"history:1: an event is a map, not 7" [7]]
           [#"history:2: process 0 completes :?read" [(invoke 1 :read nil) (ok 0 :read 1)]]
           [#"history:2: process 0 invokes :?write" [(invoke 0 :read nil) (invoke 0 :write 1)]]
           [#"history:1: process 0, :write: a \[J, which is compared by identity"
            [(invoke 0 :write (long-array 1))]]
           [#"history:1: process 0, nil: it has no :f" [(invoke 0 nil 1)]]
           [#"history:2: process 1, \"read\": another :f of this history is :read"
            [(invoke 0 :read nil) (invoke 1 "read" nil)]]
           [#"a history is a collection of maps, not a java.lang.Long" 7]]]
    (is (thrown-with-msg? MalformedHistoryException message
                          (knossos/analysis (knossos/register) events)))))

(defrecord Point [x y])
(defrecord Other [x y])

(deftest data-keeps-its-meaning
  (testing "what Clojure tells apart is told apart, and what it does not is not"
    (doseq [[written read same?]
            [[1 1N true] [1 1.0 false] [1.0M 1.00M true] [1/2 2/4 true] [1/2 1/3 false]
             [0.0 -0.0 true] [:a "a" false] ["a" \a false] ["a" 'a false] [[1 2] '(1 2) true]
             [[1 2] #{1 2} false] [{:a 1} (hash-map :a 1) true] [(->Point 1 2) {:x 1 :y 2} false]
             [(->Point 1 2) (->Point 1 2) true] [(->Point 1 2) (->Other 1 2) false]
             [(Date. 0) (Date. 0) true] [(Date. 0) (Date. 1) false]
             [#uuid "00000000-0000-0000-0000-000000000001"
              #uuid "00000000-0000-0000-0000-000000000001" true]
             [(map inc [1 2]) [2 3] true] [(int 7) 7 true]]]
      (is (= same? (= written read)) "as Clojure says")
      (is (= same? (valid-everywhere (knossos/register) (history (did :write written)
                                                                 (did :read nil read))))
          (str (pr-str written) " " (pr-str read)))))
  (testing "a model sees records, dates and functions as they are"
    (let [seen (atom #{})
          model {:init nil :step (fn [_ op] (swap! seen conj op) nil)}
          value [(->Point 1 2) (Date. 7) 1/2 \a]]
      (knossos/analysis model [(invoke 3 'note value) (ok 3 'note value)])
      (is (= #{{:process nil :type :ok :f 'note :value value :input value}}
             (into #{} (map #(assoc % :process nil)) @seen)))
      (is (instance? Point (first (:value (first @seen))))))))

(defrecord Op [index time type process f value])

(deftest histories-of-jepsen
  (testing "operations that are records, lazy histories, and processes that are ints"
    (let [events (map-indexed (fn [i [type f v]] (->Op i (* 10 i) type (int 4) f v))
                              [[:invoke :write 1] [:ok :write 1] [:invoke :read nil] [:ok :read 2]])
          a (knossos/analysis (knossos/register 0) events)]
      (is (false? (:valid? a)))
      (is (= (last events) (:op a)))
      (is (instance? Op (:op a)))))
  (testing "a nemesis is kept aside, whatever it says"
    (is (true? (:valid? (knossos/analysis
                          (knossos/register 0)
                          (history [(info :nemesis :start nil)]
                                   (did :write 1)
                                   [(info :nemesis :start (Object.)) (info :nemesis nil nil)]
                                   (did :read nil 1)))))))
  (testing "what went wrong beside an operation may be anything"
    (is (true? (:valid? (knossos/analysis
                          (knossos/register 0)
                          (history (did :read nil 0)
                                   [(invoke 1 :write 1)
                                    (assoc (info 1 :write 1)
                                           :exception (RuntimeException. "gone")
                                           :error [:timeout])]))))))
  (testing "indexes of the history stay, sparse as they are"
    (let [a (knossos/analysis (knossos/register 0)
                              [(assoc (invoke 0 :read nil) :index 10)
                               (assoc (ok 0 :read 5) :index 30)])]
      (is (= 30 (:index (:op a))))))
  (testing "a process that goes on after :info is a warning"
    (let [a (knossos/analysis (knossos/register 0)
                              (history [(invoke 0 :write 1) (info 0 :write 1)] (did :read nil 1)))]
      (is (true? (:valid? a)))
      (is (= 1 (count (:warnings a)))))))

(deftest tuples-are-keys-and-vectors-are-not
  (let [keyed (fn [k f value answer] [(invoke 0 f (tuple k value)) (ok 0 f (tuple k answer))])]
    (is (true? (valid-everywhere (knossos/cas-register 0)
                                 (history (keyed :x :write 1 1) (keyed :y :read nil 0)
                                          (keyed :x :cas [1 2] [1 2]) (keyed :x :read nil 2)))))
    (let [a (knossos/analysis (knossos/cas-register 0)
                              (history (keyed "x" :write 1 1) (keyed "y" :read nil 1)
                                       (keyed "z" :read nil 2) (keyed "x" :read nil 1)))]
      (is (false? (:valid? a)))
      (is (= #{"y" "z"} (clojure.core/set (:failures a))))
      (is (contains? (clojure.core/set (:failures a)) (:key a)))
      (is (= (:key a) (key (:value (:op a)))))
      (is (= [(knossos/cas-register 0)] (map :model (:configs a)))))
    (is (false? (valid-everywhere (knossos/register)
                                  (history (did :write [:x 1]) (did :read nil [:y 1])))))))

;; Agreement with the definition, on small random histories.

(def ^:private rounds (Long/getLong "minos.rounds" 150))

(defn- random-value [^Random random model-name f]
  (let [n #(.nextInt random 3)]
    (case model-name
      :multi-register (vec (for [_ (range (inc (.nextInt random 2)))]
                             (if (.nextBoolean random)
                               [:write (if (.nextBoolean random) :x :y) (n)]
                               [:read (if (.nextBoolean random) :x :y) (n)])))
      (case f
        :cas [(n) (n)]
        (:acquire :release) nil
        :dequeue (when (pos? (.nextInt random 5)) (n))
        :read (if (= model-name :set)
                (into #{} (repeatedly (.nextInt random 3) n))
                (when (pos? (.nextInt random 6)) (n)))
        (n)))))

(defn- random-history [^Random random model-name fs]
  (loop [events [] open {} left 6]
    (let [process (.nextInt random 3)]
      (cond
        (and (zero? left) (empty? open)) events
        (open process)
        (let [[f value] (open process)
              type (nth [:ok :ok :ok :ok :info :fail] (.nextInt random 6))]
          (recur (conj events {:process process :type type :f f
                               :value (if (= :ok type) value (:value (get open [process :invoked])))})
                 (dissoc open process) left))
        (zero? left) (recur events (into {} (filter #(int? (key %))) open) 0)
        :else
        (let [f (nth fs (.nextInt random (count fs)))
              value (random-value random model-name f)
              asked (if (contains? #{:read :dequeue} f) nil value)]
          (recur (conj events {:process process :type :invoke :f f :value asked})
                 (assoc open process [f value]) (dec left)))))))

(defn- operations
  "The operations of a history, each with its interval."
  [events]
  (let [indexed (map-indexed vector events)]
    (for [[i event] indexed
          :when (= :invoke (:type event))
          :let [[j end] (first (filter (fn [[j other]]
                                         (and (< i j) (= (:process event) (:process other))))
                                       indexed))]
          :when (not= :fail (:type end))]
      (if (= :ok (:type end))
        {:from i :to j :op end}
        {:from i :to Long/MAX_VALUE :op (assoc event :type :info)}))))

(defn- explained?
  "Whether some order of the operations is one that the model takes; by trying all."
  [models left]
  (cond
    (empty? models) false
    (every? #(= Long/MAX_VALUE (:to %)) left) true
    :else
    (let [end (apply min (map :to left))]
      (some (fn [o]
              (when (<= (:from o) end)
                (let [after (->> models
                                 (mapcat (fn [m] (let [next (knossos/step m (:op o))]
                                                   (or (:one-of next) [next]))))
                                 (remove knossos/inconsistent?))]
                  (explained? after (remove #{o} left)))))
            left))))

(deftest agrees-with-the-definition
  (doseq [[model-name model fs]
          [[:register (knossos/register 0) [:read :write]]
           [:cas-register (knossos/cas-register 0) [:read :write :cas]]
           [:mutex (knossos/mutex) [:acquire :release]]
           [:multi-register (knossos/multi-register {:x 0 :y 0}) [:txn]]
           [:set (knossos/set) [:add :add :read]]
           [:unordered-queue (knossos/unordered-queue) [:enqueue :dequeue]]
           [:fifo-queue (knossos/fifo-queue) [:enqueue :dequeue]]]
          seed (range rounds)]
    (let [events (random-history (Random. seed) model-name fs)
          expected (boolean (explained? [model] (operations events)))
          answers (into {} (map (fn [a] [a (valid-by model a events)])) [nil :linear :wgl])]
      (when (some #(= :ok (:type %)) events)
        (is (= #{expected} (clojure.core/set (vals answers)))
            (str model-name " seed " seed ": " answers " " (pr-str events)))))))

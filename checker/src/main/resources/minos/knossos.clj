(ns minos.knossos
  "Linearizability for those who know Knossos: its names, its models, its shape of results.

    (require '[minos.knossos :refer [analysis cas-register]])
    (:valid? (analysis (cas-register 0) history))

  A history is a collection of maps with :process, :type (:invoke, :ok, :fail, :info), :f and
  :value. A value that is a map entry, such as jepsen.independent/tuple makes, is a key and what is
  said of it: each key is an object of its own.

  A model of your own is a record or type that satisfies Model, a model of Knossos if that is on
  the class path, or a map with :init and :step, as docs/models.md tells.

  Where this differs from Knossos: a history without an :ok operation is :unknown; a dequeue of nil
  says that the queue was empty; a dequeue of unknown outcome may have taken anything."
  (:refer-clojure :exclude [set])
  (:import (minos.clojure KnossosAnalysis)))

(defprotocol Model
  (step [model op]
    "The model after an operation, a map with :f and :value; (inconsistent why) if it can't have
    happened. With :type :info its result is unknown, and any must be accepted; if that leaves
    several models, answer {:one-of [model ...]}."))

(defrecord Inconsistent [msg]
  Model
  (step [this _] this)
  Object
  (toString [_] msg))

(defn inconsistent
  "No state: what msg tells can't have happened."
  [msg]
  (->Inconsistent msg))

(defn inconsistent?
  "Whether a model says that something can't have happened."
  [model]
  (instance? Inconsistent model))

(defn- unknown-function [model op known]
  (throw (IllegalArgumentException.
           (str "a " model " knows " known ", not " (pr-str (:f op))))))

(defn- happened? [op]
  (contains? #{nil :ok} (:type op)))

(defrecord NoOp []
  Model
  (step [this _] this))

(def noop
  "A model that allows everything."
  (->NoOp))

(defn- read-of [model held op]
  (let [value (:value op)]
    (if (or (not (happened? op)) (nil? value) (= value held))
      model
      (inconsistent (str "it read " (pr-str value) ", but the register held " (pr-str held))))))

(defrecord Register [value]
  Model
  (step [this op]
    (case (:f op)
      :write (->Register (:value op))
      :read  (read-of this value op)
      (unknown-function "register" op ":read and :write")))
  Object
  (toString [_] (pr-str value)))

(defn register
  "A register: :read and :write. A read of nil says nothing."
  ([] (register nil))
  ([value] (->Register value)))

(defrecord CASRegister [value]
  Model
  (step [this op]
    (case (:f op)
      :write (->CASRegister (:value op))
      :read  (read-of this value op)
      :cas   (let [[old new] (:value op)]
               (if (= old value)
                 (->CASRegister new)
                 (inconsistent
                   (str "it replaced " (pr-str old) ", but the register held " (pr-str value)))))
      (unknown-function "cas-register" op ":read, :write and :cas")))
  Object
  (toString [_] (pr-str value)))

(defn cas-register
  "A register that is also compared and set: :read, :write and :cas [old new]."
  ([] (cas-register nil))
  ([value] (->CASRegister value)))

(defrecord Mutex [locked?]
  Model
  (step [_ op]
    (case (:f op)
      :acquire (if locked?
                 (inconsistent "it acquired the lock, but the lock was held")
                 (->Mutex true))
      :release (if locked?
                 (->Mutex false)
                 (inconsistent "it released the lock, but nobody held it"))
      (unknown-function "mutex" op ":acquire and :release")))
  Object
  (toString [_] (if locked? "locked" "free")))

(defn mutex
  "A lock without owners: :acquire and :release."
  []
  (->Mutex false))

(defrecord MultiRegister [values]
  Model
  (step [this op]
    (when-not (= :txn (:f op))
      (unknown-function "multi-register" op ":txn"))
    (let [after (reduce
                  (fn [now [f k v]]
                    (case f
                      :write (assoc now k v)
                      :read  (if (or (not (happened? op)) (nil? v) (= v (get now k)))
                               now
                               (reduced
                                 (inconsistent
                                   (str "it read " (pr-str v) " from " (pr-str k)
                                        ", which held " (pr-str (get now k))))))
                      (unknown-function "multi-register" {:f f} ":read and :write")))
                  values
                  (:value op))]
      (if (inconsistent? after) after (->MultiRegister after))))
  Object
  (toString [_] (pr-str values)))

(defn multi-register
  "Several registers, a map of their values: :txn [[:read k v] [:write k v] ...]."
  ([] (multi-register {}))
  ([values] (->MultiRegister values)))

(defrecord SetModel [s]
  Model
  (step [this op]
    (case (:f op)
      :add  (->SetModel (conj s (:value op)))
      :read (let [value (:value op)]
              (if (or (not (happened? op)) (nil? value) (= s (clojure.core/set value)))
                this
                (inconsistent (str "it read " (pr-str value) ", but the set held " (pr-str s)))))
      (unknown-function "set" op ":add and :read")))
  Object
  (toString [_] (pr-str s)))

(defn set
  "A set: :add an element, :read all."
  []
  (->SetModel #{}))

(defn- one-less [pending element]
  (if (= 1 (get pending element))
    (dissoc pending element)
    (update pending element dec)))

(defrecord UnorderedQueue [pending]
  Model
  (step [this op]
    (let [value (:value op)]
      (case (:f op)
        :enqueue (->UnorderedQueue (update pending value (fnil inc 0)))
        :dequeue (cond
                   ; Its result is unknown.
                   (not (happened? op))
                   (if (empty? pending)
                     this
                     {:one-of (map #(->UnorderedQueue (one-less pending %)) (keys pending))})
                   (contains? pending value) (->UnorderedQueue (one-less pending value))
                   (not (nil? value))
                   (inconsistent (str "it dequeued " (pr-str value) ", which was not there"))
                   (empty? pending) this
                   :else (inconsistent "it found nothing, but the queue was not empty"))
        (unknown-function "unordered-queue" op ":enqueue and :dequeue"))))
  Object
  (toString [_] (pr-str pending)))

(defn unordered-queue
  "What was enqueued is dequeued, in any order."
  []
  (->UnorderedQueue {}))

(defrecord FIFOQueue [pending]
  Model
  (step [this op]
    (let [value (:value op)]
      (case (:f op)
        :enqueue (->FIFOQueue (conj pending value))
        :dequeue (cond
                   (not (happened? op)) (if (empty? pending) this (->FIFOQueue (pop pending)))
                   (empty? pending)
                   (if (nil? value)
                     this
                     (inconsistent
                       (str "it dequeued " (pr-str value) ", but the queue was empty")))
                   (= value (peek pending)) (->FIFOQueue (pop pending))
                   :else
                   (inconsistent
                     (str "it dequeued " (pr-str value) ", but " (pr-str (peek pending))
                          " was first")))
        (unknown-function "fifo-queue" op ":enqueue and :dequeue"))))
  Object
  (toString [_] (pr-str (vec pending))))

(defn fifo-queue
  "First in, first out: :enqueue and :dequeue."
  []
  (->FIFOQueue clojure.lang.PersistentQueue/EMPTY))

(defn- built-in
  "Which of the specifications in Java a model is, that have algorithms of their own."
  [model]
  (condp instance? model
    Register       {:built-in "register" :initial (:value model) :functions #{:read :write}}
    CASRegister    {:built-in  "cas-register"
                    :initial   (:value model)
                    :functions #{:read :write :cas}}
    MultiRegister  {:built-in "multi-register" :initial (:values model) :functions #{:txn}}
    SetModel       {:built-in "set" :initial (:s model) :functions #{:add :read}}
    Mutex          (when-not (:locked? model)
                     {:built-in "mutex" :functions #{:acquire :release}})
    UnorderedQueue (when (empty? (:pending model))
                     {:built-in "unordered-queue" :functions #{:enqueue :dequeue}})
    FIFOQueue      (when (empty? (:pending model))
                     {:built-in "fifo-queue" :functions #{:enqueue :dequeue}})
    nil))

(defn analysis
  "Whether a history is linearizable with respect to a model: a map with

    :valid?       true, false or :unknown
    :analyzer     :minos, and :algorithm, what decided
    :op-count     operations of clients
    :warnings     what is suspicious about the history, if anything

  if it is not,

    :op           the first completed operation that no order explains
    :previous-ok  the :ok operation before it
    :configs      states that were possible then, at most 8: {:model :last-op :pending}
    :final-paths  ways from those to :op, at most 10: [{:op :model} ...], the last :model inconsistent
    :anomaly      a name for it, :explanation, a sentence
    :key          which object, :failures, all keys that are violated; in a history of several

  and if it is not known,

    :cause        such as :timeout, :empty, :nothing-succeeded; :error, a sentence.

  :configs and :final-paths are empty where they can't be had in 5 s. Options: :algorithm, :linear,
  :wgl or :competition as in Knossos (the fastest that applies is the default); :timeout in
  milliseconds; :memory in bytes; :threads."
  ([model history] (analysis model history {}))
  ([model history options]
   (KnossosAnalysis/analyze model history (merge (built-in model) options) inconsistent)))

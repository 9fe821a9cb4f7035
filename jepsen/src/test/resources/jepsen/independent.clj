(ns jepsen.independent
  "Stands in for Jepsen's namespace of this name: tuples, and a checker for each key of them."
  (:require [jepsen.checker :as checker])
  (:import (clojure.lang MapEntry)))

(defn tuple [k v]
  (MapEntry/create k v))

(defn tuple? [value]
  (instance? MapEntry value))

(defn subhistory [k history]
  (into []
        (keep (fn [op]
                (let [v (:value op)]
                  (cond (not (tuple? v)) op
                        (= k (key v))    (assoc op :value (val v))))))
        history))

(defn checker [each]
  (reify checker/Checker
    (check [_ test history opts]
      (let [ks      (into #{} (comp (map :value) (filter tuple?) (map key)) history)
            results (into {} (map (fn [k]
                                    [k (checker/check each test (subhistory k history)
                                                      {:subdirectory ["independent" (str k)]
                                                       :history-key  k})]))
                          ks)
            bad     (into [] (comp (remove (comp true? :valid? val)) (map key)) results)]
        {:valid?   (cond (some (comp false? :valid? results) ks) false
                         (seq bad) :unknown
                         :else true)
         :results  results
         :failures bad}))))

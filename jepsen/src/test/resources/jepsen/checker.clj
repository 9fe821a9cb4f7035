(ns jepsen.checker
  "Stands in for Jepsen's namespace of this name, with what a test of Jepsen needs of it.")

(defprotocol Checker
  (check [checker test history opts]))

(defn compose [checkers]
  (reify Checker
    (check [_ test history opts]
      (let [results (into {} (map (fn [[k c]] [k (check c test history opts)])) checkers)
            valid (clojure.core/set (map :valid? (vals results)))]
        (assoc results :valid? (cond (contains? valid false) false
                                     (contains? valid :unknown) :unknown
                                     :else true))))))

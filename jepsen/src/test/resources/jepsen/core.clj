(ns jepsen.core
  "Stands in for Jepsen's namespace of this name: runs a test's clients side by side, records what
  they do, and checks it."
  (:require [jepsen.checker :as checker]))

(defprotocol Client
  (invoke! [client test op]))

(defn- client-thread [{:keys [client] :as test} history process ops]
  (future
    (doseq [op ops]
      (let [op (assoc op :process process :type :invoke :time (System/nanoTime))
            append! (fn [o] (swap! history #(conj % (assoc o :index (count %)))))]
        (append! op)
        (append! (assoc (invoke! client test op) :time (System/nanoTime)))))))

(defn run-test! [{:keys [generators nemesis] :as test}]
  (let [history (atom [])
        clients (doall (map-indexed #(client-thread test history %1 %2) generators))]
    (doseq [f nemesis]
      (swap! history #(conj % {:process :nemesis :type :info :f f :value nil
                               :time (System/nanoTime) :index (count %)})))
    (run! deref clients)
    (assoc test
           :history @history
           :results (checker/check (:checker test) test @history {}))))

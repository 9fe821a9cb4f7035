(ns minos.map-entry
  "What jepsen.independent makes of a key and a value."
  (:import (clojure.lang MapEntry)))

(defn tuple [k v] (MapEntry/create k v))

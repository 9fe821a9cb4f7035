(ns jepsen.store
  "Stands in for Jepsen's namespace of this name: store/NAME/START-TIME/..., made when asked for."
  (:require [clojure.java.io :as io]))

(def ^:dynamic *base* "store")

(defn path! [test & parts]
  (let [file (apply io/file *base* (:name test) (:start-time test) (remove nil? (flatten parts)))]
    (io/make-parents file)
    file))

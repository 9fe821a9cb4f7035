(ns knossos.model
  "Stands in for Knossos: the names that Minos looks for, and one model.")

(defprotocol Model
  (step [model op] "The model after the operation, or an inconsistent one."))

(defrecord Inconsistent [msg]
  Model
  (step [this _] this))

(defn inconsistent [msg] (Inconsistent. msg))

(defn inconsistent? [model] (instance? Inconsistent model))

(defrecord Box [content]
  Model
  (step [_ op]
    (case (:f op)
      :write (Box. (:value op))
      :read (if (or (nil? (:value op)) (= content (:value op)))
              (Box. content)
              (inconsistent (str "read " (:value op) " from a box with " content))))))

(defn box [content] (Box. content))

;; An account that nobody may overdraw. A bonus of 1 or 2 is paid out by chance.
{:name "account"
 :init 0
 :step (fn [balance {:keys [type f value]}]
         (case f
           :deposit  (+ balance value)
           :withdraw (if (<= value balance)
                       (- balance value)
                       {:inconsistent (str "it withdrew " value " of " balance)})
           :bonus    {:one-of [(+ balance 1) (+ balance 2)]}
           :balance  (if (or (not= type :ok) (= value balance))
                       balance
                       :inconsistent)))
 :read-only? (fn [op] (= :balance (:f op)))
 :describe   (fn [balance] (str "a balance of " balance))
 :per-process? false}

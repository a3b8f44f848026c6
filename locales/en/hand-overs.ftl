# Hand-overs of customers from one person to another.
hand-over-title = Hand over customers
hand-over-means = What is open is listed first, and both people see it.
hand-over-of = Hand over the customers of { $name }
hand-over-from = From
hand-over-show = Show customers
hand-over-to = To
hand-over-none = { $name } does not look after any customers.
hand-over-customers = Customers
hand-over-not-all-shown = The first { $n } of { $all } customers are listed.
hand-over-rules = Also change the rules that assign customers to this person
hand-over-rules-hint = Only when all customers are handed over. Account managers: { $managers }. Otherwise new customers of theirs still go to the same person.
hand-over-note = Note
hand-over-note-hint = What the other person should know. Both see it. At most 500 characters.
hand-over-follows = Takes effect immediately. { $name } no longer looks after these customers. Both persons see the hand-over on their overview.
hand-over-some = { $count ->
    [one] Hand over the 1 customer
   *[other] Hand over all { $n } customers
}
hand-over-selected = Hand over the selected customers
hand-over-latest = Latest hand-overs
hand-over-head = { $count ->
    [one] 1 customer handed over from { $from } to { $to }
   *[other] { $n } customers handed over from { $from } to { $to }
}
hand-over-made-by = By { $name }
hand-over-rules-moved = Rules that now assign customers to { $name }: { $managers }
hand-over-as-it-was = Everything below is as it was at the time of the hand-over.
hand-over-open = Open items
hand-over-open-none = Nothing is open for these customers.
hand-over-intents = { $count ->
    [one] 1 approval or unknown outcome
   *[other] { $n } approvals or unknown outcomes
}
hand-over-orders = { $count ->
    [one] 1 order pending payment
   *[other] { $n } orders pending payment
}
hand-over-budgets = { $count ->
    [one] 1 budget running low
   *[other] { $n } budgets running low
}
hand-over-expiries = { $count ->
    [one] 1 resource expires within 30 days
   *[other] { $n } resources expire within 30 days
}
hand-over-follow-ups = { $count ->
    [one] 1 follow-up of this person: it goes along
   *[other] { $n } follow-ups of this person: they go along
}
hand-over-jobs = { $count ->
    [one] 1 job in progress
   *[other] { $n } jobs in progress
}
hand-over-more = { $n } more are not listed.
hand-over-order = Order
hand-over-amount = Amount
hand-over-deadline = Pay by
hand-over-left = Remaining
hand-over-resource = Resource
hand-over-expires = Expires
hand-over-what = Item
hand-over-stage = State
hand-over-who = Started by
hand-over-kind-pay = Payment
hand-over-kind-renew = Renewal
hand-over-kind-change = Change
hand-over-job = Job
hand-over-rows = Rows
hand-over-notices = Customers were handed over.
hand-over-taken = { $count ->
    [one] 1 customer of { $name } is now yours
   *[other] { $n } customers of { $name } are now yours
}
hand-over-given = { $count ->
    [one] 1 customer of yours went to { $name }
   *[other] { $n } customers of yours went to { $name }
}
hand-over-dismiss = Dismiss
hand-over-dismiss-page = Remove from my overview
hand-over-choose = Or choose some of them

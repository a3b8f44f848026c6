# The audit log.
activity-title = Activity
activity-all = { $count ->
    [one] One entry
   *[other] { $n } entries
}
activity-some = { $n } of { $all } entries
activity-none = Nothing was done yet
activity-none-why = Every sign-in, every change and every export made from this desk is kept here, with the calls to the partner API behind it.
activity-caption = Activity, newest first
activity-search = User, customer, order or resource ID
activity-deed = What
activity-any-deed = Anything done
activity-when = When
activity-actor = Who
activity-customer = Customer
activity-subject = Subject
activity-outcome = Outcome
activity-any-outcome = Any outcome
activity-entry-about = { $deed }: { $name }
activity-open-means = This entry was opened and never completed: the desk was stopped in between. Look at what it was about before repeating it.
activity-unknown-means = The partner API did not say whether it did what was asked. It is settled by reading, never by sending again.
activity-facts = What was done
activity-code = Error code
activity-opened = Begun
activity-completed = Completed
activity-request = Request ID of this desk
activity-calls = Calls to the partner API
activity-calls-none = No call was made.
activity-call-operation = Operation
activity-call-path = Call
activity-call-status = HTTP
activity-call-no-answer = no answer
activity-call-code = Code
activity-call-time = Time
activity-call-millis = { $millis } ms
activity-call-sent = Sent
activity-call-request = Request ID
activity-sign-in = Sign-in
activity-sign-out = Sign-out
activity-set-budget = Set budget
activity-freeze = Freeze account
activity-unfreeze = Lift freeze
activity-pay = Pay order
activity-settle-payment = Settle payment by reading
activity-cancel-order = Cancel order
activity-renew = Order renewal
activity-settle-renewal = Settle renewal by reading
activity-settle-by-hand = Decide an outcome
activity-auto-renew-on = Switch auto-renewal on
activity-auto-renew-off = Switch auto-renewal off
activity-unsubscribe = Unsubscribe
activity-give-back-terms = Give back renewed terms
activity-to-on-demand = Pay-per-use at the end
activity-not-to-on-demand = No pay-per-use at the end
activity-settle-change = Outcome of a change found
activity-add-user = Add user
activity-assign = Assign customers
activity-export = Export list
activity-fact-address = Address
activity-fact-amount = Amount
activity-fact-amount-after = Amount after
activity-fact-amount-before = Amount before
activity-fact-change = Change
activity-fact-done = Done
activity-fact-freeze-behaviour = When used up
activity-fact-filter = Filter
activity-fact-frozen = Freeze
activity-fact-lift-freeze = Lift the freeze
activity-fact-order = Order
activity-fact-order-status = Order status
activity-fact-payment-state = State of the payment
activity-fact-period = Period
activity-fact-reason = Reason
activity-fact-renewal-state = State of the renewal
activity-fact-stage = Stage
activity-fact-resource = Resource
activity-fact-resources = Resources
activity-fact-role = Role
activity-fact-rows = Rows
activity-fact-type-after = Type after
activity-fact-type-before = Type before
activity-behaviour-manual = purchases are restricted; freezing is left to you
activity-behaviour-automatic = the account is frozen by itself
activity-yes = yes
activity-months = { $count ->
    [one] one month
   *[other] { $count } months
}
activity-years = { $count ->
    [one] one year
   *[other] { $count } years
}

# The audit log.
activity-title = Activity
activity-all = { $count ->
    [one] 1 entry
   *[other] { $n } entries
}
activity-some = { $n } of { $all } entries
activity-none = No activity yet
activity-none-why = Every sign-in, change and export in Partnerdesk is recorded here, with the HUAWEI CLOUD partner API calls behind it.
activity-caption = Activity, newest first
activity-search = User, customer, order or resource ID
activity-deed = Action
activity-any-deed = Any action
activity-when = Time
activity-actor = By
activity-customer = Customer
activity-subject = Object
activity-stands = Current state
activity-outcome = Outcome
activity-any-outcome = Any outcome
activity-entry-about = { $action }: { $name }
activity-open-means = This action was started but its end was not recorded: Partnerdesk stopped in between. Check the object before you repeat the action.
activity-unknown-means = HUAWEI CLOUD did not confirm whether it carried out the request. Partnerdesk checks the result and never resends the request automatically.
activity-facts = Details
activity-code = Error code
activity-opened = Started
activity-completed = Completed
activity-request = Partnerdesk request ID
activity-calls = Calls to the HUAWEI CLOUD partner API
activity-calls-none = No calls.
activity-call-operation = Operation
activity-call-path = Request
activity-call-status = HTTP status
activity-call-no-answer = no response
activity-call-code = Error code
activity-call-time = Duration
activity-call-millis = { $millis } ms
activity-call-sent = Sent
activity-call-request = Request ID
activity-sign-in = Sign in
activity-sign-out = Sign out
activity-set-budget = Set budget
activity-freeze = Freeze account
activity-unfreeze = Unfreeze account
activity-pay = Pay order
activity-settle-payment = Payment reconciled
activity-cancel-order = Cancel order
activity-renew = Place renewal order
activity-settle-renewal = Renewal reconciled
activity-settle-by-hand = Outcome set manually
activity-password-again = Re-authenticated
activity-approve = Approved
activity-decline = Declined or withdrawn
activity-auto-renew-on = Turn on auto-renewal
activity-auto-renew-off = Turn off auto-renewal
activity-unsubscribe = Unsubscribe
activity-give-back-terms = Unsubscribe from renewed period
activity-to-on-demand = Change to pay-per-use on expiry
activity-not-to-on-demand = Cancel change to pay-per-use
activity-settle-change = Change reconciled
activity-add-user = Add user
activity-switch-off-user = Disable user
activity-assign = Assign customers
activity-export = Export list
activity-retire-audit = Retire activity log
activity-sealed = Sealed until
activity-not-sealed = Nothing sealed yet
activity-unsealed = { $count ->
    [0] no row waits
    [one] 1 row waits
   *[other] { $n } rows wait
}
activity-checkpoint = Checkpoint { $n }
activity-proof = Export with proof
activity-seal-behind = The activity log has not been sealed for more than 5 minutes: rows that wait could be changed without a trace. An administrator should check the server's log.
activity-fact-address = Address
activity-fact-amount = Amount
activity-fact-amount-after = Amount after
activity-fact-amount-before = Amount before
activity-fact-change = Change
activity-fact-checkpoint = Checkpoint
activity-fact-checkpoint-hash = Hash of the checkpoint
activity-fact-file-hash = SHA-256 of the file
activity-fact-done = Done
activity-fact-freeze-behaviour = When used up
activity-fact-filter = Filter
activity-fact-frozen = Freeze
activity-fact-lift-freeze = Unfreeze account
activity-fact-order = Order
activity-fact-order-status = Order status
activity-fact-payment-state = Payment status
activity-fact-period = Period
activity-fact-reason = Reason
activity-fact-renewal-state = Renewal status
activity-fact-stage = Status
activity-fact-resource = Resource
activity-fact-resources = Resources
activity-fact-role = Role
activity-fact-rows = Rows
activity-fact-type-after = Type after
activity-fact-type-before = Type before
activity-behaviour-manual = restrict purchases only
activity-behaviour-automatic = freeze the account automatically
activity-yes = yes
activity-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
activity-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
activity-bulk-budgets = Set budgets in bulk
activity-bulk-payments = Paid several orders
activity-bulk-changes = Changed resources in bulk
activity-pause-bulk = Pause bulk job
activity-resume-bulk = Resume bulk job
activity-cancel-bulk = Cancel bulk job
activity-fact-approval = Needs approval
activity-fact-raised = Increase
activity-fact-bulk-job = Bulk job
activity-fact-nothing-sent = Nothing was sent
activity-fact-undoes = Undoes job
activity-fact-rows-cancelled = Rows canceled
activity-fact-rows-changed = Rows changed since preview
activity-fact-rows-done = Rows set
activity-fact-rows-left-out = Rows skipped
activity-fact-rows-not-done = Rows not set
activity-fact-rows-refused = Rows rejected
activity-fact-rows-sent = Rows sent
activity-fact-rows-unknown = Rows with unknown outcome
activity-filter-customer = Customer
activity-filter-deed = Action
activity-filter-outcome = Outcome
activity-filter-person = Person
activity-any-person = Any person
activity-filter-from = From
activity-filter-until = To
activity-filter-code = Error code
activity-filter-request = Request ID

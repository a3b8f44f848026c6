# One customer.
customer-set-budget = Set budget
customer-freeze = Freeze
customer-freeze-title = Freeze { $name }?
customer-freeze-follows = A frozen account can neither buy nor renew nor change what it has. What it runs goes on and is billed, unless its resources are frozen too.
customer-reason = Reason
customer-reason-hint = Kept by HUAWEI CLOUD and in the activity log; at most 256 characters.
customer-freeze-resources = Freeze its resources too
customer-freeze-resources-hint = They stop at once, and their data is deleted after about 15 days.
customer-freeze-caution = The customer feels this at once.
customer-freeze-do = Freeze the account
customer-unfreeze = Unfreeze
customer-unfreeze-title = Lift the freeze of { $name }?
customer-unfreeze-follows = The account can buy and renew again, as far as its budget allows.
customer-unfreeze-follows-resources = Account and resources are released together. What was already deleted does not come back.
customer-unfreeze-do = Lift the freeze
customer-why = Why can’t this customer buy?
customer-why-nothing = Nothing known stands in the way: the account is not frozen, its real name is not in question, and its budget has room.
customer-why-nothing-known = Nothing known stands in the way, but not everything could be checked just now.
customer-why-frozen = The account is frozen.
customer-why-frozen-resources = The account and its resources are frozen; their data is deleted after about 15 days.
customer-why-frozen-who = Your company froze it, or it has been so since it was associated. Whoever may freeze accounts here can lift it.
customer-why-no-budget = No budget is set, and a resale customer cannot buy without one.
customer-why-exhausted = The budget is used up; purchases and renewals are refused.
customer-why-budget-who = Whoever may set budgets here can mend it. The used amount is about ten minutes late.
customer-why-not-verified = Real-name authentication is not done.
customer-why-not-verified-who = The customer does it in the console of HUAWEI CLOUD, under My Account.
customer-why-waiting = { $count ->
    [one] One order waits for payment; its resources cannot be renewed until it is paid or cancelled.
   *[other] { $count } orders wait for payment; their resources cannot be renewed until they are paid or cancelled.
}
customer-orders = { $count ->
    [0] Orders
    [one] One order
   *[other] { $n } orders
}
customer-orders-none = No orders.
customer-all-orders = All orders
customer-order = Order
customer-order-status = Status
customer-order-amount = Net amount
customer-order-created = Created
customer-order-deadline = Pay until
customer-action = Action
customer-pay = Pay
customer-resources = { $count ->
    [0] Resources
    [one] One resource
   *[other] { $n } resources
}
customer-resources-none = No yearly/monthly resources.
customer-all-resources = All resources
customer-resource = Resource
customer-service = Service
customer-expires = Expires
customer-then = Then
customer-attached = { $count ->
    [one] with one attached resource
   *[other] with { $count } attached resources
}
customer-price = Prices
customer-begun = Payments, renewals and changes
customer-activity = Activity
customer-activity-none = Nobody has done anything on this customer from this desk.
customer-all-activity = All activity
customer-deed = What
customer-actor = Who
customer-when = When
customer-outcome = Outcome
customer-budget = Budget
customer-budget-history = Budget and history
customer-budget-not-resale = This customer pays HUAWEI CLOUD itself; budgets concern resale customers only.
customer-budget-unset = No budget is set.
customer-budget-used = Used
customer-budget-left = Left
customer-budget-runs-out = Runs out about
customer-account = Account
customer-account-name = Account name
customer-name = Name
customer-kind = Kind
customer-individual = Individual
customer-enterprise = Enterprise
customer-association = Association
customer-referral = Referral
customer-agency = Agency sale
customer-resale = Resale
customer-telephone = Telephone
customer-email = E-mail
customer-manager = Account manager
customer-label = Label
customer-level = Level
customer-associated = Associated
customer-reseller = Reseller
customer-xaccount = ID on your platform

# The list of customers.
customers-title = Customers
customers-all = { $count ->
    [one] 1 customer
   *[other] { $n } customers
}
customers-some = { $n } of { $all } customers
customers-exhausted = { $count ->
    [0] No customers are out of budget
    [one] 1 customer is out of budget
   *[other] { $n } customers are out of budget
}
customers-over90 = { $count ->
    [0] No customers have used 90% to 100% of their budget
    [one] 1 customer has used 90% to 100% of its budget
   *[other] { $n } customers have used 90% to 100% of their budget
}
customers-none = No customers yet
customers-none-why = Customers appear here after they are associated with your company and loaded from HUAWEI CLOUD. Managers see only the customers that an administrator has assigned to them.
customers-caption = Customers
customers-name = Customer
customers-used = Budget used
customers-left = Remaining
customers-waiting = Pending payment
customers-expires = Next expiry
customers-state = Status
customers-active = Active
customers-search = Name, account, email, phone or ID
customers-any-budget = Any budget
customers-any-frozen = Any account status
customers-any-reseller = Any reseller
customers-filter-budget = Budget
customers-filter-frozen = Account status
customers-filter-frozen-account-and-resources = { badge-frozen-resources }
customers-filter-reseller = Reseller
customers-any-manager = Any account manager
customers-filter-manager = Account manager
customers-any-owner = Any owner
customers-filter-owner = Owner
customers-filter-owner-me = Owned by me
customers-filter-owner-nobody = Without owner
customers-owner = Owner
customers-pick = Select { $name }
customers-selected = customers selected
customers-select-first = Select customers to assign them.
customers-select-fewer = selected: too many to assign at once
customers-assign = Assign customers
customers-assign-selected = Preview for the selected
customers-assign-counted = Preview for { $n } selected
customers-assign-all = { $count ->
    [one] Preview for the 1 that matches
   *[other] Preview for all { $n } that match
}
customer-team = Looked after by
customer-team-change = Change who looks after this customer
customer-team-save = Save

# One customer.
customer-set-budget = Set budget
customer-freeze = Freeze account
customer-freeze-title = Freeze the account of { $name }?
customer-freeze-follows = A frozen account cannot buy, renew or change resources. Its running resources stay in service and are still billed, unless you freeze them too.
customer-reason = Reason
customer-reason-hint = Sent to HUAWEI CLOUD and kept in the activity log. At most 256 characters.
customer-freeze-resources = Also freeze its resources
customer-freeze-resources-hint = The resources stop immediately. Their data is deleted after about 15 days (est.).
customer-freeze-caution = The customer is affected immediately.
customer-freeze-do = Freeze account
customer-unfreeze = Unfreeze account
customer-unfreeze-title = Unfreeze the account of { $name }?
customer-unfreeze-follows = The account can buy and renew again, within its budget.
customer-unfreeze-follows-resources = The account and its resources are unfrozen together. Data that is already deleted cannot be restored.
customer-unfreeze-do = Unfreeze account
customer-why = Why can’t this customer buy?
customer-why-yes = Can this customer buy? Yes
customer-why-unsure = Can this customer buy? Not fully checked
customer-why-nothing = No blocks: account active, real-name verified, budget available.
customer-why-nothing-own-budget = No blocks: account active, real-name verified. This customer needs no budget from you.
customer-why-nothing-known = No blocks found, but not everything could be checked.
customer-why-frozen = The account is frozen.
customer-why-frozen-resources = The account and its resources are frozen. Their data is deleted after about 15 days (est.).
customer-why-frozen-who = Your company froze the account, or it has been frozen since it was associated with your company. Ask a manager or an administrator of Partnerdesk to unfreeze it.
customer-why-frozen-you = Your company froze the account, or it has been frozen since it was associated with your company. You can fix this: unfreeze the account.
customer-why-no-budget = No budget is set. A resale customer cannot buy without one.
customer-why-exhausted = The budget is used up. The customer cannot buy or renew.
customer-why-budget-who = Ask a manager or an administrator of Partnerdesk to set a budget. The used amount is about 10 minutes late.
customer-why-budget-you = You can fix this: set a budget. The used amount is about 10 minutes late.
customer-why-not-verified = Real-name authentication has not been submitted.
customer-why-not-verified-who = Only the customer can complete it: in the HUAWEI CLOUD console, under My Account.
customer-why-waiting = { $count ->
    [one] 1 order is pending payment.
   *[other] { $count } orders are pending payment.
}
customer-orders = { $count ->
    [0] Orders
    [one] 1 order
   *[other] { $n } orders
}
customer-orders-none = No orders.
customer-all-orders = View all orders
customer-order = Order
customer-order-status = Status
customer-order-amount = Net price
customer-order-created = Created
customer-order-deadline = Payment deadline
customer-action = Action
customer-resources = { $count ->
    [0] Resources
    [one] 1 resource
   *[other] { $n } resources
}
customer-resources-none = No yearly/monthly resources.
customer-all-resources = View all resources
customer-resource = Resource
customer-service = Service
customer-expires = Expires
customer-then = On expiry
customer-attached = { $count ->
    [one] with 1 attached resource
   *[other] with { $count } attached resources
}
customer-price = Get prices
customer-begun = Payments, renewals and changes
customer-activity = Activity
customer-activity-none = No actions on this customer in Partnerdesk yet.
customer-all-activity = View all activity
customer-deed = Action
customer-actor = By
customer-when = Time
customer-outcome = Outcome
customer-budget = Budget
customer-budget-history = View budget and history
customer-budget-not-resale = This customer pays HUAWEI CLOUD directly. Only resale customers have a budget.
customer-budget-unset = No budget is set.
customer-budget-used = Used
customer-budget-left = Remaining
customer-budget-runs-out = Runs out (est.)
customer-account = Account
customer-account-name = Account name
customer-name = Name
customer-kind = Type
customer-individual = Individual
customer-enterprise = Enterprise
customer-association = Association type
customer-referral = Referral
customer-agency = Agency sale
customer-resale = Resale
customer-telephone = Phone
customer-email = Email
customer-manager = HUAWEI CLOUD account manager
customer-label = Label
customer-level = Level
customer-associated = Associated
customer-reseller = Reseller
customer-xaccount = ID on your platform
customer-orders-unknown = Orders: not known
customer-resources-unknown = Yearly/monthly resources: not known
customer-why-limited = Can this customer buy? Yes, with limits
customer-why-unchecked = Missing or out of date: { $facts }.
customer-why-fact-account = account status
customer-why-fact-name = real-name authentication
customer-why-fact-budget = budget
customer-why-fact-quota = consumption quota
customer-why-fact-agency = agency
customer-why-under-review = Real-name authentication is under review.
customer-why-under-review-who = HUAWEI CLOUD is reviewing the documents. The customer can buy after the review is passed; nothing else has to be done.
customer-why-refused = Real-name authentication was refused.
customer-why-refused-who = Only the customer can fix this: correct the documents and submit them again in the HUAWEI CLOUD console, under My Account.
customer-why-quota = Your company’s consumption quota is used up. HUAWEI CLOUD restricts purchases of all your resale customers.
customer-why-quota-who = The administrator of your company’s HUAWEI CLOUD partner account can fix this: pay what is due, or ask HUAWEI CLOUD for a higher quota.
customer-why-quota-view = View quota
customer-why-no-agency = The agency is missing: your company cannot act for this customer. Partnerdesk cannot read or renew its resources, or pay its orders.
customer-why-no-agency-who = Only the customer can fix this: in the HUAWEI CLOUD console, under IAM, create or correct the agency for your company. Its name must match the one configured in Partnerdesk.
customer-why-renewals = { $count ->
    [one] 1 renewal order is pending payment. Its resources cannot be renewed until it is paid or canceled.
   *[other] { $n } renewal orders are pending payment. Their resources cannot be renewed until they are paid or canceled.
}
customer-why-renewals-you = You can fix this: pay or cancel the orders.
customer-why-renewals-who = Ask a manager or an administrator of Partnerdesk to pay or cancel them.
customer-why-renewals-view = View renewal orders

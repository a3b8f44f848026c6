# The first page.
overview-title-unknown = { $count ->
    [one] 1 operation has an unknown outcome
   *[other] { $n } operations have an unknown outcome
}
overview-title-exhausted = { $count ->
    [one] 1 customer is out of budget
   *[other] { $n } customers are out of budget
}
overview-title-orders = { $count ->
    [one] 1 order is pending payment
   *[other] { $n } orders are pending payment
}
overview-title-calm = Nothing needs your attention today
overview-exhausted = Customers out of budget
overview-over90 = { $n } at 90–100%
overview-over75 = { $n } at 75–90%
overview-unset = { $n } without a budget
overview-waiting = Orders pending payment
overview-expiring = Expiring within 30 days
overview-expiring-note = without auto-renewal
overview-quota = Consumption quota remaining
overview-quota-used = { $share } of { $total } used
overview-quota-not-yours = The quota covers all customers of your company. You only see the customers assigned to you.
overview-quota-unread = Could not be loaded from HUAWEI CLOUD.
overview-unsettled = Outcome unknown: these may or may not have been carried out. Do not repeat them. Partnerdesk keeps checking the orders and never resends a request on its own.
overview-approvals = Awaiting approval. Nothing has been paid yet.
overview-raises = Awaiting approval. No budget has been changed yet.
overview-raise-of = { $count ->
    [one] Budget increase for 1 customer
   *[other] Budget increase for { $n } customers
}
overview-asked-by = Requested by { $name }, { $when }
overview-payment-of = Payment of order { $order }
overview-renewal-of = { $count ->
    [one] Renewal of 1 resource
   *[other] Renewal of { $count } resources
}
overview-since = since { $when }
overview-orders = Orders pending payment
overview-orders-none = No orders are pending payment.
overview-order = Customer
overview-amount = Net price
overview-pay-until = Payment deadline
overview-action = Action
overview-look = View
overview-all = View all { $n }
overview-budgets = Budgets running low
overview-budgets-none = No budgets are running low.
overview-all-budgets = View all budgets
overview-customer = Customer
overview-used = Used
overview-left = Remaining
overview-set-budget = Set budget
overview-runs-out = runs out about { $day } (est.)
overview-renewals = Expiring next
overview-renewals-none = No resources without auto-renewal expire within 30 days.
overview-resource = Resource
overview-service = Service
overview-expires = Expires
overview-price = Get prices
overview-weeks = Resources without auto-renewal expiring in each of the next 12 weeks
overview-auto-renewal = Auto-renewal
overview-ended = Your requests that ended in the last 3 days
overview-title-incomplete = Not everything could be loaded from HUAWEI CLOUD
overview-all-uncounted = View all

overview-lasts = lasts until { $day } (est.)
overview-jobs = Awaiting approval. Nothing has been paid or changed yet.

overview-title-risk = { $count ->
    [one] 1 resource is expired or frozen: its data is at risk
   *[other] { $n } resources are expired or frozen: their data is at risk
}
overview-risks = Data at risk
overview-risk-status = Status
overview-risk-expired = Expiry
overview-payable = { $n } can be paid
overview-not-payable = { $n } cannot be paid yet

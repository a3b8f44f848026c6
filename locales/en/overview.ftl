# The first page.
overview-title-unknown = { $count ->
    [one] One outcome is unknown
   *[other] { $n } outcomes are unknown
}
overview-title-exhausted = { $count ->
    [one] One budget is used up
   *[other] { $n } budgets are used up
}
overview-title-orders = { $count ->
    [one] One order waits for payment
   *[other] { $n } orders wait for payment
}
overview-title-calm = Nothing needs you today
overview-exhausted = Budgets used up
overview-over90 = { $n } over 90 %
overview-over75 = { $n } over 75 %
overview-unset = { $n } not set
overview-waiting = Orders waiting for payment
overview-expiring = Expiring within 30 days
overview-expiring-note = resources that are not renewed by themselves
overview-quota = Left of your consumption quota
overview-quota-used = { $share } of { $total } used
overview-quota-not-yours = It covers all customers; you see those assigned to you.
overview-quota-unread = The partner could not be asked.
overview-unsettled = It is not known whether these were carried out. They are never sent again by themselves; the desk keeps reading the orders.
overview-approvals = These payments wait for another person to agree. Nothing has left yet.
overview-raises = These raises of budgets wait for another person to agree. Nothing has been set yet.
overview-raise-of = { $count ->
    [one] Raise of one budget
   *[other] Raises of { $n } budgets
}
overview-asked-by = asked by { $name }, { $when }
overview-payment-of = Payment of order { $order }
overview-renewal-of = { $count ->
    [one] Renewal of one resource
   *[other] Renewal of { $count } resources
}
overview-since = since { $when }
overview-orders = Orders to pay
overview-orders-none = No order waits for payment.
overview-order = Customer
overview-amount = Net amount
overview-pay-until = Pay until
overview-action = Action
overview-pay = Pay
overview-look = Look
overview-all = All { $n }
overview-budgets = Budgets near their end
overview-budgets-none = No budget is near its end.
overview-all-budgets = All budgets
overview-customer = Customer
overview-used = Used
overview-left = Left
overview-set-budget = Set budget
overview-runs-out = runs out about { $day }
overview-renewals = Expiring next
overview-renewals-none = Nothing expires within 30 days.
overview-resource = Resource
overview-service = Service
overview-expires = Expires
overview-price = Prices
overview-weeks = Resources that expire in each of the next twelve weeks

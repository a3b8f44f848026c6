# Orders: the list and one order.
orders-actions = Action
orders-all = Orders
orders-any-status = Any status
orders-any-type = Any type
orders-attempt-amount = Confirmed amount
orders-attempt-at = Time
orders-attempt-by = By
orders-attempt-state = Status
orders-attempt-what = Action
orders-attempts = Payments and cancellations in Partnerdesk
orders-busy = A payment of this order is in progress.
orders-cancel = Cancel order
orders-cancel-final = A canceled order cannot be restored. The customer would have to order again, at the price of that day.
orders-cancel-title = Cancel this order?
orders-cancel-what = Order { $id } for { $amount } will be canceled on behalf of the customer. Its resources can be renewed again afterwards.
orders-cancel-yes = Cancel order permanently
orders-cancelling = This order is being canceled.
orders-caption = Orders of customers
orders-created = Created
orders-created-by = Created by
orders-customer = Customer
orders-deadline = Payment deadline
orders-deadline-usual = est.
orders-deadline-rule = est.: 7 days after creation. HUAWEI CLOUD has not returned a deadline.
orders-discount = Discount ({ $kind })
orders-discount-200 = Product promotion
orders-discount-300 = Discount coupon
orders-discount-301 = Promotional voucher
orders-discount-302 = Cash coupon
orders-discount-500 = Discount set when ordering on behalf
orders-discount-501 = Reduction set when ordering on behalf
orders-discount-502 = Fixed price set when ordering on behalf
orders-discount-600 = Rebate contract
orders-discount-601 = Channel framework contract
orders-discount-602 = Earmarked-fund contract
orders-discount-603 = Offline contract signed directly
orders-discount-604 = Telesales authorization contract
orders-discount-605 = Commercial contract discount
orders-discount-606 = Channel commercial contract discount
orders-discount-607 = Discount granted by the partner
orders-discount-609 = Order price adjustment
orders-discount-610 = Waived amount
orders-discount-700 = Promotional discount
orders-discount-800 = Top-up account discount
orders-facts = Details
orders-id = Order
orders-line-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
orders-line-from = From
orders-line-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
orders-line-one-off = One-off
orders-line-period = Period
orders-line-quantity = Quantity
orders-line-service = Service
orders-line-specification = Specification
orders-line-unknown = { $count } × unit { $code }
orders-line-until = Until
orders-line-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weeks
}
orders-lines = Order items
orders-lines-missing = The order items could not be loaded.
orders-list = List price
orders-net = Net price
orders-net-total = Net price to pay
orders-no-lines = HUAWEI CLOUD returned no items for this order.
orders-none = No orders yet
orders-none-why = Yearly/monthly orders of your customers appear here after they are loaded from HUAWEI CLOUD.
orders-not-yours = Your role cannot place or cancel orders.
orders-paid-at = Paid
orders-pay = Pay
orders-price = Price
orders-review = Review and pay
orders-search = Order ID, or customer name, account or ID
orders-source-compensation = compensation
orders-source-console-deletion = deletion in the console
orders-source-contract = contract
orders-source-customer = by the customer
orders-source-distributor = by the distributor
orders-source-proxy = on behalf of the customer
orders-source-supplementary = supplementary order
orders-source-system = by the HUAWEI CLOUD system
orders-status = Status
orders-title = { $count ->
    [0] Orders
    [one] 1 order
   *[other] { $n } orders
}
orders-title-matching = { $count ->
    [0] No matching orders
    [one] 1 matching order
   *[other] { $n } matching orders
}
orders-title-of = Order { $id }
orders-title-of-cancelled = Order for { $amount }: canceled
orders-title-of-completed = Order for { $amount }: completed
orders-title-of-processing = Order for { $amount }: paid, processing
orders-title-of-waiting = Order for { $amount }: pending payment
orders-title-status = { $count ->
    [0] No orders with status “{ $status }”
    [one] 1 order with status “{ $status }”
   *[other] { $n } orders with status “{ $status }”
}
orders-title-waiting = { $count ->
    [0] No orders are pending payment
    [one] 1 order is pending payment
   *[other] { $n } orders are pending payment
}
orders-to-cancelling = View cancellation
orders-to-payment = View payment
orders-to-waiting = View orders pending payment
orders-type = Type
orders-type-change = Change
orders-type-fee-adjustment = Fee adjustment
orders-type-gift = Gift
orders-type-new = New purchase
orders-type-renewal = Renewal
orders-type-to-pay-per-use = To pay-per-use
orders-type-to-yearly-monthly = To yearly/monthly
orders-type-trial = Trial
orders-type-trial-to-commercial = Trial to commercial use
orders-type-unsubscription = Unsubscription
orders-unknown-code = Unknown ({ $code })
orders-filter-customer = Customer
orders-filter-status = Status
orders-filter-status-pending-approval = { badge-order-approval }
orders-filter-status-pending-refund = { badge-order-refund }
orders-filter-status-processing = { badge-order-processing }
orders-filter-status-cancelled = { badge-order-cancelled }
orders-filter-status-completed = { badge-order-completed }
orders-filter-status-pending-payment = { badge-order-payment }
orders-filter-status-pending-confirmation = { badge-order-confirmation }
orders-filter-status-to-ship = { badge-order-ship }
orders-filter-status-to-receive = { badge-order-receive }
orders-filter-status-to-pick-up = { badge-order-pick-up }
orders-filter-status-exchanging = { badge-order-exchange }
orders-filter-type = Type
orders-paid-here = Paid by us { $when }. HUAWEI CLOUD still lists the order as pending payment.

orders-pay-all = { $count ->
    [one] Pay the 1 that matches…
   *[other] Pay all { $n } that match…
}
orders-pay-counted = Pay { $n } orders…
orders-pay-selected = Pay selected orders…
orders-select-fewer = orders selected: select at most { $most }
orders-select-first = Select orders to pay
orders-selected = selected

orders-filter-pay = Payment
orders-any-pay = Payable or not
orders-payment = Payment
orders-pay-state-payable = Can be paid
orders-pay-state-short = Budget too low
orders-pay-state-short-by = Short by { $amount }
orders-pay-state-no-budget = No budget
orders-pay-state-frozen = Account frozen
orders-pay-state-no-agency = Agency missing
orders-pay-state-awaiting-approval = Awaiting approval
orders-pay-state-in-progress = In progress
orders-pay-state-unknown = Not known yet
orders-raise-budget = Raise budget
orders-view = View order
orders-view-payment = View request
orders-who-can-fix = See who can fix it
orders-filter-created-from = Created from
orders-filter-created-until = Created to
orders-filter-deadline-from = Payment deadline from
orders-filter-deadline-until = Payment deadline to

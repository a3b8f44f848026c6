# Orders: the list and one order.
orders-actions = Action
orders-all = Orders
orders-any-status = Any status
orders-any-type = Any type
orders-attempt-amount = Amount agreed to
orders-attempt-at = When
orders-attempt-by = By
orders-attempt-state = State
orders-attempt-what = What
orders-attempts = Payments and cancellations from this desk
orders-busy = A payment of this order is under way.
orders-cancel = Cancel order
orders-cancel-final = A cancelled order cannot be restored. The customer would have to order again, at the price of that day.
orders-cancel-title = Cancel this order?
orders-cancel-what = Order { $id } over { $amount } will be cancelled for the customer. Resources that it holds become free for renewal again.
orders-cancel-yes = Cancel this order for good
orders-cancelling = The order is being cancelled from this desk.
orders-caption = Orders of customers
orders-created = Created
orders-created-by = Created by
orders-customer = Customer
orders-deadline = Pay until
orders-deadline-usual = usual deadline
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
orders-discount-604 = Telesales authorisation contract
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
orders-lines = What was ordered
orders-lines-missing = The lines could not be read just now.
orders-list = List price
orders-net = Net price
orders-net-total = Net price to pay
orders-no-lines = The partner names no lines for this order.
orders-none = No orders yet
orders-none-why = Yearly/monthly orders of your customers appear here once they have been read from the partner.
orders-not-yours = Your role does not include ordering and cancelling.
orders-paid-at = Paid
orders-pay = Pay
orders-price = Price
orders-review = Review and pay
orders-search = Order ID, or customer name, account or ID
orders-source-compensation = compensation
orders-source-console-deletion = deletion on the console
orders-source-contract = contract
orders-source-customer = by the customer
orders-source-distributor = by the distributor
orders-source-proxy = on the customer’s behalf
orders-source-supplementary = supplementary order
orders-source-system = by HUAWEI CLOUD’s system
orders-status = Status
orders-title = { $count ->
    [0] Orders
    [one] One order
   *[other] { $n } orders
}
orders-title-matching = { $count ->
    [0] No matching order
    [one] One matching order
   *[other] { $n } matching orders
}
orders-title-of = Order { $id }
orders-title-of-cancelled = Order over { $amount }, cancelled
orders-title-of-completed = Order over { $amount }, completed
orders-title-of-processing = Order over { $amount }, paid and in progress
orders-title-of-waiting = { $amount } waiting for payment
orders-title-status = { $count ->
    [0] No order: { $status }
    [one] One order: { $status }
   *[other] { $n } orders: { $status }
}
orders-title-waiting = { $count ->
    [0] No order waits for payment
    [one] One order waits for payment
   *[other] { $n } orders wait for payment
}
orders-to-cancelling = See the cancellation
orders-to-payment = See the payment
orders-to-waiting = Orders to pay
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

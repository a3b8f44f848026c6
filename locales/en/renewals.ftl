# Renewals: what expires, prices, making the order, the page of one renewal.
renewals-about = about { $day }
renewals-agreed = Price agreed to
renewals-all = Renewals
renewals-any-auto = Auto-renewal on or off
renewals-any-service = Any service
renewals-attached = + { $count } attached
renewals-auto = Auto-renewal
renewals-auto-charges = Each charge is as long as the period bought last, at the price of that day, and counts against the customer’s budget.
renewals-auto-means = With auto-renewal HUAWEI CLOUD charges by itself: from 7 days before the end, daily at 03:00 GMT+8, until it works or the resource is gone. Resources attached to one go with it.
renewals-auto-off = Not renewed by itself
renewals-auto-on = Auto-renewal on
renewals-auto-one-by-one = Each resource is switched by a call of its own. If one fails, the others stay switched.
renewals-auto-switch-off = Switch auto-renewal off
renewals-auto-switch-on = Switch auto-renewal on
renewals-auto-title = Auto-renewal of the selection
renewals-calendar = The next twelve weeks
renewals-calendar-what = Resources that end each week and are not renewed by themselves
renewals-candidates = Orders it may have made
renewals-candidates-choose = These are the orders it made
renewals-candidates-why = Renewal orders of this customer since the attempt that no other renewal here has made. An order names no resource, so the amount, the time and the partner’s console have to tell. Nothing is paid by saying which they are.
renewals-caption = Yearly/monthly resources by expiry
renewals-changed-otherwise = The end of a resource, or what happens then, is not what you saw any more.
renewals-changed-why = No order was made. Decide again with the price that stands now.
renewals-charging-soon = Auto-renewal may charge now
renewals-cheapest = lowest per month
renewals-choose = Renew for
renewals-choose-period = { $period }
renewals-choose-rest = { $count ->
    [one] The one with a price
   *[other] The { $count } with a price
}
renewals-compare = Compare periods
renewals-counts-from-old-end = already past its end. The new period counts from the old end, so the days since are paid for as well.
renewals-customer = Customer
renewals-decide-undone = Confirm: no order made
renewals-discount = Discount
renewals-expires = Expires
renewals-expires-now = Ends now
renewals-expires-then = Ends then
renewals-grid-caption = Renewal prices of { $name }
renewals-group-policy = At expiry: { $policy }
renewals-incomplete = Not every resource could be priced. Leave those out, or set them free first.
renewals-left-out = Left out by the partner
renewals-list-total = List price
renewals-may-be-charged = auto-renewal may charge at any moment. Renewing by hand now could buy the period twice: switch auto-renewal off first.
renewals-means-cancelled = The order was made and then cancelled. No money has moved, and nothing was renewed.
renewals-means-confirmed = The renewal is confirmed here and has not left yet. No order exists.
renewals-means-done = The order is made, and none waits for payment any more.
renewals-means-drafted = The renewal has begun; price and end of the resources are being read once more. No order exists.
renewals-means-less = Long after the attempt no order for the whole price can be found. Orders for less are there; they may be a part of it, or somebody else’s.
renewals-means-no-effect = Long after the attempt no order can be found, so it seems that none was made.
renewals-means-quoted = Price and end are the ones you saw. No order exists.
renewals-means-rejected = No order was made. No money has moved.
renewals-means-sent = The renewal has been sent; the partner’s answer is still to come.
renewals-means-settled-done = A person decided that the order was made.
renewals-means-settled-undone = No order was made. No money has moved.
renewals-means-several = The partner gave no clear answer, and there are orders that may be this renewal’s own. The desk does not guess.
renewals-means-unknown = The partner gave no clear answer. An order may have been made, or not.
renewals-means-unpaid = The order is made. Nothing is paid yet.
renewals-means-void = No order was made. No money has moved.
renewals-means-waiting = The renewal waits for another person to agree. No order exists.
renewals-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
renewals-net-total = Net price
renewals-next-cancelled = The resources are free again. Price them anew to renew them.
renewals-next-confirmed = It leaves within seconds. If the desk was stopped before that, it is given up after two minutes.
renewals-next-done = The state of each order is below. The new end shows in the list once the partner has applied the renewal.
renewals-next-drafted = It goes on within seconds. If the desk was stopped meanwhile, it is given up after two minutes.
renewals-next-less = Nobody else can renew these resources from here until a person says which orders it made, or that it made none. They are read once more then.
renewals-next-no-effect = Nobody else can renew these resources from here until a person confirms that no order was made. The orders are read once more when you confirm.
renewals-next-quoted = It goes on within seconds. If the desk was stopped meanwhile, it is given up after two minutes.
renewals-next-rejected = Read below why, and who can mend it. Then price the selection again.
renewals-next-sent = If no answer comes, the desk looks for the order it may have made. The renewal is never sent again by itself.
renewals-next-settled-done = Look at the orders of the customer.
renewals-next-settled-undone = Price the selection again and decide anew.
renewals-next-several = Do not renew these resources again now. The desk goes on looking; if that does not help for long, an administrator can say which orders it made, or that it made none.
renewals-next-unknown = Do not renew these resources again now. The desk looks for the order until it is clear, and never sends the renewal again by itself. This page keeps up.
renewals-next-unpaid = Pay each order once, on its own page. Until then its resources can be neither renewed nor priced; an order that is not paid in time is cancelled by itself.
renewals-next-void = Nothing was sent. Price the selection again and decide anew.
renewals-next-waiting = Whoever may agree finds it on the overview. The price is read again then.
renewals-no-price = No price
renewals-no-quote = The partner names no price for this period.
renewals-none = No yearly/monthly resources yet
renewals-none-why = What your customers bought by the year or month appears here once it has been read from the partner.
renewals-not-priced = What has no price, and why
renewals-order = Make the order for { $amount }
renewals-order-nothing = Make the order
renewals-orders = Orders it made
renewals-pay-or-cancel = Pay or cancel
renewals-per-month = Net per month
renewals-period = Period
renewals-periods = Periods to compare
renewals-periods-show = Show
renewals-policy-auto-renew = Renewed by itself
renewals-policy-delete = Deleted at once
renewals-policy-freeze = Frozen at once
renewals-policy-grace = Grace, then deleted
renewals-policy-pay-per-use = Goes on as pay-per-use
renewals-policy-retention = Deleted after retention
renewals-price-again = Price again
renewals-prices = See prices
renewals-prices-groups = One order takes up to ten resources of one customer that end in the same way, so the selection stands in groups.
renewals-prices-live = Read live from the partner; a quote does not bind the order.
renewals-prices-none = Nothing is selected
renewals-prices-none-why = Select resources in the list of renewals; their prices for several periods will stand here side by side.
renewals-prices-title = { $count ->
    [one] Renewal prices of one resource
   *[other] Renewal prices of { $n } resources
}
renewals-prices-title-of = { $count ->
    [one] Renewal prices of one resource of { $name }
   *[other] Renewal prices of { $n } resources of { $name }
}
renewals-resource = Resource
renewals-review-title = { $count ->
    [one] Renew one resource for { $period }
   *[other] Renew { $n } resources for { $period }
}
renewals-search = Resource ID or name, or a customer
renewals-select-fewer = are too many at once; at most 50
renewals-select-first = Select resources to price them
renewals-selected = selected
renewals-service = Service
renewals-status = Status
renewals-step-locked = { $count ->
    [one] Until it is paid or cancelled, one day at most, these resources can be neither renewed nor priced again.
   *[other] Until it is paid or cancelled, usually { $count } days at most, these resources can be neither renewed nor priced again.
}
renewals-step-order = An order is made, unpaid. No money moves yet.
renewals-step-pay = You see the order with its final price, and pay it on a page of its own.
renewals-then = At expiry
renewals-title = { $count ->
    [0] Renewals
    [one] One yearly/monthly resource
   *[other] { $n } yearly/monthly resources
}
renewals-title-cancelled = { $count ->
    [one] Renewal of one resource for { $period }: its order was cancelled
   *[other] Renewal of { $count } resources for { $period }: their orders were cancelled
}
renewals-title-confirmed = { $count ->
    [one] Renewal of one resource for { $period }: about to be ordered
   *[other] Renewal of { $count } resources for { $period }: about to be ordered
}
renewals-title-matching = { $count ->
    [0] No matching resource
    [one] One matching resource
   *[other] { $n } matching resources
}
renewals-title-no-effect = { $count ->
    [one] Renewal of one resource for { $period }: probably no order made
   *[other] Renewal of { $count } resources for { $period }: probably no order made
}
renewals-title-ordered = { $count ->
    [one] Renewal for { $period }: one order waits for payment
   *[other] Renewal for { $period }: { $count } orders wait for payment
}
renewals-title-past = { $count ->
    [0] No resource is past its end
    [one] One resource is past its end
   *[other] { $n } resources are past their end
}
renewals-title-rejected = { $count ->
    [one] Renewal of one resource for { $period }: no order made
   *[other] Renewal of { $count } resources for { $period }: no order made
}
renewals-title-sent = { $count ->
    [one] Renewal of one resource for { $period }: sent
   *[other] Renewal of { $count } resources for { $period }: sent
}
renewals-title-settled = { $count ->
    [one] Renewal of one resource for { $period }: nothing left to pay
   *[other] Renewal of { $count } resources for { $period }: nothing left to pay
}
renewals-title-unknown = { $count ->
    [one] Renewal of one resource for { $period }: outcome unknown
   *[other] Renewal of { $count } resources for { $period }: outcome unknown
}
renewals-title-waiting = { $count ->
    [one] Renewal of one resource for { $period }: waits for approval
   *[other] Renewal of { $count } resources for { $period }: waits for approval
}
renewals-title-window = { $count ->
    [0] No resource expires within { $days } days
    [one] One resource expires within { $days } days
   *[other] { $n } resources expire within { $days } days
}
renewals-to-list = Renewals
renewals-waiting = Unpaid orders of this customer
renewals-waiting-unseen = No unpaid order of this customer has been read yet. It may be minutes old: look at the list of orders again shortly.
renewals-waiting-why = One of them holds the resource. Pay it or cancel it, and the resource can be priced again.
renewals-beside = Also begun with these orders and resources
renewals-what = What is renewed
renewals-whole-selection = The whole selection
renewals-window-all = All
renewals-window-days = Within { $count } days
renewals-window-past = Past
renewals-windows = Expiry
renewals-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}

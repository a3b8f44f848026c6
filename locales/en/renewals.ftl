# Renewals: what expires, prices, placing the order, the page of one renewal.
renewals-about = { $day } (est.)
renewals-agreed = Confirmed price
renewals-all = Renewals
renewals-any-auto = Auto-renewal on or off
renewals-any-service = Any service
renewals-attached = + { $count } attached
renewals-auto-one-by-one = Resources are changed one by one. If one fails, the others stay changed.
renewals-auto-switch-off = Turn off auto-renewal
renewals-auto-title = Auto-renewal of the selected resources
renewals-calendar = Next 12 weeks
renewals-calendar-what = Resources without auto-renewal, by week of expiry
renewals-candidates = Orders that may belong to this renewal
renewals-candidates-choose = Assign selected orders
renewals-candidates-why = Renewal orders of this customer since this renewal was sent that belong to no other renewal in Partnerdesk. HUAWEI CLOUD does not list resources on an order, so compare the amount, the time and the HUAWEI CLOUD console. Assigning orders does not pay them.
renewals-caption = Yearly/monthly resources by expiry
renewals-changed-otherwise = The expiry of a resource, or what happens on expiry, has changed.
renewals-changed-why = No order was placed. Check the new price and place the order again if you agree.
renewals-charging-soon = Auto-renewal may charge now
renewals-cheapest = lowest per month
renewals-choose = Review first
renewals-choose-period = { $period }
renewals-choose-rest = { $count ->
    [one] Renew the 1 with a price
   *[other] Renew the { $count } with a price
}
renewals-compare = Compare periods
renewals-counts-from-old-end = already expired. The new period starts at the old expiry, so the days since then are charged too.
renewals-customer = Customer
renewals-decide-undone = Confirm no order placed
renewals-discount = Discount
renewals-expires = Expires
renewals-expires-now = Current expiry
renewals-expires-then = New expiry
renewals-grid-caption = Renewal prices of { $name }
renewals-group-policy = On expiry: { $policy }
renewals-incomplete = Some resources have no price. Deselect them, or fix the reason listed below first.
renewals-left-out = Skipped by HUAWEI CLOUD
renewals-list-total = List price
renewals-may-be-charged = auto-renewal may charge at any moment. If you renew manually now, the same period may be bought twice. Turn off auto-renewal first.
renewals-means-cancelled = The order was placed and then canceled. Nothing was paid and nothing was renewed by it.
renewals-means-confirmed = The renewal is confirmed but not sent yet. No order has been placed.
renewals-means-done = The order is placed, and no order is pending payment.
renewals-means-drafted = The renewal has started. Price and expiry are being checked again. No order has been placed.
renewals-means-less = Long after the renewal was sent, no order for the full price was found. There are orders for a lower amount. They may be part of this renewal, or not.
renewals-means-no-effect = Long after the renewal was sent, no order was found. Probably no order was placed.
renewals-means-quoted = Price and expiry are the ones you saw. No order has been placed.
renewals-means-rejected = No order was placed. Nothing has been paid.
renewals-means-sent = The renewal was sent. HUAWEI CLOUD has not responded yet.
renewals-means-settled-done = A user confirmed that the order was placed.
renewals-means-settled-undone = A user confirmed that no order was placed. Nothing has been paid.
renewals-means-several = HUAWEI CLOUD gave no clear response, and there are orders that may belong to this renewal. Partnerdesk does not guess which.
renewals-means-unknown = HUAWEI CLOUD gave no clear response. An order may or may not have been placed.
renewals-means-unpaid = The order is placed. Nothing has been paid yet.
renewals-means-void = No order was placed. Nothing has been paid.
renewals-means-waiting = The renewal is awaiting approval. No order has been placed.
renewals-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
renewals-net-total = Net price
renewals-next-cancelled = The resources are no longer locked. To renew them, get prices again.
renewals-next-confirmed = It will be sent within seconds. If Partnerdesk stops before that, the renewal ends without an order after two minutes.
renewals-next-done = The status of each order is shown below. The new expiry appears in the list after HUAWEI CLOUD has applied the renewal.
renewals-next-drafted = It continues within seconds. If Partnerdesk stops before that, the renewal ends without an order after two minutes.
renewals-next-less = These resources stay locked in Partnerdesk until a user assigns the orders that belong to this renewal, or confirms that no order was placed. The orders are checked once more at that moment.
renewals-next-no-effect = These resources stay locked in Partnerdesk until a user confirms that no order was placed. The orders are checked once more at that moment.
renewals-next-quoted = It continues within seconds. If Partnerdesk stops before that, the renewal ends without an order after two minutes.
renewals-next-rejected = The reason, and who can fix it, is shown below. Then get prices again.
renewals-next-sent = If there is no response, Partnerdesk looks for the order. The renewal is never resent automatically.
renewals-next-settled-done = Check the orders of the customer.
renewals-next-settled-undone = To renew these resources, get prices again.
renewals-next-several = Do not renew these resources again now. Partnerdesk keeps looking. If the outcome stays unclear, an administrator can assign the orders, or confirm that no order was placed.
renewals-next-unknown = Do not renew these resources again now. Partnerdesk looks for the order until the outcome is certain, and never resends the renewal automatically. This page updates itself.
renewals-next-unpaid = Pay each order on its own page. Until then, its resources cannot be renewed or priced. An order that is not paid in time is canceled automatically.
renewals-next-void = Nothing was sent. To renew these resources, get prices again.
renewals-next-waiting = Approvers find it on the overview. The price is checked again when it is approved.
renewals-no-price = No price
renewals-no-quote = HUAWEI CLOUD returned no price for this period.
renewals-none = No yearly/monthly resources yet
renewals-none-why = Yearly/monthly resources of your customers appear here after they are loaded from HUAWEI CLOUD.
renewals-not-priced = Resources without a price
renewals-order = Place order, { $amount }
renewals-order-now = Place order now
renewals-order-now-means = Unpaid. It is paid on its own page.
renewals-order-nothing = Place order
renewals-orders = Orders of this renewal
renewals-pay-or-cancel = Pay or cancel order
renewals-per-month = Net price per month
renewals-period = Period
renewals-periods = Periods to compare
renewals-periods-show = Show periods
renewals-policy-auto-renew = Auto-renewal on
renewals-policy-delete = Deleted immediately
renewals-policy-freeze = Frozen immediately
renewals-policy-grace = Enters grace period
renewals-policy-pay-per-use = Changes to pay-per-use
renewals-policy-retention = Deleted after retention period
renewals-price-again = Get prices again
renewals-prices = Get prices
renewals-prices-groups = One order can contain up to 10 resources of one customer with the same setting on expiry. The selection is therefore split into groups.
renewals-prices-live = Current HUAWEI CLOUD prices. Indicative; the order fixes the price.
renewals-prices-none = No selection
renewals-prices-none-why = Select resources in the renewal list. Their prices for several periods are then compared here.
renewals-prices-title = { $count ->
    [one] Renewal prices of 1 resource
   *[other] Renewal prices of { $n } resources
}
renewals-prices-title-of = { $count ->
    [one] Renewal prices of 1 resource of { $name }
   *[other] Renewal prices of { $n } resources of { $name }
}
renewals-resource = Resource
renewals-review-title = { $count ->
    [one] Renew 1 resource for { $period }
   *[other] Renew { $n } resources for { $period }
}
renewals-search = Resource ID or name, or customer
renewals-select-fewer = selected: too many at once
renewals-select-first = No selection
renewals-selected = selected
renewals-service = Service
renewals-status = Status
renewals-step-locked = { $count ->
    [one] Until it is paid or canceled (usually within 1 day), these resources cannot be renewed or priced again.
   *[other] Until it is paid or canceled (usually within { $count } days), these resources cannot be renewed or priced again.
}
renewals-step-order = An unpaid order is placed. Nothing is paid yet.
renewals-step-pay = You see the order with its final price and pay it on the next page.
renewals-then = On expiry
renewals-title = { $count ->
    [0] Renewals
    [one] 1 yearly/monthly resource
   *[other] { $n } yearly/monthly resources
}
renewals-title-cancelled = { $count ->
    [one] Renewal of 1 resource for { $period }: order canceled
   *[other] Renewal of { $count } resources for { $period }: order canceled
}
renewals-title-confirmed = { $count ->
    [one] Renewal of 1 resource for { $period }: about to be ordered
   *[other] Renewal of { $count } resources for { $period }: about to be ordered
}
renewals-title-matching = { $count ->
    [0] No matching resources
    [one] 1 matching resource
   *[other] { $n } matching resources
}
renewals-title-no-effect = { $count ->
    [one] Renewal of 1 resource for { $period }: probably no order placed
   *[other] Renewal of { $count } resources for { $period }: probably no order placed
}
renewals-title-ordered = { $count ->
    [one] Renewal for { $period }: 1 order pending payment
   *[other] Renewal for { $period }: { $count } orders pending payment
}
renewals-title-past = { $count ->
    [0] No expired or frozen resources
    [one] 1 expired or frozen resource
   *[other] { $n } expired or frozen resources
}
renewals-title-rejected = { $count ->
    [one] Renewal of 1 resource for { $period }: no order placed
   *[other] Renewal of { $count } resources for { $period }: no order placed
}
renewals-title-sent = { $count ->
    [one] Renewal of 1 resource for { $period }: sent
   *[other] Renewal of { $count } resources for { $period }: sent
}
renewals-title-settled = { $count ->
    [one] Renewal of 1 resource for { $period }: nothing left to pay
   *[other] Renewal of { $count } resources for { $period }: nothing left to pay
}
renewals-title-unknown = { $count ->
    [one] Renewal of 1 resource for { $period }: outcome unknown
   *[other] Renewal of { $count } resources for { $period }: outcome unknown
}
renewals-title-waiting = { $count ->
    [one] Renewal of 1 resource for { $period }: awaiting approval
   *[other] Renewal of { $count } resources for { $period }: awaiting approval
}
renewals-title-window = { $count ->
    [0] No resources expire within { $days } days
    [one] 1 resource expires within { $days } days
   *[other] { $n } resources expire within { $days } days
}
renewals-to-list = View renewals
renewals-waiting = Orders of this customer pending payment
renewals-waiting-unseen = No order of this customer that is pending payment has been loaded yet. It may be only minutes old. Check the order list again shortly.
renewals-waiting-why = One of these orders locks the resource. Pay or cancel it, then get prices again.
renewals-beside = Other actions on these orders and resources
renewals-what = Resources
renewals-whole-selection = All selected resources
renewals-window-all = All
renewals-windows = Expiry
renewals-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
renewals-filter-auto = Auto-renewal
renewals-filter-auto-off = Auto-renewal off
renewals-filter-auto-on = Auto-renewal on
renewals-filter-customer = Customer
renewals-filter-service = Service
renewals-filter-window = Expiry
renewals-filter-window-30 = Within 30 days
renewals-filter-window-7 = Within 7 days
renewals-filter-window-90 = Within 90 days
renewals-auto-off = Auto-renewal off…
renewals-auto-on = Auto-renewal on…
renewals-auto-off-means = HUAWEI CLOUD no longer renews the selected resources automatically. A selection of several customers is shown before anything is changed.
renewals-all-matching = All { $n } that match…
renewals-all-title = All { $n } resources that match
renewals-all-means = On all pages of this list. The preview shows each resource with its price before anything is changed.
renewals-filter-window-past = Expired or frozen
renewals-means-renewed-elsewhere = The order was placed and then canceled, and nothing was paid. The resources have been renewed in another way since then.
renewals-next-renewed-elsewhere = Nothing more to do. Do not renew them again for the same period.
renewals-already-until = { $name }: already renewed until { $day }
renewals-renewed-here = renewed by us; HUAWEI CLOUD still says { $day }

renewals-filter-status = Status
renewals-any-status = Any status
resource-deletion-about = Data deleted about { $day } (est.)
resource-deletion-any-day = Data may be deleted any day (est.)
resource-deletion-after-freeze = Data deleted within 15 days of the freeze (est.)
resource-deletion-rule = Deletion days are estimates: after expiry a resource is usually in its grace period for 15 days, then frozen for 15 days (retention period), and then deleted. Resources that are frozen on expiry have no grace period. The periods depend on the customer level and the site.
renewals-filter-expires-from = Expires from
renewals-filter-expires-until = Expires to

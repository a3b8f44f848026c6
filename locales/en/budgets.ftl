# Budgets: the list, one budget, setting it.
budgets-all = Budgets
budgets-amount = Budget
budgets-any-level = Any usage
budgets-any-reseller = Any reseller
budgets-any-type = Any type
budgets-ask = Request approval
budgets-behaviour = When the budget is used up
budgets-behaviour-automatic = Freeze the account automatically
budgets-behaviour-automatic-means = HUAWEI CLOUD freezes the account as soon as the budget is used up.
budgets-behaviour-first-means = For a first budget this is the same as “Restrict purchases only”.
budgets-behaviour-keep = Keep the current setting
budgets-behaviour-keep-means = HUAWEI CLOUD does not report which of the two settings below is active.
budgets-behaviour-manual = Restrict purchases only
budgets-behaviour-manual-means = The customer cannot buy or renew. You decide whether to freeze the account.
budgets-bulk-act = Change
budgets-bulk-change = Change budgets…
budgets-bulk-dry-all = { $count ->
    [one] Preview for the 1 match
   *[other] Preview for all { $n } matches
}
budgets-bulk-dry-counted = Preview for { $n } selected
budgets-bulk-dry-means = The preview shows, row by row, what would change. Nothing is set until you confirm.
budgets-bulk-dry-selected = Preview for selected
budgets-bulk-kind = Budget type (only with “Set to an amount”)
budgets-bulk-kind-keep = Keep the current type
budgets-bulk-link = Bulk changes
budgets-bulk-percent = Increase by a percentage
budgets-bulk-percent-means = A row whose result has more decimals than the currency is skipped and listed in the preview.
budgets-bulk-raise = Increase by an amount
budgets-bulk-set = Set to an amount
budgets-bulk-title = Change budgets in bulk
budgets-bulk-value = Amount or percentage
budgets-bulk-value-hint = Above 0, at most two decimals. 1.500 and 1,500 are not accepted: enter 1500 or 1,500.00. +10 % increases each budget by 10 percent.
budgets-caption = Budgets of resale customers
budgets-change = Change budget
budgets-customer = Customer
budgets-exhausted-means = The budget is used up. The customer cannot buy or renew until the budget is increased or, for a monthly budget, until usage resets on the 1st of next month (est. 00:00 GMT+8).
budgets-history = Budget history
budgets-left = Remaining
budgets-left-to-spend = Remaining
budgets-levels = Customers by budget usage
budgets-lift = Also unfreeze the account
budgets-lift-account = The account is frozen. Even with a budget it cannot buy until it is unfrozen.
budgets-lift-resources = The account and its resources are frozen. HUAWEI CLOUD does not document whether this option also unfreezes resources. Check the account afterwards and, if needed, unfreeze it on the customer’s page.
budgets-monthly-means = Usage resets on the 1st of each month (est. 00:00 GMT+8). The budget stays the same.
budgets-new-amount = New budget
budgets-new-amount-hint = New total, not an increase. Above 0, at most two decimals. Enter 1500 or 1,500.00, not 1.500 or 1,500. A budget cannot be removed later, only changed.
budgets-no-records = No budget changes yet
budgets-no-records-why = Every change of this budget is listed here, no matter who made it.
budgets-none = No budgets yet
budgets-none-why = Resale customers and their budgets appear here after they are loaded from HUAWEI CLOUD.
budgets-overspent-by = Over budget by
budgets-package-means = One total amount. Usage never resets.
budgets-password-why = Required for budget increases of this size.
budgets-preview = After this change
budgets-preview-approval = Another person must approve an increase of this size. The request gets its own page, and nothing is set until then.
budgets-preview-same = No changes.
budgets-preview-spent = Usage has already reached this amount. The customer will not be able to buy.
budgets-preview-switched = The type changes, so usage is recounted. The remaining amount is known only afterwards.
budgets-record-at = Time
budgets-record-ended = Ended with the association
budgets-record-set = Budget set
budgets-record-system = HUAWEI CLOUD
budgets-record-what = Change
budgets-record-who = By
budgets-runs-out = Runs out (est.)
budgets-search = Customer name, account or ID
budgets-select-fewer = selected: too many at once
budgets-select-first = Select customers, or change all matches
budgets-selected = selected
budgets-set = Set budget
budgets-share = Used
budgets-share-used = { $share } used
budgets-title-calm = { $count ->
    [0] Budgets
    [one] 1 customer, below 90% of budget
   *[other] { $n } customers, none at 90% of budget or more
}
budgets-title-exhausted = { $count ->
    [0] No customers are out of budget
    [one] 1 customer is out of budget
   *[other] { $n } customers are out of budget
}
budgets-title-fine = { $count ->
    [one] 1 customer below 75% of budget
   *[other] { $n } customers below 75% of budget
}
budgets-title-matching = { $count ->
    [0] No matching customers
    [one] 1 matching customer
   *[other] { $n } matching customers
}
budgets-title-near = { $count ->
    [one] 1 of { $total } customers at 90% of budget or more
   *[other] { $n } of { $total } customers at 90% of budget or more
}
budgets-title-of = Budget of { $name }
budgets-title-of-exhausted = { $name }: out of budget
budgets-title-of-unset = { $name }: no budget
budgets-title-of-used = { $name }: { $share } of budget used
budgets-title-over75 = { $count ->
    [one] 1 customer at 75–90% of budget
   *[other] { $n } customers at 75–90% of budget
}
budgets-title-over90 = { $count ->
    [one] 1 customer at 90–100% of budget
   *[other] { $n } customers at 90–100% of budget
}
budgets-title-unset = { $count ->
    [one] 1 customer without a budget
   *[other] { $n } customers without a budget
}
budgets-to-customer = View customer
budgets-to-monthly = The switch takes effect immediately. The used amount becomes the amount spent this month.
budgets-to-package = The switch takes effect immediately. Only spending from this month on is counted.
budgets-type = Type
budgets-type-monthly = Monthly
budgets-type-none = No budget
budgets-type-package = One-time
budgets-unset-means = No budget is set. A resale customer cannot buy or renew without one.
budgets-used = Used amount
budgets-used-late = HUAWEI CLOUD reports the used amount about 10 minutes late and only approximately. It can exceed the budget.
budgets-filter-level = Usage
budgets-filter-type = Type
budgets-filter-reseller = Reseller
budgets-any-manager = Any account manager
budgets-filter-manager = Account manager
budgets-confirm-cut = Cut the budget
budgets-confirm-cut-used = The new budget is below the used amount of { $used }. The customer will not be able to buy.
budgets-confirm-cut-half = The new budget is less than half of the current budget.
budgets-rounding = Round up to (only with “Increase by a percentage”)
budgets-rounding-cent = Cent
budgets-rounding-exact = No rounding
budgets-rounding-fifty = Multiple of 50
budgets-rounding-one = Whole amount
budgets-rounding-ten = Multiple of 10
budgets-undo = Undo
budgets-chart = Remaining budget from { $from } to { $until }: readings, the forecast line, the reset and the day it runs out. The table has the readings as numbers.
budgets-chart-assumed = Before the first reading (est.)
budgets-chart-expected = Forecast (est.)
budgets-chart-last = Last reading
budgets-chart-read = Remaining
budgets-chart-reset = Reset (est.)
budgets-chart-runs-out = Runs out (est.)
budgets-forecast = Forecast
budgets-forecast-basis = { $count ->
    [one] 1 reading in { $span }
   *[other] { $n } readings in { $span }
}
budgets-forecast-even = spending is even
budgets-forecast-fair = Fair estimate: { $basis }, { $even }. In tests, 7 of 10 such forecasts came true.
budgets-forecast-good = Good estimate: { $basis }, { $even }. In tests, 9 of 10 such forecasts came true.
budgets-forecast-jumps = most of it was spent at a few moments
budgets-forecast-lasts = At this rate the budget lasts until usage resets on { $day } (est.).
budgets-forecast-next-lasts = Next month at the same rate: lasts the whole month (est.).
budgets-forecast-next-runs-out = Next month at the same rate: runs out about { $day } (est.).
budgets-forecast-rate = Average spending: { $amount } per day since { $since }.
budgets-forecast-rough = Rough estimate: { $basis }, { $even }.
budgets-forecast-runs-out = At this rate the budget runs out about { $day } (est.).
budgets-forecast-uneven = spending varies from day to day
budgets-forecast-unknown = too few to see a pattern
budgets-lasts = Lasts until the reset
budgets-no-forecast-early = No forecast yet: the budget was first read less than an hour ago.
budgets-no-forecast-far = At the current rate this budget lasts more than 10 years.
budgets-no-forecast-reset = No forecast yet: usage was reset less than a day ago (est. 00:00 GMT+8 on the 1st).
budgets-no-forecast-spent = No forecast: nothing has been spent since the count began.
budgets-no-forecast-type = No forecast: the type of this budget is unknown.
budgets-reading-at = Read at
budgets-readings = Last reading of each day
raise-and-pay = Increase to { $to } and pay
raise-and-pay-unknown = Increase budget and pay
raise-and-renew = Increase to { $to } and renew
raise-back-order = Back to the order without changing the budget
raise-back-renewal = Back to the renewal without changing the budget
raise-covered = The budget covers this. You can continue.
raise-done = The budget is set. Nothing has been paid yet.
raise-for-order = Order { $order } costs { $cost }.
raise-for-renewal = { $count ->
    [one] This renewal of 1 resource costs { $cost }.
   *[other] This renewal of { $count } resources costs { $cost }.
}
raise-no-cost = The price of this purchase cannot be loaded now, or there is nothing left to pay. Check it first.
raise-none = The customer has no budget, and this costs { $short }. HUAWEI CLOUD will probably reject the payment.
raise-on-order = Continue to payment
raise-on-renewal = Continue to renewal
raise-purpose = This increase is for:
raise-renewal = { $count ->
    [one] renewal of 1 resource
   *[other] renewal of { $count } resources
}
raise-short = The customer’s budget does not cover this order. Short by { $short }. HUAWEI CLOUD will probably reject the payment.
raise-short-renewal = The customer’s budget does not cover this renewal. Short by { $short }. HUAWEI CLOUD will probably reject the payment.
raise-short-period = { $period }: short by { $short }.
raise-then = After saving you return to the page you came from. Nothing is paid until you confirm it there.
raise-to = The budget is short by { $short }. { $exact } covers it exactly; the form below is filled with { $to }, rounded up to a multiple of 10.
raise-waits = Nothing is paid by approving it.
raise-who = A user of Partnerdesk who may change budgets can increase it.

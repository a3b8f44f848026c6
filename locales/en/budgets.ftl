# Budgets: the list, one budget, setting it.
budgets-all = Budgets
budgets-amount = Budget
budgets-any-level = Any level
budgets-any-reseller = Any reseller
budgets-any-type = Any type
budgets-ask = Ask for approval
budgets-behaviour = When the budget is used up
budgets-behaviour-automatic = Freeze the account automatically
budgets-behaviour-automatic-means = HUAWEI CLOUD freezes the account as soon as the budget is used up.
budgets-behaviour-first-means = With a first budget this means: restrict purchases only.
budgets-behaviour-keep = Leave as it is
budgets-behaviour-keep-means = The partner API does not tell which of the two below is in force now.
budgets-behaviour-manual = Restrict purchases only
budgets-behaviour-manual-means = The customer can neither buy nor renew; freezing the account is left to you.
budgets-bulk-act = What to do
budgets-bulk-change = Change in bulk…
budgets-bulk-dry-all = { $count ->
    [one] Show for the one that matches
   *[other] Show for all { $n } that match
}
budgets-bulk-dry-means = Shows first, row by row, what would change. Nothing is set before you confirm.
budgets-bulk-dry-selected = Show for the selected
budgets-bulk-kind = Type, when set to an amount
budgets-bulk-kind-keep = Leave as it is
budgets-bulk-link = Bulk and files
budgets-bulk-percent = Raise by percent
budgets-bulk-percent-means = Computed exactly, never rounded: a result of more than two decimals is left out, and shown.
budgets-bulk-raise = Raise by an amount
budgets-bulk-set = Set to an amount
budgets-bulk-title = Change budgets in bulk
budgets-bulk-value = Amount or percentage
budgets-bulk-value-hint = Above 0, at most two decimals.
budgets-caption = Budgets of resale customers
budgets-change = Change the budget
budgets-customer = Customer
budgets-exhausted-means = The budget is used up: purchases and renewals are refused until it is raised, or until the month begins for a monthly budget.
budgets-history = Adjustments
budgets-left = Left
budgets-left-to-spend = Left to spend
budgets-level = Level
budgets-levels = Budgets by level
budgets-lift = Lift the freeze of the account as well
budgets-lift-account = The account is frozen: even with a budget it cannot buy until the freeze is lifted.
budgets-lift-resources = Account and resources are frozen. Whether this lifts a freeze that includes resources is not documented: look at the account afterwards, and unfreeze it on the customer’s page if it does not.
budgets-monthly-means = The used amount starts again at 00:00 on day 1 of each month; the budget stays the same.
budgets-new-amount = New budget
budgets-new-amount-hint = The whole amount, not an addition. Above 0, at most two decimals. A budget cannot be taken away again, only changed.
budgets-no-records = No adjustment yet
budgets-no-records-why = Every setting of this budget will be listed here, whoever made it.
budgets-none = No budgets yet
budgets-none-why = Resale customers appear here with their budgets once they have been read from the partner.
budgets-overspent-by = Overspent by
budgets-package-means = One amount until it is used up; the used amount only grows and never starts again.
budgets-password-why = A raise of this size asks for it again.
budgets-preview = What will stand
budgets-preview-approval = Another person has to agree to a raise of this size first. It waits on a page of its own.
budgets-preview-same = This is what stands now.
budgets-preview-spent = This much is used already: the customer could not buy.
budgets-preview-switched = The type changes, so the used amount is counted anew. What is left shows only afterwards.
budgets-record-at = When
budgets-record-ended = Ended with the association
budgets-record-set = Set
budgets-record-system = HUAWEI CLOUD
budgets-record-what = What
budgets-record-who = By
budgets-reseller = Reseller
budgets-runs-out = Runs out (estimate)
budgets-search = Customer name, account or ID
budgets-select-fewer = Too many selected
budgets-select-first = Select budgets, or take all that match
budgets-selected = selected
budgets-set = Set a budget
budgets-share = Used
budgets-share-used = { $share } used
budgets-title-calm = { $count ->
    [0] Budgets
    [one] One budget, not near its end
   *[other] { $n } budgets, none over 90 %
}
budgets-title-exhausted = { $count ->
    [0] No budget is used up
    [one] One budget is used up
   *[other] { $n } budgets are used up
}
budgets-title-fine = { $count ->
    [one] One budget below 75 %
   *[other] { $n } budgets below 75 %
}
budgets-title-matching = { $count ->
    [0] No matching budget
    [one] One matching budget
   *[other] { $n } matching budgets
}
budgets-title-near = { $count ->
    [one] One of { $total } budgets over 90 %
   *[other] { $n } of { $total } budgets over 90 %
}
budgets-title-of = Budget of { $name }
budgets-title-of-exhausted = { $name }: budget used up
budgets-title-of-unset = { $name }: no budget
budgets-title-of-used = { $name }: { $share } used
budgets-title-over75 = { $count ->
    [one] One budget between 75 and 90 %
   *[other] { $n } budgets between 75 and 90 %
}
budgets-title-over90 = { $count ->
    [one] One budget between 90 and 100 %
   *[other] { $n } budgets between 90 and 100 %
}
budgets-title-unset = { $count ->
    [one] One customer without a budget
   *[other] { $n } customers without a budget
}
budgets-to-customer = Customer
budgets-to-monthly = Switching acts at once: the used amount becomes what was spent this month.
budgets-to-package = Switching acts at once: only what is spent from this month on is counted.
budgets-type = Type
budgets-type-monthly = Monthly
budgets-type-none = No budget
budgets-type-package = One-time
budgets-unset-means = No budget is set. A resale customer can neither buy nor renew without one.
budgets-used = Used amount
budgets-used-late = HUAWEI CLOUD reports the used amount about ten minutes late and approximately; it can pass the budget.

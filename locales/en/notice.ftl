# What was done.
notice-budget-set = The budget is set.
notice-frozen = The account is frozen.
notice-unfrozen = The freeze is lifted.
notice-order-cancelled = The order is cancelled.
notice-auto-renew-on = { $count ->
    [one] Auto-renewal is on for one resource.
   *[other] Auto-renewal is on for { $count } resources.
}
notice-auto-renew-off = { $count ->
    [one] Auto-renewal is off for one resource.
   *[other] Auto-renewal is off for { $count } resources.
}
notice-signed-out = You are signed out.
notice-user-added = The user is added.
notice-assigned = The assignments are saved.
notice-saved = Saved.

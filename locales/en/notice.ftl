# What was done.
notice-budget-set = Budget set.
notice-frozen = Account frozen.
notice-unfrozen = Account unfrozen.
notice-signed-out = You are signed out.
notice-user-added = User added.
notice-assigned = Customers assigned.
notice-saved = Saved.

# What was done.
notice-budget-set = The budget is set.
notice-frozen = The account is frozen.
notice-unfrozen = The freeze is lifted.
notice-signed-out = You are signed out.
notice-user-added = The user is added.
notice-assigned = The assignments are saved.
notice-saved = Saved.

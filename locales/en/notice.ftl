# What was done.
notice-budget-set = The budget is set.
notice-frozen = The account is frozen.
notice-unfrozen = The freeze is lifted.

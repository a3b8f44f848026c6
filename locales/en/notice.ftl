# What was done.
notice-budget-set = Budget set.
notice-frozen = Account frozen.
notice-unfrozen = Account unfrozen.

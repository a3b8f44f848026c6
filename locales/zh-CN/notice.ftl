# What was done.
notice-budget-set = 预算已设置。
notice-frozen = 账号已冻结。
notice-unfrozen = 账号已解冻。

# What was done.
notice-budget-set = 预算已设置。
notice-frozen = 账号已冻结。
notice-unfrozen = 账号已解冻。
notice-signed-out = 您已退出登录。
notice-user-added = 用户已添加。
notice-assigned = 客户已分配。
notice-saved = 已保存。

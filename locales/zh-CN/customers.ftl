# The list of customers.
customers-title = 客户
customers-all = { $count ->
   *[other] { $n } 个客户
}
customers-some = { $n } / { $all } 个客户
customers-exhausted = { $count ->
   *[other] { $n } 个客户预算已用尽
}
customers-over90 = { $count ->
   *[other] { $n } 个客户预算已用 90%–100%
}
customers-none = 暂无客户
customers-none-why = 客户与贵公司关联并从华为云读取后，将显示在此。业务经理只能查看管理员分配给自己的客户。
customers-caption = 客户列表
customers-name = 客户
customers-used = 预算已用
customers-left = 剩余
customers-waiting = 待支付订单
customers-expires = 最近到期
customers-state = 状态
customers-active = 正常
customers-search = 名称、账号、邮箱、电话或 ID
customers-any-budget = 全部预算状态
customers-any-frozen = 全部账号状态
customers-any-reseller = 全部云经销商
customers-filter-budget = 预算
customers-filter-frozen = 账号状态
customers-filter-frozen-account-and-resources = { badge-frozen-resources }
customers-filter-reseller = 云经销商
customers-any-manager = 全部客户经理
customers-filter-manager = 客户经理

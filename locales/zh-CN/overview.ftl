# The first page.
overview-title-unknown = { $count ->
   *[other] { $n } 项操作结果未知
}
overview-title-exhausted = { $count ->
   *[other] { $n } 个客户预算已用尽
}
overview-title-orders = { $count ->
   *[other] { $n } 个订单待支付
}
overview-title-calm = 今天没有待处理事项
overview-exhausted = 预算已用尽
overview-over90 = { $n } 个超过 90%
overview-over75 = { $n } 个超过 75%
overview-unset = { $n } 个未设置
overview-waiting = 待支付订单
overview-expiring = 30 天内到期
overview-expiring-note = 未开通自动续费的资源
overview-quota = 剩余消费额度
overview-quota-used = 已用 { $total } 的 { $share }
overview-quota-not-yours = 额度涵盖全部客户，您只能看到分配给您的客户。
overview-quota-unread = 暂时无法从伙伴接口读取。
overview-unsettled = 以下操作是否已执行尚不确定。系统不会自行重发，会持续查询订单。
overview-approvals = 以下支付正在等待另一位人员同意，尚未发出。
overview-raises = 以下预算提高正在等待另一位人员同意，尚未设置。
overview-raise-of = { $count ->
   *[other] 提高 { $n } 个预算
}
overview-asked-by = { $name } 于 { $when } 提交
overview-payment-of = 支付订单 { $order }
overview-renewal-of = 续费 { $count } 个资源
overview-since = 始于 { $when }
overview-orders = 待支付的订单
overview-orders-none = 没有待支付的订单。
overview-order = 客户
overview-amount = 折后金额
overview-pay-until = 支付截止
overview-action = 操作
overview-pay = 支付
overview-look = 查看
overview-all = 全部 { $n } 个
overview-budgets = 即将用尽的预算
overview-budgets-none = 没有即将用尽的预算。
overview-all-budgets = 全部预算
overview-customer = 客户
overview-used = 已用
overview-left = 剩余
overview-set-budget = 设置预算
overview-runs-out = 预计 { $day } 用尽
overview-renewals = 最近到期的资源
overview-renewals-none = 30 天内没有资源到期。
overview-resource = 资源
overview-service = 云服务
overview-expires = 到期时间
overview-price = 查询价格
overview-weeks = 未来十二周内每周到期的资源数

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
overview-exhausted = 预算已用尽的客户
overview-over90 = { $n } 个已用 90%–100%
overview-over75 = { $n } 个已用 75%–90%
overview-unset = { $n } 个未设置预算
overview-waiting = 待支付订单
overview-expiring = 30 天内到期
overview-expiring-note = 未开通自动续费
overview-quota = 剩余消费配额
overview-quota-used = 已用 { $share }，总额 { $total }
overview-quota-not-yours = 消费配额由贵公司的全部客户共用，而您只能查看分配给您的客户。
overview-quota-unread = 无法从华为云读取。
overview-unsettled = 以下操作结果未知：可能已执行，也可能未执行。请勿重复操作。系统会持续查询订单，不会自动重发请求。
overview-approvals = 待审批，尚未支付。
overview-raises = 待审批，尚未调整任何预算。
overview-raise-of = { $count ->
   *[other] 调高 { $n } 个客户的预算
}
overview-asked-by = { $name } 于 { $when } 提交
overview-payment-of = 支付订单 { $order }
overview-renewal-of = 续费 { $count } 个资源
overview-since = 始于 { $when }
overview-orders = 待支付订单
overview-orders-none = 没有待支付的订单。
overview-order = 客户
overview-amount = 折后价
overview-pay-until = 支付截止时间
overview-action = 操作
overview-look = 查看
overview-all = 查看全部 { $n } 个
overview-budgets = 即将用尽的预算
overview-budgets-none = 没有即将用尽的预算。
overview-all-budgets = 查看全部预算
overview-customer = 客户
overview-used = 已用
overview-left = 剩余
overview-set-budget = 设置预算
overview-runs-out = 预计 { $day } 用尽
overview-renewals = 即将到期的资源
overview-renewals-none = 30 天内没有未开通自动续费的资源到期。
overview-resource = 资源
overview-service = 云服务
overview-expires = 到期时间
overview-price = 查询价格
overview-weeks = 未来 12 周每周到期的资源数（未开通自动续费）
overview-auto-renewal = 自动续费
overview-ended = 您最近 3 天内已结束的申请
overview-title-incomplete = 未能从华为云加载全部数据
overview-all-uncounted = 查看全部

overview-lasts = 可用到 { $day }（预计）
overview-jobs = 待审批。目前未支付或变更任何内容。

overview-title-risk = { $count ->
   *[other] { $n } 个资源已过期或已冻结，数据存在删除风险
}
overview-risks = 数据删除风险
overview-risk-status = 状态
overview-risk-expired = 到期时间
overview-payable = { $n } 个可支付
overview-not-payable = { $n } 个暂不可支付

# 客户交接。
hand-over-title = 交接客户
hand-over-means = 先列出未完成事项，双方均可查看。
hand-over-of = 交接 { $name } 的客户
hand-over-from = 交出人
hand-over-show = 显示客户
hand-over-to = 接手人
hand-over-none = { $name } 没有负责或协助的客户。
hand-over-customers = 客户
hand-over-not-all-shown = 列出了 { $all } 个客户中的前 { $n } 个。
hand-over-rules = 同时更改把客户分配给此人的规则
hand-over-rules-hint = 仅在交接全部客户时可选。客户经理：{ $managers }。否则其新客户仍分配给此人。
hand-over-note = 备注
hand-over-note-hint = 接手人需要了解的事项。双方都能看到。最多 500 个字符。
hand-over-follows = 立即生效。{ $name } 不再负责这些客户。双方会在概览中看到此次交接。
hand-over-some = { $count ->
   *[other] 交接全部 { $n } 个客户
}
hand-over-selected = 交接所选客户
hand-over-latest = 最近的交接
hand-over-head = { $count ->
   *[other] { $n } 个客户已由 { $from } 交接给 { $to }
}
hand-over-made-by = 操作人：{ $name }
hand-over-rules-moved = 现在把客户分配给 { $name } 的规则：{ $managers }
hand-over-as-it-was = 以下内容为交接时的状态。
hand-over-open = 未完事项
hand-over-open-none = 这些客户没有未完事项。
hand-over-intents = { $count ->
   *[other] { $n } 项待审批或结果未知
}
hand-over-orders = { $count ->
   *[other] { $n } 个待支付订单
}
hand-over-budgets = { $count ->
   *[other] { $n } 个预算即将用尽
}
hand-over-expiries = { $count ->
   *[other] { $n } 个资源在 30 天内到期
}
hand-over-follow-ups = { $count ->
   *[other] 此人的 { $n } 个跟进事项，将一并转交
}
hand-over-jobs = { $count ->
   *[other] { $n } 个进行中的任务
}
hand-over-more = 还有 { $n } 项未列出。
hand-over-order = 订单
hand-over-amount = 金额
hand-over-deadline = 支付截止时间
hand-over-left = 剩余
hand-over-resource = 资源
hand-over-expires = 到期时间
hand-over-what = 事项
hand-over-stage = 状态
hand-over-who = 发起人
hand-over-kind-pay = 支付
hand-over-kind-renew = 续费
hand-over-kind-change = 变更
hand-over-job = 任务
hand-over-rows = 行数
hand-over-notices = 客户已交接。
hand-over-taken = { $count ->
   *[other] { $name } 的 { $n } 个客户现在由您负责
}
hand-over-given = { $count ->
   *[other] 您的 { $n } 个客户已交接给 { $name }
}
hand-over-dismiss = 关闭
hand-over-dismiss-page = 从我的概览中移除
hand-over-choose = 或选择其中一部分

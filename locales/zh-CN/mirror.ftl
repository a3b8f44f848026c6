# 已从华为云读取的内容，以及未能读取的内容。
mirror-part-customers = 客户
mirror-part-budgets = 预算
mirror-part-orders = 订单
mirror-part-resources = 包年/包月资源
mirror-customers-unread = 正在首次从华为云加载您的客户
mirror-customers-failed = 无法从华为云加载您的客户
mirror-unread = { $count ->
   *[other] { $part }：{ $all } 个客户中有 { $n } 个未知
}
mirror-failed = { $count ->
   *[other] { $part }：{ $all } 个客户中有 { $n } 个更新失败
}
mirror-part-failed = { $part }：更新失败
mirror-of = { $count ->
   *[other] { $n } 个客户的{ $part }：
}
mirror-agency-all = { $all } 个客户中有 { $n } 个以同样方式失败，且没有一个能够加载：Partnerdesk 中设置的委托名称可能有误。Partnerdesk 管理员可以更正：设置项 PARTNERDESK_AGENCY。否则，每个客户都需要在华为云控制台中创建委托。
mirror-tried-again = Partnerdesk 会自动重试：首次在 30 秒后，之后间隔逐渐变长。
mirror-being-read = Partnerdesk 正在逐个加载。请稍后刷新本页。
mirror-at-least = 至少 { $n }
mirror-not-known = 未知：无法从华为云加载。
mirror-not-counted = { $count ->
   *[other] 未能计入 { $n } 个客户。
}
mirror-none-known = 未知
mirror-none-matching = 已知数据中没有匹配项
mirror-none-known-why = 这并不表示没有数据。未能加载的内容及原因见上方。
mirror-status = 本地副本
mirror-status-part = 数据
mirror-status-read = 更新时间
mirror-status-customers = 客户
mirror-status-unread = 未知
mirror-status-failing = 更新失败
mirror-status-code = 错误码
mirror-refresh = 刷新

# Budgets: the list, one budget, setting it.
budgets-all = 预算
budgets-amount = 预算金额
budgets-any-level = 全部使用率
budgets-any-reseller = 全部云经销商
budgets-any-type = 全部类型
budgets-ask = 提交审批
budgets-behaviour = 预算用尽时
budgets-behaviour-automatic = 自动冻结账号
budgets-behaviour-automatic-means = 预算用尽后，华为云立即自动冻结账号。
budgets-behaviour-first-means = 首次设置预算时，等同于“仅限制购买”。
budgets-behaviour-keep = 保持当前设置
budgets-behaviour-keep-means = 华为云不提供当前生效的是以下哪一种设置。
budgets-behaviour-manual = 仅限制购买
budgets-behaviour-manual-means = 客户无法购买和续费，是否冻结账号由您决定。
budgets-bulk-act = 调整方式
budgets-bulk-change = 批量调整预算…
budgets-bulk-dry-all = { $count ->
   *[other] 预览全部 { $n } 个符合条件的客户
}
budgets-bulk-dry-counted = 预览所选的 { $n } 个客户
budgets-bulk-dry-means = 先逐行预览将发生的变化。在您确认之前，不会设置任何预算。
budgets-bulk-dry-selected = 预览所选客户
budgets-bulk-kind = 预算类型（仅用于“设为指定金额”）
budgets-bulk-kind-keep = 保持当前类型
budgets-bulk-link = 批量调整
budgets-bulk-percent = 按百分比调高
budgets-bulk-percent-means = 结果的小数位数超过该币种时，该行会被跳过，并在预览中列出。
budgets-bulk-raise = 调高指定金额
budgets-bulk-set = 设为指定金额
budgets-bulk-title = 批量调整预算
budgets-bulk-value = 金额或百分比
budgets-bulk-value-hint = 大于 0，最多两位小数。1.500 和 1,500 不予接受：请输入 1500 或 1,500.00。 输入 +10 % 表示各预算调高 10%。
budgets-caption = 转售类客户的预算
budgets-change = 调整预算
budgets-customer = 客户
budgets-exhausted-means = 预算已用尽，客户无法购买和续费。请调高预算；如为月度预算，也可等待下月 1 日重新累计（预计 00:00 GMT+8）。
budgets-history = 预算调整记录
budgets-left = 剩余
budgets-left-to-spend = 剩余
budgets-levels = 按预算使用率统计的客户数
budgets-lift = 同时解冻账号
budgets-lift-account = 账号已冻结。即使设置了预算，解冻之前也无法购买。
budgets-lift-resources = 账号及资源均已冻结。华为云文档未说明此选项是否同时解冻资源。请在设置后检查账号状态，如仍冻结，请在客户页面解冻。
budgets-monthly-means = 已用金额每月 1 日重新累计（预计 00:00 GMT+8），预算金额不变。
budgets-new-amount = 新预算金额
budgets-new-amount-hint = 这是新的总额，不是增加额。大于 0，最多两位小数。请输入 1500 或 1,500.00，不要输入 1.500 或 1,500。预算之后不能删除，只能修改。
budgets-no-records = 暂无调整记录
budgets-no-records-why = 该预算的每次调整都会列在这里，无论由谁操作。
budgets-none = 暂无预算
budgets-none-why = 转售类客户及其预算从华为云读取后，将显示在此。
budgets-overspent-by = 超出预算
budgets-package-means = 一次性总额度，已用金额不会重新累计。
budgets-password-why = 调高此额度需要验证。
budgets-preview = 调整后
budgets-preview-approval = 调高此额度须由另一位人员批准。申请有单独的页面，批准之前不会设置任何预算。
budgets-preview-same = 没有变化。
budgets-preview-spent = 已用金额已达到该数额，设置后客户将无法购买。
budgets-preview-switched = 预算类型改变后，已用金额将重新计算。剩余金额须在设置后才能得知。
budgets-record-at = 时间
budgets-record-ended = 随关联关系解除而终止
budgets-record-set = 设置预算
budgets-record-system = 华为云系统
budgets-record-what = 操作
budgets-record-who = 操作人
budgets-runs-out = 预计用尽时间
budgets-search = 客户名称、账号名或客户 ID
budgets-select-fewer = 个已选，超出单次上限
budgets-select-first = 请选择客户，或调整全部符合条件的客户
budgets-selected = 个已选
budgets-set = 设置预算
budgets-share = 已用比例
budgets-share-used = 已用 { $share }
budgets-title-calm = { $count ->
    [0] 预算
   *[other] { $n } 个客户，预算使用率均低于 90%
}
budgets-title-exhausted = { $count ->
    [0] 没有预算已用尽的客户
   *[other] { $n } 个客户预算已用尽
}
budgets-title-fine = { $count ->
   *[other] { $n } 个客户预算使用率低于 75%
}
budgets-title-matching = { $count ->
    [0] 没有符合条件的客户
   *[other] { $n } 个符合条件的客户
}
budgets-title-near = { $count ->
   *[other] { $total } 个客户中有 { $n } 个预算使用率达到 90%
}
budgets-title-of = { $name } 的预算
budgets-title-of-exhausted = { $name }：预算已用尽
budgets-title-of-unset = { $name }：未设置预算
budgets-title-of-used = { $name }：预算已用 { $share }
budgets-title-over75 = { $count ->
   *[other] { $n } 个客户预算已用 75%–90%
}
budgets-title-over90 = { $count ->
   *[other] { $n } 个客户预算已用 90%–100%
}
budgets-title-unset = { $count ->
   *[other] { $n } 个客户未设置预算
}
budgets-to-customer = 查看客户
budgets-to-monthly = 切换后立即生效：已用金额变为本月至今的消费金额。
budgets-to-package = 切换后立即生效：仅累计本月起的消费。
budgets-type = 预算类型
budgets-type-monthly = 月度预算
budgets-type-none = 未设置预算
budgets-type-package = 一次性预算
budgets-unset-means = 未设置预算。转售类客户没有预算时，无法购买和续费。
budgets-used = 已用金额
budgets-used-late = 华为云提供的已用金额约有 10 分钟延迟，且为近似值，可能超过预算金额。
budgets-filter-level = 使用率
budgets-filter-type = 预算类型
budgets-filter-reseller = 云经销商
budgets-any-manager = 全部客户经理
budgets-filter-manager = 客户经理
budgets-confirm-cut = 确认降低预算
budgets-confirm-cut-used = 新预算低于已用金额 { $used }，客户将无法购买。
budgets-confirm-cut-half = 新预算不到当前预算的一半。
budgets-rounding = 向上取整到（仅用于“按百分比提高”）
budgets-rounding-cent = 分
budgets-rounding-exact = 不取整
budgets-rounding-fifty = 50 的倍数
budgets-rounding-one = 整数
budgets-rounding-ten = 10 的倍数
budgets-undo = 撤销
budgets-chart = { $from } 至 { $until } 的剩余预算：读数、预测线、重置时间和预计用尽时间。表格列出读数。
budgets-chart-assumed = 首次读数之前（预计）
budgets-chart-expected = 预测（预计）
budgets-chart-last = 最近读数
budgets-chart-read = 剩余
budgets-chart-reset = 重置（预计）
budgets-chart-runs-out = 用尽（预计）
budgets-forecast = 预测
budgets-forecast-basis = { $count ->
   *[other] { $span }内 { $n } 次读数
}
budgets-forecast-even = 消费均匀
budgets-forecast-fair = 估计较可靠：{ $basis }，{ $even }。测试中此类预测 10 次有 7 次准确。
budgets-forecast-good = 估计可靠：{ $basis }，{ $even }。测试中此类预测 10 次有 9 次准确。
budgets-forecast-jumps = 消费集中在少数时刻
budgets-forecast-lasts = 按此速度，预算可用到 { $day } 重置（预计）。
budgets-forecast-next-lasts = 下月按相同速度：可用满全月（预计）。
budgets-forecast-next-runs-out = 下月按相同速度：约 { $day } 用尽（预计）。
budgets-forecast-rate = 平均消费：自 { $since } 起每天 { $amount }。
budgets-forecast-rough = 粗略估计：{ $basis }，{ $even }。
budgets-forecast-runs-out = 按此速度，预算约 { $day } 用尽（预计）。
budgets-forecast-uneven = 每天消费不均
budgets-forecast-unknown = 次数太少，看不出规律
budgets-lasts = 可用到重置
budgets-no-forecast-early = 暂无预测：首次读取预算不到一小时。
budgets-no-forecast-far = 按当前速度，该预算可用 10 年以上。
budgets-no-forecast-reset = 暂无预测：已用金额重置不到一天（预计每月 1 日 00:00 GMT+8）。
budgets-no-forecast-spent = 无预测：开始统计以来没有消费。
budgets-no-forecast-type = 无预测：预算类型未知。
budgets-reading-at = 读取时间
budgets-readings = 每天的最后读数
raise-and-pay = 增加到 { $to } 并支付
raise-and-pay-unknown = 增加预算并支付
raise-and-renew = 增加到 { $to } 并续费
raise-back-order = 不修改预算，返回订单
raise-back-renewal = 不修改预算，返回续费
raise-covered = 预算足够，可以继续。
raise-done = 预算已设置，尚未支付。
raise-for-order = 订单 { $order } 金额为 { $cost }。
raise-for-renewal = 本次续费 { $count } 个资源，金额为 { $cost }。
raise-no-cost = 目前无法加载此次购买的价格，或已无需支付。请先检查。
raise-none = 客户没有预算，而本次需要 { $short }。华为云很可能会拒绝支付。
raise-on-order = 继续支付
raise-on-renewal = 继续续费
raise-purpose = 此次增加用于：
raise-renewal = 续费 { $count } 个资源
raise-short = 客户的预算不足以支付此订单，还差 { $short }。华为云很可能会拒绝支付。
raise-short-renewal = 客户的预算不足以支付此次续费，还差 { $short }。华为云很可能会拒绝支付。
raise-short-period = { $period }：还差 { $short }。
raise-then = 保存后返回原页面。在该页面确认之前不会支付。
raise-to = 预算还差 { $short }。{ $exact } 正好足够；下面的表单已填入 { $to }（向上取整到 10 的倍数）。
raise-waits = 审批本身不会支付任何费用。
raise-who = 可由有权修改预算的 Partnerdesk 用户增加。

# Budgets: the list, one budget, setting it.
budgets-all = 预算
budgets-amount = 预算金额
budgets-any-level = 全部使用程度
budgets-any-reseller = 全部二级经销商
budgets-any-type = 全部类型
budgets-ask = 提交批准
budgets-behaviour = 预算用尽时
budgets-behaviour-automatic = 自动冻结账号
budgets-behaviour-automatic-means = 预算一旦用尽，华为云即自动冻结该账号。
budgets-behaviour-first-means = 首次设置预算时，等同于“仅限制购买”。
budgets-behaviour-keep = 保持不变
budgets-behaviour-keep-means = 伙伴接口不返回当前生效的是以下哪一种。
budgets-behaviour-manual = 仅限制购买
budgets-behaviour-manual-means = 客户无法购买和续费；是否冻结账号由您决定。
budgets-bulk-act = 操作
budgets-bulk-change = 批量调整…
budgets-bulk-dry-all = { $count ->
   *[other] 查看全部 { $n } 个符合条件的
}
budgets-bulk-dry-means = 先逐行显示将发生的变化，确认之前不会设置任何预算。
budgets-bulk-dry-selected = 查看所选的
budgets-bulk-kind = 类型（设为指定金额时）
budgets-bulk-kind-keep = 保持不变
budgets-bulk-link = 批量与文件
budgets-bulk-percent = 按百分比调高
budgets-bulk-percent-means = 精确计算，不做舍入：结果超过两位小数的不参与设置，并会列出。
budgets-bulk-raise = 调高指定金额
budgets-bulk-set = 设为指定金额
budgets-bulk-title = 批量调整预算
budgets-bulk-value = 金额或百分比
budgets-bulk-value-hint = 大于 0，最多两位小数。
budgets-caption = 转售类客户的预算
budgets-change = 调整预算
budgets-customer = 客户
budgets-exhausted-means = 预算已用尽：调高预算之前（月度预算则在进入下月之前），购买和续费会被拒绝。
budgets-history = 调整记录
budgets-left = 剩余
budgets-left-to-spend = 剩余可用
budgets-level = 使用程度
budgets-levels = 按使用程度统计的预算
budgets-lift = 同时解冻账号
budgets-lift-account = 该账号已冻结：即使有预算，解冻之前也无法购买。
budgets-lift-resources = 账号及资源均已冻结。此操作能否解除包含资源的冻结，官方文档未说明：请在设置后查看账号状态，如仍冻结，请在客户页面解冻。
budgets-monthly-means = 已用金额在每月 1 日 00:00 重新累计，预算金额保持不变。
budgets-new-amount = 新预算金额
budgets-new-amount-hint = 填写总额而非追加额。须大于 0，最多两位小数。预算设置后只能调整，不能取消。
budgets-no-records = 暂无调整记录
budgets-no-records-why = 该预算的每次设置都会列在这里，无论由谁操作。
budgets-none = 暂无预算
budgets-none-why = 从伙伴接口读取后，转售类客户及其预算会显示在这里。
budgets-overspent-by = 超支
budgets-package-means = 用完为止的总额度；已用金额只增不减，不会重新累计。
budgets-password-why = 提高到此额度需要再次输入密码。
budgets-preview = 设置后的结果
budgets-preview-approval = 提高到此额度需先由另一位人员同意，申请会在单独的页面等待。
budgets-preview-same = 与当前预算相同。
budgets-preview-spent = 已用金额已达到该数额：设置后客户将无法购买。
budgets-preview-switched = 预算类型改变后，已用金额将重新计算，剩余金额须在设置后才能得知。
budgets-record-at = 时间
budgets-record-ended = 随关联关系解除而终止
budgets-record-set = 设置
budgets-record-system = 华为云系统
budgets-record-what = 操作
budgets-record-who = 操作人
budgets-reseller = 二级经销商
budgets-runs-out = 预计用尽时间
budgets-search = 客户名称、账号名或客户 ID
budgets-select-fewer = 所选过多
budgets-select-first = 请选择预算，或取全部符合条件的
budgets-selected = 个已选
budgets-set = 设置预算
budgets-share = 已用比例
budgets-share-used = 已用 { $share }
budgets-title-calm = { $count ->
    [0] 预算
   *[other] { $n } 个预算，均未超过 90%
}
budgets-title-exhausted = { $count ->
    [0] 没有已用尽的预算
   *[other] { $n } 个预算已用尽
}
budgets-title-fine = { $count ->
   *[other] { $n } 个预算低于 75%
}
budgets-title-matching = { $count ->
    [0] 没有符合条件的预算
   *[other] { $n } 个符合条件的预算
}
budgets-title-near = { $count ->
   *[other] { $total } 个预算中有 { $n } 个超过 90%
}
budgets-title-of = { $name } 的预算
budgets-title-of-exhausted = { $name }：预算已用尽
budgets-title-of-unset = { $name }：未设置预算
budgets-title-of-used = { $name }：预算已用 { $share }
budgets-title-over75 = { $count ->
   *[other] { $n } 个预算已用 75%–90%
}
budgets-title-over90 = { $count ->
   *[other] { $n } 个预算已用 90%–100%
}
budgets-title-unset = { $count ->
   *[other] { $n } 个客户未设置预算
}
budgets-to-customer = 客户详情
budgets-to-monthly = 切换立即生效：已用金额变为本月至今的消费。
budgets-to-package = 切换立即生效：仅累计切换当月起的消费。
budgets-type = 预算类型
budgets-type-monthly = 月度预算
budgets-type-none = 未设置预算
budgets-type-package = 一次性预算
budgets-unset-means = 未设置预算。转售类客户没有预算时无法购买和续费。
budgets-used = 已用金额
budgets-used-late = 华为云提供的已用金额约有十分钟延迟且为近似值，可能超过预算金额。

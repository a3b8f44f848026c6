# Budgets in bulk: the file, previews, jobs and their rows.
bulk-after = 调整后
bulk-approve = { $count ->
   *[other] 批准并设置 { $n } 个预算：{ $sums }
}
bulk-approved-by = 批准人
bulk-ask = { $count ->
   *[other] 提交 { $n } 个预算的审批：{ $sums }
}
bulk-ask-means = 调高的总额超出您的权限，须由另一位人员批准。批准之前不会设置任何预算。
bulk-before = 调整前
bulk-budgets = 预算数
bulk-cancel = 取消剩余部分…
bulk-cancel-confirm = 取消剩余部分
bulk-cancel-means = 已设置的预算保持不变，之后可以撤销。剩余的预算不再设置。
bulk-cancel-title = 确定取消剩余的预算？
bulk-change = 变化
bulk-compared-again = 设置每个预算之前，系统会再次读取并比对。期间已变化的预算将被跳过。
bulk-confirm = { $count ->
   *[other] 设置 { $n } 个预算：{ $sums }
}
bulk-confirm-means = 系统在华为云的流控限制内逐个设置预算。期间可以暂停、取消和撤销。
bulk-confirmed-at = 确认时间
bulk-confirmed-by = 确认人
bulk-currency = 币种
bulk-decided-nobody = 未及时批准
bulk-declined-by = 拒绝人
bulk-declined-means = 申请已被拒绝或撤回，或一天内未获批准。未设置任何预算，您可以随时重新预览。
bulk-download = 下载结果（CSV）
bulk-download-dry = 下载明细（CSV）
bulk-dry-at = 预览时间
bulk-ended-at = 结束时间
bulk-file = 上传文件
bulk-file-choose = CSV 或 Excel 文件（.xlsx）
bulk-file-dry = 预览变化
bulk-file-limits = 最多 { $megabytes } MB、{ $rows } 行。
bulk-file-paste = 或直接粘贴各行
bulk-file-paste-hint = 须包含表头行。仅在未选择文件时使用，限制相同。
bulk-file-again = 文件不会保留，请重新选择文件 { $name }。
bulk-format = 文件格式
bulk-format-again = 从预算列表或任务导出的文件修改后可以再次上传。文件中的名称、账号名和币种必须与客户一致，其他列会被忽略。列之间可用逗号、分号或制表符分隔，也可使用只有一个工作表的 Excel 文件。列名上方的标题行会被跳过。
bulk-format-amount = 新的预算总额，例如 1500、1,500.50 或 1.500,50。像 1.500 这样的金额有两种含义，不予接受。
bulk-format-customer = 客户 ID、账号名，或不重名的客户名称。列名也可以是 customer_id。
bulk-format-example = 文件示例
bulk-format-freeze = 预算用尽时的处理方式：manual（仅限制购买）、automatic（自动冻结账号），留空则保持当前设置。
bulk-format-type = monthly（月度预算）、one-time（一次性预算），留空则保持当前类型。
bulk-jobs = 最近的任务
bulk-kind-file = 通过文件设置
bulk-kind-percent = 调高 { $value }%
bulk-kind-raise = 调高 { $value }
bulk-kind-set = 设为 { $value }
bulk-kind-undo = 撤销
bulk-known = 详情
bulk-left-out = { $count ->
   *[other] 跳过 { $n } 行
}
bulk-line = 第 { $line } 行
bulk-none = 暂无任务
bulk-none-why = 在预算列表中选择客户，或上传文件。每个任务及其结果都会保留在这里。
bulk-note-changed = 预算当时已变为 { $amount }，未作调整。
bulk-note-lift = 同时解冻账号。
bulk-note-not-done = 响应丢失，原预算仍然有效。请求未重发。
bulk-note-stood = 预算已是该值，未发送请求。
bulk-note-tried = { $count ->
   *[other] 预算读取失败 { $count } 次，系统将再次尝试。
}
bulk-note-unknown = 响应丢失。系统会持续查询预算直到结果确定，不会重复发送。
bulk-nothing = 没有变化。
bulk-out-ambiguous = 有多个同名客户
bulk-out-amount-empty = 未填写金额
bulk-out-amount-not-a-number = 金额格式不正确
bulk-out-amount-not-positive = 金额须大于 0
bulk-out-amount-too-large = 超过 2,147,483,647
bulk-out-amount-too-precise = 小数位数超过该币种的位数，或超过两位
bulk-out-cell-too-long = 单元格内容超过 { $most } 个字符
bulk-out-frozen = 账号已冻结，请先解冻
bulk-out-moved = 该任务之后预算已变化
bulk-out-no-budget = 原先没有预算，无法调高或取消
bulk-out-not-found = 您的客户中没有该客户
bulk-out-not-resale = 不是转售类客户
bulk-out-same = 预算已是该值
bulk-out-twice = 多行为同一客户
bulk-out-unread = 无法读取其预算
bulk-out-wrong-freeze = freeze 列应为 manual 或 automatic
bulk-out-wrong-type = type 列应为 monthly 或 one-time
bulk-password-why = 调高此额度需要验证密码。
bulk-pause = 暂停
bulk-paused-means = 继续之前不会再发送任何请求。
bulk-progress = { $skipped ->
    [0] 已处理 { $ended } / { $n }
   *[other] 已处理 { $ended } / { $n }，跳过 { $skipped }
}
bulk-progress-label = 进度
bulk-read-live = 当前预算于 { $age }前从华为云读取。
bulk-read-mirror = { $count ->
   *[other] { $n } 个当前预算无法读取，使用上次读取的值，最早读取于 { $age }前。
}
bulk-result = 结果
bulk-resume = 继续
bulk-row-cancelled = 已取消
bulk-row-changed = 预览后已变化
bulk-row-done = 已设置
bulk-row-left-out = 已跳过
bulk-row-not-done = 未设置
bulk-row-refused = 被拒绝
bulk-row-sent = 已发送
bulk-row-unknown = 结果未知
bulk-row-waiting = 等待中
bulk-row-would = 将调整
bulk-rows = 逐行结果
bulk-rows-dry = 逐行预览
bulk-select-instead = 在列表中选择客户
bulk-state = 状态
bulk-state-cancelled = 已取消
bulk-state-declined = 未批准
bulk-state-done = 已结束
bulk-state-draft = 预览
bulk-state-paused = 已暂停
bulk-state-running = 进行中
bulk-state-waiting = 待审批
bulk-states = 按状态统计的行数
bulk-sum-after = 调整后合计
bulk-sum-before = 调整前合计
bulk-sums = 合计
bulk-title = 批量调整预算
bulk-title-all = { $count ->
   *[other] { $n } 个预算已全部设置
}
bulk-title-cancelled = 已取消：共 { $n } 个预算，已设置 { $done } 个
bulk-title-declined = { $count ->
   *[other] 未批准：{ $n } 个预算未调整
}
bulk-title-done = 共 { $n } 个预算，已设置 { $done } 个
bulk-title-draft = { $count ->
    [0] 预览：没有变化
   *[other] 预览：共 { $all } 个预算，将调整 { $n } 个
}
bulk-title-paused = 已暂停：共 { $n } 个预算，已设置 { $done } 个
bulk-title-running = 正在设置预算：共 { $n } 个，已设置 { $done } 个
bulk-title-waiting = { $count ->
   *[other] 待审批：共 { $all } 个预算，将调整 { $n } 个
}
bulk-to-entry = 查看操作记录
bulk-undo = { $count ->
   *[other] 撤销 { $n } 个预算…
}
bulk-undo-means = 先显示预览。仅恢复仍为本任务所设值的预算。
bulk-undoes = 所撤销的任务
bulk-undone-by = 撤销任务
bulk-unknown-means = { $count ->
   *[other] { $n } 个预算的结果未知。系统会再次查询，不会重复发送。
}
bulk-used = 已用：{ $used }（{ $share }）
bulk-waiting-means = 须由另一位有权设置预算、且能查看这些客户的人员批准，申请会显示在其总览页面。尚未设置任何预算。申请一天后失效。
bulk-what = 调整内容
bulk-when = 时间
bulk-who = 操作人
budgets-bulk-filter-job = 批量任务
budgets-bulk-filter-state = 状态
bulk-cuts = { $count ->
   *[other] 有 { $n } 个预算被降到已用金额以下，或降幅超过一半。确认前请检查。
}
bulk-cut-half = 降幅超过一半
bulk-cut-used = 低于已用金额 { $used }：客户将无法购买
bulk-freeze = 预算用尽时：{ $before } → { $after }
bulk-freeze-unknown = 当前设置未知
bulk-kind-percent-rounded = 提高 { $value }%，向上取整（{ $to }）
bulk-out-amount-ambiguous = 金额有歧义：分隔符可能表示千位，也可能表示小数
bulk-out-formula = 该行包含公式：请将结果粘贴为数值
bulk-out-id-rounded = 电子表格把该 ID 转成了数字，末尾数字已丢失：请将该列设为文本格式后重新输入 ID
bulk-out-other-account = 文件中的账号名与该 ID 的客户不符
bulk-out-other-currency = 文件中的币种与该预算的币种不符
bulk-out-other-name = 文件中的名称与该 ID 的客户不符
bulk-out-row-too-long = 该行的单元格多于列数：含逗号的金额请加引号
bulk-read-text = 文件按 { $encoding } 文本读取，分隔符为{ $separator }，列名在第 { $header } 行。
bulk-read-workbook = { $hidden ->
    [0] 已读取 Excel 工作表“{ $sheet }”，列名在第 { $header } 行。
   *[other] 已读取 Excel 工作表“{ $sheet }”，列名在第 { $header } 行。另有 { $hidden } 个隐藏工作表未读取。
}
bulk-rounded = 由 { $exact } 向上取整
bulk-separator-comma = 逗号
bulk-separator-semicolon = 分号
bulk-separator-tab = 制表符
bulk-freezes = { $count ->
   *[other] { $n } 行还会修改预算用尽时的处理方式。
}

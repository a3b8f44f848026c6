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
bulk-none-why = 请在预算列表中选择客户、在订单列表中选择订单，或在续费列表中选择资源，也可以上传文件。每个任务及其结果都保留在这里。
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
bulk-password-why = 调高此额度需要验证。
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
bulk-title = 批量任务
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
bulk-what = 任务
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
bulk-out-line-break = 单元格延续到了下一行：请补上引号，或删除换行
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
bulk-kind-pay = { $count ->
   *[other] 支付 { $n } 个订单
}
bulk-out-no-price = 未返回价格
bulk-out-not-live = 目前无法从华为云获取
bulk-out-not-payable = 不是待支付状态
bulk-out-over-budget = 客户预算不足
bulk-out-under-way = 正在进行另一笔支付或变更
bulk-change-cancel-means = 已变更的资源保持变更后的状态，其余资源不再变更。
bulk-change-cancel-title = 取消其余变更？
bulk-change-charged-at = 预计首次扣费时间：{ $when }
bulk-change-charged-at-once = 在下一个 03:00（GMT+8）之前到期：立即扣费
bulk-change-confirm = { $what }，最多 { $sums }
bulk-change-confirm-means = 资源将逐个变更。您可以暂停或取消；每项变更都有单独的页面。
bulk-change-means = 变更说明
bulk-change-read = 资源和价格于 { $age }前从华为云获取。变更前会再次检查每个资源；如果价格或到期时间已变，则跳过。
bulk-change-resets = 该资源还有未完成的续费订单：支付该订单可能会恢复原设置
bulk-change-resources = 资源
bulk-change-row-done = 已变更
bulk-change-row-not-done = 未变更
bulk-change-title-cancelled = 已取消：已变更 { $done } 个资源，共 { $n } 个
bulk-change-title-done = { $count ->
   *[other] 已变更 { $done } 个资源，共 { $n } 个
}
bulk-change-title-paused = 已暂停：已变更 { $done } 个资源，共 { $n } 个
bulk-change-title-running = 正在变更资源：已变更 { $done } 个，共 { $n } 个
bulk-change-to-change = 查看变更
bulk-change-unknown-means = { $count ->
   *[other] { $n } 项变更的结果未知。Partnerdesk 会继续检查，不会重复发送。
}
bulk-change-waiting-means = 需要另一位可以下单和支付、且能查看所有这些客户的人员审批，可在概览页找到该申请。目前未做任何变更。申请一天后失效。
bulk-pay-cancel-means = 已支付的订单保持已支付，其余订单不再支付。
bulk-pay-cancel-title = 取消其余支付？
bulk-pay-confirm = { $count ->
   *[other] 支付 { $n } 个订单，{ $sums }
}
bulk-pay-confirm-means = 订单将逐个支付，每个订单只支付一次。您可以暂停或取消；每笔支付都有单独的页面。
bulk-pay-left = 剩余预算：{ $left }
bulk-pay-orders = 订单
bulk-pay-read = 订单和预算于 { $age }前从华为云获取，最紧急的在前。支付前会再次获取每个订单；如果价格已变，则不支付。
bulk-pay-resets = 支付后可能会恢复到期策略的原设置
bulk-pay-row-done = 已支付
bulk-pay-row-not-done = 未支付
bulk-pay-row-would = 将支付
bulk-pay-short = 扣除以上订单后，客户预算还差 { $short }
bulk-pay-title-cancelled = 已取消：已支付 { $done } 个订单，共 { $n } 个
bulk-pay-title-done = { $count ->
   *[other] 已支付 { $done } 个订单，共 { $n } 个
}
bulk-pay-title-paused = 已暂停：已支付 { $done } 个订单，共 { $n } 个
bulk-pay-title-running = 正在支付订单：已支付 { $done } 个，共 { $n } 个
bulk-pay-to-payment = 查看支付
bulk-pay-unknown-means = { $count ->
   *[other] { $n } 笔支付的结果未知。Partnerdesk 会继续查询订单，不会重复支付。
}
bulk-pay-waiting-means = 需要另一位可以支付、且能查看所有这些客户的人员审批，可在概览页找到该申请。目前未支付任何订单。申请一天后失效。
bulk-task-approve = 批准：{ $what }
bulk-task-ask = 申请审批：{ $what }
bulk-task-ask-means = 总额超出您的限额，需要另一个人审批。在此之前不会支付或变更。
bulk-task-declined-means = 申请被拒绝或撤回，或一天内无人审批。未支付或变更任何内容。您可以随时新建预览。
bulk-task-moved = 当前价格为 { $amount }。未发送任何请求。
bulk-task-note-tried = 已有 { $count } 次无法检查，Partnerdesk 将重试。
bulk-task-note-unknown = 响应丢失。Partnerdesk 会持续检查，直到结果确定，不会重复发送。
bulk-task-price = 净价
bulk-task-row-changed = 未发送
bulk-task-stopped = 系统在发送前停止。未发送任何请求。
bulk-task-sum = 合计
bulk-task-title-declined = 未批准：{ $what }
bulk-task-title-draft = 预览：{ $what }（已选 { $all } 项，其中 { $n } 项可执行）
bulk-task-title-nothing = 预览：没有可执行的项
bulk-task-title-waiting = 待审批：{ $what }
bulk-of-job = 批量任务
bulk-count = 行数
bulk-stranded = 启动此任务的 { $name } 已停用或不再具有相应权限。任务无法继续：请取消任务，或先启用该用户。

# Budgets in bulk: the file, dry runs, jobs and their rows.
bulk-after = 变更后
bulk-approve = { $count ->
   *[other] 同意并设置 { $n } 个预算：{ $sums }
}
bulk-approved-by = 同意人
bulk-ask = { $count ->
   *[other] 提交 { $n } 个预算等待批准：{ $sums }
}
bulk-ask-means = 提高的额度超出您可单独决定的范围，需先由另一位人员同意。在此之前不会设置任何预算。
bulk-before = 变更前
bulk-budgets = 预算数
bulk-cancel = 取消剩余部分…
bulk-cancel-confirm = 取消剩余部分
bulk-cancel-means = 已设置的预算保持不变，如需恢复请另行撤销。之后不再发送任何请求。
bulk-cancel-title = 取消尚未执行的部分？
bulk-change = 变化
bulk-compared-again = 每次设置前都会重新读取并比对；期间发生变化的预算保持不动。
bulk-confirm = { $count ->
   *[other] 设置 { $n } 个预算：{ $sums }
}
bulk-confirm-means = 系统会在伙伴接口的频率限制内逐个设置，期间可以暂停、取消和撤销。
bulk-confirmed-at = 确认时间
bulk-confirmed-by = 确认人
bulk-currency = 币种
bulk-decided-nobody = 无人及时同意
bulk-declined-by = 未批准，处理人
bulk-declined-means = 已被拒绝或撤回，或一天内无人同意。未设置任何预算；可随时重新试算。
bulk-download = 下载结果（CSV）
bulk-download-dry = 下载明细（CSV）
bulk-dry-at = 试算时间
bulk-ended-at = 结束时间
bulk-file = 通过文件设置
bulk-file-choose = CSV 文件
bulk-file-dry = 查看将发生的变化
bulk-file-limits = 不超过 { $megabytes } MB、{ $rows } 行，UTF-8 编码。
bulk-file-paste = 或直接粘贴各行
bulk-file-paste-hint = 须包含列名一行。未选择文件时使用，限制相同。
bulk-file-again = 文件不会保留，请重新选择文件 { $name }。
bulk-format = 文件格式
bulk-format-again = 从预算列表导出的文件修改后可直接使用，其余列会被忽略。支持逗号、分号或制表符分隔。
bulk-format-amount = 新的预算总额，小数点后最多两位。
bulk-format-customer = 客户 ID、账号名，或唯一的客户名称。列名也可以写作 customer_id。
bulk-format-example = 文件示例
bulk-format-freeze = manual（手动）、automatic（自动），留空则保持不变。即预算用尽时的处理方式。
bulk-format-type = monthly（月度）、one-time（一次性），留空则保持不变。
bulk-jobs = 最近的任务
bulk-kind-file = 通过文件设置
bulk-kind-percent = 调高 { $value }%
bulk-kind-raise = 调高 { $value }
bulk-kind-set = 设为 { $value }
bulk-kind-undo = 撤销
bulk-known = 已知信息
bulk-left-out = { $count ->
   *[other] { $n } 行不参与设置
}
bulk-line = 第 { $line } 行
bulk-none = 暂无任务
bulk-none-why = 在预算列表中选择，或上传文件。每个任务及其结果都会保留在这里。
bulk-note-changed = 当时的预算为 { $amount }，未作改动。
bulk-note-lift = 同时解除账号冻结。
bulk-note-not-done = 响应丢失，原预算仍然有效。没有重复发送。
bulk-note-stood = 预算已是该值，未发送请求。
bulk-note-tried = { $count ->
   *[other] 预算读取失败 { $count } 次，将再次尝试。
}
bulk-note-unknown = 响应丢失。系统会再次读取预算直至结果明确，不会重复发送。
bulk-nothing = 没有任何变化。
bulk-out-ambiguous = 有多个同名客户
bulk-out-amount-empty = 未填写金额
bulk-out-amount-not-a-number = 不是有效的金额
bulk-out-amount-not-positive = 金额须大于 0
bulk-out-amount-too-large = 超过 2,147,483,647
bulk-out-amount-too-precise = 超过两位小数，系统不做舍入
bulk-out-frozen = 账号已冻结，请先解冻
bulk-out-moved = 该任务设置的预算已被改动
bulk-out-no-budget = 原先没有预算，无法调高或取消
bulk-out-not-found = 您的客户中没有该客户
bulk-out-not-resale = 不是转售类客户
bulk-out-same = 预算已是该值
bulk-out-twice = 多行指向同一客户
bulk-out-unread = 无法读取其预算
bulk-out-wrong-freeze = freeze 应为 manual 或 automatic
bulk-out-wrong-type = type 应为 monthly 或 one-time
bulk-password-why = 提高到此额度需要再次输入密码。
bulk-pause = 暂停
bulk-paused-means = 继续之前不会再发送任何请求。
bulk-progress = { $n } 行中已结束 { $ended } 行
bulk-progress-label = 进度
bulk-read-live = 当前预算于 { $age }前读自伙伴接口。
bulk-read-mirror = { $count ->
   *[other] 其中 { $n } 个的当前预算来自本地镜像，最早的读取于 { $age }前。
}
bulk-result = 结果
bulk-resume = 继续
bulk-row-cancelled = 已取消
bulk-row-changed = 期间有变化
bulk-row-done = 已完成
bulk-row-left-out = 不参与
bulk-row-not-done = 未生效
bulk-row-refused = 被拒绝
bulk-row-sent = 已发送
bulk-row-unknown = 结果未知
bulk-row-waiting = 等待中
bulk-row-would = 将变更
bulk-rows = 逐行结果
bulk-rows-dry = 逐行明细
bulk-select-instead = 在列表中选择
bulk-state = 状态
bulk-state-cancelled = 已取消
bulk-state-declined = 未批准
bulk-state-done = 已结束
bulk-state-draft = 试算
bulk-state-paused = 已暂停
bulk-state-running = 进行中
bulk-state-waiting = 等待批准
bulk-states = 按状态统计的行数
bulk-sum-after = 变更后合计
bulk-sum-before = 变更前合计
bulk-sums = 合计
bulk-title = 批量设置预算
bulk-title-all = { $count ->
   *[other] { $n } 个预算已全部设置
}
bulk-title-cancelled = 已取消：{ $n } 个预算中已设置 { $done } 个
bulk-title-declined = { $count ->
   *[other] 未批准：{ $n } 个预算保持不变
}
bulk-title-done = { $n } 个预算中已设置 { $done } 个
bulk-title-draft = { $count ->
    [0] 试算：没有任何变化
   *[other] 试算：{ $n } 个预算将变更
}
bulk-title-paused = 已暂停：{ $n } 个预算中已设置 { $done } 个
bulk-title-running = 正在设置预算：{ $done } / { $n }
bulk-title-waiting = { $count ->
   *[other] 等待批准：{ $n } 个预算将变更
}
bulk-to-entry = 操作记录
bulk-undo = { $count ->
   *[other] 撤销 { $n } 个预算…
}
bulk-undo-means = 先显示将恢复的内容。仅恢复仍保持本任务设置值的预算。
bulk-undoes = 所撤销的任务
bulk-undone-by = 撤销任务
bulk-unknown-means = { $count ->
   *[other] { $n } 个预算的结果尚不明确。系统会再次读取，不会重复发送。
}
bulk-waiting-means = 需由另一位有权设置预算且能查看此任务的人员同意，相关人员会在总览中看到它。尚未设置任何预算；一天后自动放弃。
bulk-what = 内容
bulk-when = 时间
bulk-who = 操作人

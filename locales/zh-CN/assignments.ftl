# 谁负责哪些客户。
assignments-title = 客户分配
assignments-means = 客户的负责人与协助人：逐个、批量、按文件或按规则设置。
assignments-people = 人员
assignments-person = 人员
assignments-person-off = { $name }（已停用）
assignments-role = 角色
assignments-owned = 负责
assignments-helped = 协助
assignments-action = 操作
assignments-owner = 负责人
assignments-helper = 协助人
assignments-helpers = 协助人
assignments-kind = 身份
assignments-owner-hint = 对该客户负责。一个客户只有一位负责人，原负责人不再负责该客户。
assignments-helper-hint = 可查看该客户，并与负责人共同处理其业务。
assignments-nobody = 无
assignments-choose-person = 选择人员
assignments-customer = 客户
assignments-customers = 客户数
assignments-manager = 华为云客户经理
assignments-manager-hint = 客户经理的登录名，见客户页面。
assignments-unowned = { $count ->
    [0] 所有客户都有负责人
   *[other] { $n } 个客户没有负责人
}
assignments-hand-over = 交接客户
assignments-hand-over-one = 交接
assignments-select = 选择客户
assignments-rules = 规则
assignments-rules-mean = 规则使某人成为某位华为云客户经理名下所有客户的负责人，立即生效，并在每次加载客户时继续生效。手动设置了负责人的客户保持不变。
assignments-rules-none = 暂无规则。
assignments-by-rule = 按规则负责
assignments-rule-add = 添加规则
assignments-rule-remove = 删除 { $manager } 的规则
assignments-remove = 删除
assignments-of-rule = 来自 { $manager } 的规则
assignments-rule-hint = 由规则设置。可选择其他负责人覆盖规则，或在“客户分配”中删除规则。
assignments-at-once = 立即生效：业务经理只能看到自己负责或协助的客户。
assignments-file = 通过文件分配
assignments-format = 文件格式
assignments-format-person = 人员的登录名。列名也可以是“user”或“owner”。
assignments-format-kind = owner（负责人）或 helper（协助人）。为空或没有此列时为 owner。
assignments-preview = 预览
assignments-preview-means = 先生成预览，确认前不会有任何更改。
assignments-plan = { $count ->
    [0] 预览：没有可分配的内容
   *[other] 预览：{ $n } 项分配
}
assignments-done = { $count ->
   *[other] 已完成 { $n } 项分配
}
assignments-made-by = 操作人：{ $name }
assignments-problems = { $count ->
   *[other] { $n } 行无法使用，将被跳过，已列在最前面。
}
assignments-nothing = 此预览中没有任何更改。
assignments-apply = { $count ->
   *[other] 执行 { $n } 项分配
}
assignments-back = 返回客户分配
assignments-rows = 行
assignments-rows-more = 还有 { $n } 行未显示。
assignments-owner-now = 当前负责人
assignments-effect = 结果
assignments-line = 行号
assignments-state-assign = 分配
assignments-state-replace = 更换负责人
assignments-state-already = 已是如此
assignments-state-already-owner = 已是负责人
assignments-state-no-customer = 客户不存在
assignments-state-ambiguous = 有多个同名客户
assignments-state-no-person = 人员不存在
assignments-state-person-off = 人员已停用
assignments-state-wrong-kind = 既不是 owner 也不是 helper
assignments-state-twice = 重复出现
assignments-state-cell-too-long = 单元格过长
assignments-state-id-rounded = ID 被电子表格舍入
assignments-state-bad-row = 该行无法读取

# What was done.
notice-budget-set = { $before ->
    [none] 预算已设置。现为：{ $after }。
   *[other] 预算已设置。原为：{ $before }。现为：{ $after }。
}
notice-frozen = 账号已冻结。
notice-unfrozen = 账号已解冻。
notice-refreshed = 已从华为云更新。
notice-refreshing = 正在后台继续更新。请稍后重新加载本页。

notice-view-saved = 视图已保存，可在“已保存的视图”中打开。
notice-team-set = 负责人员已保存。
notice-rule-added = 规则已保存并生效。
notice-rule-removed = 规则及其产生的分配已删除。


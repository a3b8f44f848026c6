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

notice-invited = 链接已创建，72 小时内有效，仅可使用一次。
notice-role-changed = 角色已更改，从下一次操作起生效。
notice-switched-off = { $count ->
    [0] 用户已停用并已退出登录。
   *[other] 用户已停用并已退出登录。{ $count } 个运行中的任务已暂停。
}
notice-switched-on = 用户已启用。
notice-sessions-ended = { $count ->
    [0] 没有其他会话。
   *[other] 已结束 { $count } 个会话。
}
notice-password-changed = { $count ->
    [0] 密码已更改。
   *[other] 密码已更改。已结束其他 { $count } 个会话。
}
notice-right-changed = 权限已更改，从下一次操作起生效。
notice-second-factor-on = 两步验证已开启。
notice-second-factor-off = 两步验证已关闭。
notice-second-factor-rule = 要求已保存，从下一次操作起生效。
notice-limits-proposed = 已提交。经另一位管理员同意后生效。
notice-limits-changed = 已同意。新限额立即生效。
notice-limits-changed-alone = 新限额立即生效。没有其他管理员可以复核。
notice-limits-same = 没有变化：限额已是如此设置。
notice-limits-refused = 已拒绝。限额保持不变。
notice-limits-withdrawn = 已撤回。限额保持不变。

notice-note-written = 备注已保存。
notice-follow-up-written = 备注已保存。跟进事项已列入对方的列表。
notice-note-withdrawn = 备注已撤回。
notice-follow-up-done = 跟进事项已标为完成。
notice-follow-up-reopened = 跟进事项已重新打开。
notice-follow-up-passed-on = 跟进事项已转交给 { $name }。

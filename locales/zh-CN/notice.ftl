# What was done.
notice-budget-set = { $before ->
    [none] 预算已设置。现为：{ $after }。
   *[other] 预算已设置。原为：{ $before }。现为：{ $after }。
}
notice-frozen = 账号已冻结。
notice-unfrozen = 账号已解冻。
notice-view-saved = 视图已保存，可在“已保存的视图”中打开。

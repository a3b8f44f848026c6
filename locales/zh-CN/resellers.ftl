# The list of resellers.
shell-resellers = 云经销商
help-section-resellers = 通过贵公司销售的云经销商，及其客户数和客户预算。
resellers-all = { $count ->
   *[other] { $n } 个云经销商
}
resellers-some = { $n } / { $all } 个云经销商
resellers-none = 暂无云经销商
resellers-none-why = 从华为云读取到云经销商的客户后，该云经销商将显示在此。业务经理只能查看分配给自己的客户所属的云经销商。
resellers-caption = 云经销商列表
resellers-search = 名称、账号或 ID
resellers-name = 云经销商
resellers-id = ID
resellers-customers = 客户数
resellers-budgets = 预算合计
resellers-associated = 关联时间
resellers-unread = { $count ->
   *[other] { $n } 个预算未读取
}

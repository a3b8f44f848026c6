# 客户、订单、资源和支付的备注，以及跟进事项。
notes-title = { $count ->
    [0] 备注
   *[other] { $n } 条备注
}
notes-none = 暂无备注。
notes-show-all = 显示全部 { $n } 条备注
notes-write = 新备注
notes-write-hint = 可查看此客户的人员均可阅读。最多 4,000 个字符。保存后不能修改，只能撤回。
notes-save = 保存备注
notes-to-form = 写备注
notes-mention = 提醒
notes-mention-hint = 显示在对方的总览中，直到对方打开或关闭。
notes-nobody = 无
notes-add-follow-up = 添加跟进事项
notes-for = 跟进人
notes-for-hint = 到期前 7 天起显示在对方的总览中，直到完成。
notes-due = 截止日期
notes-follow-up = 跟进人
notes-mentions = 提醒 { $name }
notes-on-customer = 客户
notes-on-order = 订单
notes-on-resource = 资源
notes-on-payment = 支付
notes-on-order-of = 订单 { $id }
notes-on-resource-of = 资源 { $name }
notes-gone = { $what }（已不在列表中）
notes-withdrawn = 作者已撤回。
notes-withdraw = 撤回
notes-withdraw-means = 内容将对所有人删除，跟进事项随之结束。此操作不可撤销。
notes-withdraw-do = 撤回备注
notes-mark-done = 标为完成
notes-reopen = 重新打开
notes-pass-on = 转交
notes-pass-on-to = 转交给
notes-pass-on-do = 转交跟进事项
notes-done-by = { $name } 于 { $when } 完成
notes-overdue-since = 已逾期：{ $day }
notes-due-now = 今天截止
notes-due-on = { $day } 截止
notes-not-seen-by = 无法查看此客户
notes-due-overdue = 已逾期
notes-due-today = 今天截止
notes-due-week = 7 天内截止
notes-due-later = 7 天后截止
notes-state-open = 未完成
notes-state-done = 已完成
notes-mentions-you = 提醒您的备注。
notes-mention-by = { $name }，{ $customer }，{ $when }
notes-dismiss = 关闭
notes-for-nobody = { $count ->
   *[other] { $n } 个未完成的跟进事项的跟进人无法查看该客户。请转交。
}
notes-for-nobody-view = 查看
notes-own-near = { $count ->
   *[other] { $n } 个跟进事项在 7 天内截止
}
notes-own-late = { $count ->
   *[other] { $n } 个跟进事项已逾期
}
notes-own-both = 跟进事项：{ $late } 个已逾期，{ $near } 个在 7 天内截止
notes-own-all = 查看我的全部
shell-follow-ups = 跟进事项
help-section-follow-ups = 还需为客户做什么、何时截止。您的跟进事项也显示在总览中。
follow-ups-all = { $count ->
   *[other] { $n } 个跟进事项
}
follow-ups-some = { $count ->
   *[other] { $n } / { $all } 个跟进事项
}
follow-ups-none = 暂无跟进事项
follow-ups-none-why = 在客户、订单、资源或支付的页面写备注，并添加跟进事项：跟进人和截止日期。
follow-ups-caption = 跟进事项，未完成的在前
follow-ups-search = 备注中的词语
follow-ups-views = 此列表的视图
follow-ups-view-mine = 我的未完成事项
follow-ups-view-open = 全部未完成
follow-ups-view-nobody = 跟进人无法查看
follow-ups-view-done = 已完成
follow-ups-view-all = 全部
follow-ups-note = 备注
follow-ups-customer = 客户
follow-ups-due = 截止日期
follow-ups-person = 跟进人
follow-ups-written = 填写人
follow-ups-action = 操作
follow-ups-filter-person = 跟进人
follow-ups-any-person = 任意跟进人
follow-ups-filter-person-me = 我
follow-ups-filter-person-nobody = 无法查看该客户的人
follow-ups-filter-state = 状态
follow-ups-any-state = 未完成和已完成
follow-ups-filter-due = 截止日期
follow-ups-any-due = 任意截止日期
follow-ups-filter-customer = 客户

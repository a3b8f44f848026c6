# Changes: cancelling an order, unsubscribing, auto-renewal, pay-per-use at the end.
changes-act-auto-renew-off = { $count ->
   *[other] 关闭 { $n } 个资源的自动续费
}
changes-act-auto-renew-on = { $count ->
   *[other] 开通 { $n } 个资源的自动续费
}
changes-act-cancel = 取消订单
changes-act-give-back-terms = { $count ->
   *[other] 退订 { $n } 个资源的续费周期
}
changes-act-not-to-on-demand = { $count ->
   *[other] 取消 { $n } 个资源的到期转按需
}
changes-act-to-on-demand = { $count ->
   *[other] 设置 { $n } 个资源到期转按需
}
changes-act-unsubscribe = { $count ->
   *[other] 退订 { $n } 个资源
}
changes-again = 重新查看其余资源
changes-charged-soon = 即将到期，华为云会在下一个 03:00（GMT+8）扣款。
changes-charged-until = 变更生效之前，自动续费随时可能扣款。
changes-checked-at = 最近查询
changes-decide-done = 标记为已完成
changes-decide-done-title = 确定标记为已完成？
changes-decide-done-why = 无法从华为云读取结果，因此以您的确认为准。仅当华为云客服或控制台显示变更已完成时，才能继续。
changes-decide-undone = 确认未完成
changes-groups = 一次变更只针对一个客户，资源数以华为云一次可受理的数量为限，因此所选资源分组显示。
changes-hold-already = 已是该设置。
changes-hold-frozen = 资源已冻结，华为云不受理退订。请先续费，或等待到期释放。
changes-hold-gone = 华为云中已没有该资源。
changes-hold-intent = 该资源有其他操作正在进行。
changes-hold-not-set = 该资源未设置到期转按需。
changes-hold-past = 资源已过期，此项只能在到期前设置。请先续费。
changes-hold-unpaid = 包含该资源的订单待支付。请先支付或取消该订单。
changes-left-out = 跳过的资源
changes-live = 华为云当前数据，尚未作任何变更。
changes-means-already = 此前已是该设置，未发送请求。
changes-means-confirmed = 变更已确认，尚未发送，未产生任何变更。
changes-means-done = 华为云已受理以下全部变更。
changes-means-drafted = 变更已开始，正在再次核对数据，未产生任何变更。
changes-means-no-effect = 变更请求已发送很久，仍未见生效，很可能未执行。
changes-means-partly = 华为云只受理了部分变更，各项结果如下。
changes-means-quoted = 数据已核对，与您看到的一致，未产生任何变更。
changes-means-rejected = 华为云拒绝了该变更，未产生任何变更。
changes-means-sent = 变更请求已发送，华为云尚未响应。
changes-means-settled-done = 由于无法从华为云确认，已由用户标记为已完成。
changes-means-settled-undone = 已由用户确认未执行。
changes-means-stands-otherwise = 变更请求已发送很久，当前设置仍不一致，很可能未执行；也可能被之后支付的续费订单，或他人在华为云控制台的操作改回。
changes-means-unknown = 华为云未返回明确结果，变更可能已执行，也可能未执行。
changes-means-void = 未执行任何变更。
changes-means-waiting = 变更待审批，未产生任何变更。
changes-more = 更多操作
changes-more-means = 先显示预览：哪些资源受影响、哪些无法变更、哪些操作无法撤销。在预览页确认之前，不会发送任何请求。
changes-more-title = 变更所选资源
changes-moved = 数据已变化：某个资源的到期时间已变化，或期间已被变更。请求未发送，请核对新数据后重新操作。
changes-next-already = 无需处理。
changes-next-auto-renew-off = 华为云不再自动续费这些资源。需要保留的资源，请在到期前续费。华为云更新后，列表中会显示。
changes-next-auto-renew-on = 华为云将自动续费这些资源：到期前 7 天起，每天 03:00（GMT+8）按当日价格扣款。华为云更新后，列表中会显示。资源若在下一个 03:00 之前到期，则立即扣款。
changes-next-cancel = 该订单占用的资源已不再锁定。订单无法恢复。
changes-next-confirmed = 请求将在数秒内发送。如系统在此之前停止运行，两分钟后按未完成结束。
changes-next-drafted = 将在数秒内继续。如系统在此之前停止运行，两分钟后按未完成结束。
changes-next-give-back-terms = 退款金额见以下订单。华为云处理完成后，列表中会显示新的到期时间。
changes-next-no-effect = 在用户确认未执行之前，同样的变更在本系统中保持锁定。确认时会再查询一次。
changes-next-not-to-on-demand = 如未续费，到期后进入宽限期。华为云更新后，列表中会显示。
changes-next-quoted = 将在数秒内继续。如系统在此之前停止运行，两分钟后按未完成结束。
changes-next-rejected = 原因和处理方见下方。处理后可以重试。
changes-next-sent = 如无响应，系统会查询结果，不会自动重发请求。
changes-next-settled-undone = 如需变更，请重新预览。
changes-next-to-on-demand = 到期之前没有变化。到期后，资源转为按需计费，并移出本列表。到期之前可以取消。
changes-next-unknown = 请勿在其他地方重复该变更。系统会持续查询直到结果确定，不会自动重发请求。本页会自动更新。
changes-next-unsubscribe = 退款金额见以下订单。华为云处理完成后，资源将移出列表。
changes-next-void = 请求未发送，或相关订单、资源已变化。如需变更，请重新预览。
changes-next-waiting = 审批人可在总览页面看到该申请。
changes-none-left = 所选资源目前均无法作此变更。
changes-nothing = 未选择资源
changes-nothing-why = 请在续费列表中选择资源，此处将显示变更预览。
changes-orders = 退订订单
changes-orders-why = 负数为退还给客户的金额，已扣除使用费用以及可能的手续费。
changes-others = 可对所选资源执行的操作
changes-outcome = 结果
changes-outcomes = 各项结果
changes-part-already = 此前已设置
changes-part-not-sent = 未发送
changes-partner-says = 说明
changes-read-at = 核对时间
changes-reason = 退订原因（提交给华为云）
changes-reason-complex = 操作过于复杂
changes-reason-hard = 产品不好用
changes-reason-lacks = 缺少功能
changes-reason-none = 不说明
changes-reason-other = 其他原因
changes-reason-service = 服务不满意
changes-refund = 金额
changes-renewing = 该资源的续费订单尚未处理完成。该订单带有下单时的到期策略，支付后可能恢复为该策略。请在支付后再次核对。
changes-short-auto-renew-off = 关闭自动续费
changes-short-auto-renew-on = 开通自动续费
changes-short-give-back-terms = 退订续费周期
changes-short-not-to-on-demand = 取消到期转按需
changes-short-to-on-demand = 到期转按需
changes-short-unsubscribe = 退订
changes-state-already = 此前已设置
changes-state-begun = 即将发送
changes-state-done = 已完成
changes-state-no-effect = 很可能未完成
changes-state-partly = 已完成 { $done } / { $count }
changes-state-rejected = 被拒绝
changes-state-sent = 已发送
changes-state-undone = 未完成
changes-state-unknown = 结果未知
changes-state-waiting = 待审批
changes-step-auto-renew-off-1 = 华为云不再为这些资源自动扣款。
changes-step-auto-renew-off-2 = 如未续费，到期后进入宽限期，随后冻结，最终连同数据一起删除。
changes-step-auto-renew-off-3 = 系统逐个变更资源。如某个失败，已变更的不受影响。
changes-step-auto-renew-on-1 = 华为云自动扣款：到期前 7 天起，每天 03:00（GMT+8）扣款一次，直到成功或资源被释放。资源若在下一个 03:00 之前到期，则立即扣款。
changes-step-auto-renew-on-2 = 每次续费的周期与原周期相同，按扣款当日的价格计费，并计入客户预算，扣款前不再确认。
changes-step-auto-renew-on-3 = 附属资源一并续费。原有的到期转按需设置将被取代。
changes-step-auto-renew-on-4 = 系统逐个变更资源。如某个失败，已变更的不受影响。
changes-step-give-back-terms-1 = 只退订尚未开始的续费周期，资源保留到当前周期结束。
changes-step-give-back-terms-2 = 华为云不会事先提供退款金额以及是否收取手续费，以生成的订单为准。
changes-step-give-back-terms-3 = 没有续费周期的资源会被拒绝，其余照常处理。
changes-step-not-to-on-demand-1 = 这些资源不再于到期后转为按需计费。
changes-step-not-to-on-demand-2 = 如未续费，到期后进入宽限期，随后冻结，最终连同数据一起删除。
changes-step-to-on-demand-1 = 在所示的到期时间之前没有变化，也不产生费用。
changes-step-to-on-demand-2 = 到期后，资源及其附属资源转为按需计费，直到被删除，并移出续费列表。
changes-step-to-on-demand-3 = 原有的自动续费设置将被取代。
changes-step-to-on-demand-4 = 到期之前可以取消。
changes-step-unsubscribe-1 = 资源立即终止，全部周期一并退订，附属资源也随之终止。
changes-step-unsubscribe-2 = 没有回收站的资源会立即连同数据永久删除。华为云未提供哪些资源有回收站。
changes-step-unsubscribe-3 = 华为云不会事先提供退款金额以及是否收取手续费，以生成的订单为准。
changes-step-unsubscribe-4 = 此操作无法撤销。如需保留资源、只退订提前续费的周期，请选择“退订续费周期”。
changes-title = { $what }：{ $state }
changes-to-holder = 查看该操作
changes-to-order = 查看订单
changes-to-resources = 查看资源
changes-understood = 我已了解：这些资源将立即终止，其数据可能被永久删除。
changes-understood-terms = 我已了解：提前续费的周期将被退订。
changes-unread = 目前无法连接华为云，因此不能执行该变更。
changes-what = 要变更的资源
changes-what-goes = 要退订的资源
changes-with = 含 { $names }
changes-approve = 批准：{ $what }，{ $amount }
changes-ask = 提交审批：{ $what }
changes-at-most = 最长 { $period }
changes-charge-hour = 03:00（GMT+8）
changes-charged-at-once = 立即
changes-charged-now = 将在下一个 03:00（GMT+8）之前到期，开通自动续费后华为云会立即扣款。
changes-first-charge = 首次扣款
changes-hold-no-price = 华为云未返回其续费价格，无法在此开通自动续费。
changes-no-total = 华为云返回的价格币种不一致，请逐个资源开通自动续费。
changes-price = 当前价格
changes-price-means = 各资源下次扣款按今天的价格计算的折后金额，计入您今天的限额。华为云按扣款当日的价格扣款，可能与此不同。华为云未提供原购买周期，此处按可能的最长周期计算。
changes-price-now = 当前价格
changes-step-approval = 须先由另一位人员批准，批准之前不作任何变更。
changes-plan = { $count ->
   *[other] 将 { $n } 个资源作为一个任务预览…
}

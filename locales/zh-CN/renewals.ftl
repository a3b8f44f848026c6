# Renewals: what expires, prices, making the order, the page of one renewal.
renewals-about = 约 { $day }
renewals-agreed = 确认价格
renewals-all = 续费
renewals-any-auto = 自动续费不限
renewals-any-service = 全部云服务
renewals-attached = + { $count } 个附属资源
renewals-auto = 自动续费
renewals-auto-charges = 每次续费周期与上次购买的周期相同，按扣款当日价格计费，并计入客户预算。
renewals-auto-means = 开通自动续费后由华为云自行扣款：到期前 7 天起，每天 03:00（GMT+8）尝试，直到成功或资源被释放。附属资源随主资源一并续费。
renewals-auto-off = 未开通自动续费
renewals-auto-on = 已开通自动续费
renewals-auto-one-by-one = 每个资源单独调用一次接口。如某个失败，其余已生效的保持不变。
renewals-auto-switch-off = 关闭自动续费
renewals-auto-switch-on = 开通自动续费
renewals-auto-title = 所选资源的自动续费
renewals-calendar = 未来十二周
renewals-calendar-what = 每周到期且未开通自动续费的资源数
renewals-candidates = 可能由本次续费生成的订单
renewals-candidates-choose = 所选订单由本次续费生成
renewals-candidates-why = 以下是该客户在本次续费之后产生、且不属于本系统其他续费的续费订单。订单不列明资源，请根据金额、时间和伙伴控制台判断。确认归属不会触发任何支付。
renewals-caption = 按到期时间排列的包年/包月资源
renewals-changed-otherwise = 某个资源的到期时间或到期后的处理方式已与您看到的不同。
renewals-changed-why = 尚未生成订单。请按当前价格重新决定。
renewals-charging-soon = 自动续费随时可能扣款
renewals-cheapest = 月均最低
renewals-choose = 续费时长
renewals-choose-period = 续费 { $period }
renewals-choose-rest = 仅续费有价格的 { $count } 个
renewals-compare = 比较各时长
renewals-counts-from-old-end = 已过到期时间。新周期从原到期时间起算，已过去的天数同样计费。
renewals-customer = 客户
renewals-decide-undone = 确认未生成订单
renewals-discount = 优惠
renewals-expires = 到期时间
renewals-expires-now = 当前到期
renewals-expires-then = 续费后到期
renewals-grid-caption = { $name } 的续费价格
renewals-group-policy = 到期后：{ $policy }
renewals-incomplete = 部分资源无法询价。请将其排除，或先解除占用。
renewals-left-out = 伙伴接口未处理的资源
renewals-list-total = 官网价
renewals-may-be-charged = 自动续费随时可能扣款。此时手动续费可能重复购买，请先关闭自动续费。
renewals-means-cancelled = 订单曾经生成，但已取消。未发生支付，也未续费任何资源。
renewals-means-confirmed = 续费已在本系统确认，尚未发出，未生成订单。
renewals-means-done = 订单已生成，且没有待支付的订单。
renewals-means-drafted = 续费已开始，正在再次读取价格和到期时间，未生成订单。
renewals-means-less = 续费发出已久，仍未找到全额订单；但存在金额较小的订单，可能是其中一部分，也可能与本次续费无关。
renewals-means-no-effect = 距续费请求已过很久，仍找不到订单，看来没有生成订单。
renewals-means-quoted = 价格和到期时间与您看到的一致，未生成订单。
renewals-means-rejected = 未生成订单，未产生扣款。
renewals-means-sent = 续费请求已发出，等待伙伴接口响应。
renewals-means-settled-done = 已由人员确认订单已生成。
renewals-means-settled-undone = 未生成订单，未产生扣款。
renewals-means-several = 伙伴接口未给出明确结果，且存在可能由本次续费生成的订单。系统不作猜测。
renewals-means-unknown = 伙伴接口未给出明确结果，订单可能已生成，也可能未生成。
renewals-means-unpaid = 订单已生成，尚未支付。
renewals-means-void = 未生成订单，未产生扣款。
renewals-means-waiting = 续费正在等待另一位人员同意，未生成订单。
renewals-months = { $count } 个月
renewals-net-total = 折后价
renewals-next-cancelled = 这些资源已不再被占用。如需续费，请重新询价。
renewals-next-confirmed = 请求将在数秒内发出。若系统在此之前停止，两分钟后放弃。
renewals-next-done = 各订单状态如下。伙伴侧续费生效后，列表中会显示新的到期时间。
renewals-next-drafted = 将在数秒内继续。若系统在此期间停止，两分钟后放弃。
renewals-next-less = 在有人确认哪些订单由本次续费生成（或确认未生成订单）之前，任何人都不能在此再次续费这些资源。确认时会再读取一次订单。
renewals-next-no-effect = 在有人确认未生成订单之前，本系统中无人可以再次续费这些资源。确认时会再查找一次订单。
renewals-next-quoted = 将在数秒内继续。若系统在此期间停止，两分钟后放弃。
renewals-next-rejected = 请查看下方的原因及可处理方，然后重新询价。
renewals-next-sent = 如无响应，系统将查找可能已生成的订单，绝不会自行重发续费请求。
renewals-next-settled-done = 请查看该客户的订单。
renewals-next-settled-undone = 请重新询价后再决定。
renewals-next-several = 请勿再次续费这些资源。系统将继续查找；若长时间仍无法确定，管理员可以指明由本次续费生成的订单，或确认未生成订单。
renewals-next-unknown = 请勿再次续费这些资源。系统将持续查找订单直到结果确定，绝不会自行重发续费请求。本页会保持更新。
renewals-next-unpaid = 请在各订单的支付页分别支付一次。支付之前，相关资源无法续费和询价；逾期未支付的订单会自动取消。
renewals-next-void = 请求未发出。请重新询价后再决定。
renewals-next-waiting = 有权同意的人员会在总览中看到它，届时会再次读取价格。
renewals-no-price = 无价格
renewals-no-quote = 伙伴接口未返回该时长的价格。
renewals-none = 暂无包年/包月资源
renewals-none-why = 从伙伴接口读取后，客户的包年/包月资源会显示在这里。
renewals-not-priced = 无法询价的资源及原因
renewals-order = 生成订单 { $amount }
renewals-order-nothing = 生成订单
renewals-orders = 生成的订单
renewals-pay-or-cancel = 支付或取消
renewals-per-month = 折后月均
renewals-period = 续费时长
renewals-periods = 比较的时长
renewals-periods-show = 显示
renewals-policy-auto-renew = 自动续费
renewals-policy-delete = 立即删除
renewals-policy-freeze = 立即冻结
renewals-policy-grace = 宽限期后删除
renewals-policy-pay-per-use = 转为按需计费
renewals-policy-retention = 保留期后删除
renewals-price-again = 重新询价
renewals-prices = 查询价格
renewals-prices-groups = 一个订单最多包含同一客户、到期策略相同的十个资源，因此所选资源分组显示。
renewals-prices-live = 实时读取自伙伴接口；报价对订单没有约束力。
renewals-prices-none = 未选择资源
renewals-prices-none-why = 请在续费列表中选择资源，此处将并列显示各时长的价格。
renewals-prices-title = { $count ->
   *[other] { $n } 个资源的续费价格
}
renewals-prices-title-of = { $count ->
   *[other] { $name } 的 { $n } 个资源的续费价格
}
renewals-resource = 资源
renewals-review-title = { $count ->
   *[other] { $n } 个资源续费 { $period }
}
renewals-search = 资源 ID、资源名称或客户
renewals-select-fewer = 个，超出上限：一次最多 50 个
renewals-select-first = 选择资源后可查询价格
renewals-selected = 个已选
renewals-service = 云服务
renewals-status = 状态
renewals-step-locked = 支付或取消之前（通常最多 { $count } 天），这些资源无法再次续费和询价。
renewals-step-order = 生成一个未支付的订单，此时不扣款。
renewals-step-pay = 您将看到订单及最终价格，并在单独的页面支付。
renewals-then = 到期后
renewals-title = { $count ->
    [0] 续费
   *[other] { $n } 个包年/包月资源
}
renewals-title-cancelled = { $count } 个资源续费 { $period }：订单已取消
renewals-title-confirmed = { $count } 个资源续费 { $period }：即将下单
renewals-title-matching = { $count ->
    [0] 没有符合条件的资源
   *[other] { $n } 个符合条件的资源
}
renewals-title-no-effect = { $count } 个资源续费 { $period }：很可能未生成订单
renewals-title-ordered = 续费 { $period }：{ $count } 个订单待支付
renewals-title-past = { $count ->
    [0] 没有已过期的资源
   *[other] { $n } 个资源已过期
}
renewals-title-rejected = { $count } 个资源续费 { $period }：未生成订单
renewals-title-sent = { $count } 个资源续费 { $period }：请求已发出
renewals-title-settled = { $count } 个资源续费 { $period }：无待支付订单
renewals-title-unknown = { $count } 个资源续费 { $period }：结果未知
renewals-title-waiting = { $count } 个资源续费 { $period }：等待批准
renewals-title-window = { $count ->
    [0] { $days } 天内没有资源到期
   *[other] { $n } 个资源将在 { $days } 天内到期
}
renewals-to-list = 续费列表
renewals-waiting = 该客户的待支付订单
renewals-waiting-unseen = 尚未读取到该客户的待支付订单。订单可能刚刚生成，请稍后再查看订单列表。
renewals-waiting-why = 其中某个订单占用了该资源。支付或取消后即可重新询价。
renewals-beside = 对这些订单和资源的其他操作
renewals-what = 续费内容
renewals-whole-selection = 全部所选资源
renewals-window-all = 全部
renewals-window-days = { $count } 天内
renewals-window-past = 已过期
renewals-windows = 到期时间
renewals-years = { $count } 年

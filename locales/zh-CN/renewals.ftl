# Renewals: what expires, prices, making the order, the page of one renewal.
renewals-about = { $day }（预计）
renewals-agreed = 确认价格
renewals-all = 续费
renewals-any-auto = 全部续费方式
renewals-any-service = 全部云服务
renewals-attached = + { $count } 个附属资源
renewals-auto-one-by-one = 系统逐个变更资源。如某个失败，已变更的不受影响。
renewals-auto-switch-off = 关闭自动续费
renewals-auto-title = 所选资源的自动续费
renewals-calendar = 未来 12 周
renewals-calendar-what = 每周到期的资源数（未开通自动续费）
renewals-candidates = 可能属于本次续费的订单
renewals-candidates-choose = 指定所选订单
renewals-candidates-why = 以下是该客户在本次续费发送之后产生、且不属于本系统其他续费的续费订单。华为云订单不列明资源，请根据金额、时间和华为云控制台核对。指定订单不会触发支付。
renewals-caption = 按到期时间排列的包年/包月资源
renewals-changed-otherwise = 某个资源的到期时间或到期策略已变化。
renewals-changed-why = 尚未下单。请核对新价格，确认后重新下单。
renewals-charging-soon = 自动续费随时可能扣款
renewals-cheapest = 月均最低
renewals-choose = 先查看再续费
renewals-choose-period = 续费 { $period }
renewals-choose-rest = 续费有价格的 { $count } 个
renewals-compare = 比较续费时长
renewals-counts-from-old-end = 已过期。新周期从原到期时间起算，过期至今的天数同样计费。
renewals-customer = 客户
renewals-decide-undone = 确认未下单
renewals-discount = 优惠
renewals-expires = 到期时间
renewals-expires-now = 当前到期时间
renewals-expires-then = 续费后到期时间
renewals-grid-caption = { $name } 的续费价格
renewals-group-policy = 到期策略：{ $policy }
renewals-incomplete = 部分资源没有价格。请取消选择，或先处理下方列出的原因。
renewals-left-out = 华为云未处理的资源
renewals-list-total = 官网价
renewals-may-be-charged = 自动续费随时可能扣款。此时手动续费可能重复购买同一周期，请先关闭自动续费。
renewals-means-cancelled = 订单生成后已取消。未产生扣款，也未由该订单续费任何资源。
renewals-means-confirmed = 续费已确认，尚未发送，未生成订单。
renewals-means-done = 订单已生成，没有待支付的订单。
renewals-means-drafted = 续费已开始，正在再次核对价格和到期时间，未生成订单。
renewals-means-less = 续费请求已发送很久，仍未找到全额订单。存在金额较小的订单，可能是本次续费的一部分，也可能无关。
renewals-means-no-effect = 续费请求已发送很久，仍未找到订单，很可能未生成订单。
renewals-means-quoted = 价格和到期时间与您看到的一致，未生成订单。
renewals-means-rejected = 未生成订单，未产生扣款。
renewals-means-sent = 续费请求已发送，华为云尚未响应。
renewals-means-settled-done = 已由用户确认订单已生成。
renewals-means-settled-undone = 已由用户确认未生成订单，未产生扣款。
renewals-means-several = 华为云未返回明确结果，且存在可能属于本次续费的订单。系统不会自行判断。
renewals-means-unknown = 华为云未返回明确结果，订单可能已生成，也可能未生成。
renewals-means-unpaid = 订单已生成，尚未支付。
renewals-means-void = 未生成订单，未产生扣款。
renewals-means-waiting = 续费待审批，未生成订单。
renewals-months = { $count } 个月
renewals-net-total = 折后价
renewals-next-cancelled = 资源已不再锁定。如需续费，请重新查询价格。
renewals-next-confirmed = 请求将在数秒内发送。如系统在此之前停止运行，两分钟后按未下单结束。
renewals-next-done = 各订单状态如下。华为云续费生效后，列表中会显示新的到期时间。
renewals-next-drafted = 将在数秒内继续。如系统在此之前停止运行，两分钟后按未下单结束。
renewals-next-less = 在用户指定本次续费的订单或确认未下单之前，这些资源在本系统中保持锁定。确认时会再查询一次订单。
renewals-next-no-effect = 在用户确认未下单之前，这些资源在本系统中保持锁定。确认时会再查询一次订单。
renewals-next-quoted = 将在数秒内继续。如系统在此之前停止运行，两分钟后按未下单结束。
renewals-next-rejected = 原因和处理方见下方。处理后请重新查询价格。
renewals-next-sent = 如无响应，系统会查找对应的订单，不会自动重发续费请求。
renewals-next-settled-done = 请核对该客户的订单。
renewals-next-settled-undone = 如需续费，请重新查询价格。
renewals-next-several = 请勿再次续费这些资源。系统会继续查找。如长时间无法确定，管理员可以指定本次续费的订单，或确认未下单。
renewals-next-unknown = 请勿再次续费这些资源。系统会持续查找订单直到结果确定，不会自动重发续费请求。本页会自动更新。
renewals-next-unpaid = 请在各订单的页面分别支付。支付之前，相关资源无法续费和查询价格。逾期未支付的订单会自动取消。
renewals-next-void = 请求未发送。如需续费，请重新查询价格。
renewals-next-waiting = 审批人可在总览页面看到该申请。批准时会再次核对价格。
renewals-no-price = 无价格
renewals-no-quote = 华为云未返回该时长的价格。
renewals-none = 暂无包年/包月资源
renewals-none-why = 客户的包年/包月资源从华为云读取后，将显示在此。
renewals-not-priced = 没有价格的资源
renewals-order = 提交订单 { $amount }
renewals-order-now = 立即提交订单
renewals-order-now-means = 提交后未支付，需在订单支付页面付款。
renewals-order-nothing = 提交订单
renewals-orders = 本次续费的订单
renewals-pay-or-cancel = 支付或取消订单
renewals-per-month = 月均折后价
renewals-period = 续费时长
renewals-periods = 比较的续费时长
renewals-periods-show = 显示所选时长
renewals-policy-auto-renew = 自动续费
renewals-policy-delete = 立即删除
renewals-policy-freeze = 立即冻结
renewals-policy-grace = 进入宽限期
renewals-policy-pay-per-use = 转按需计费
renewals-policy-retention = 保留期后删除
renewals-price-again = 重新查询价格
renewals-prices = 查询价格
renewals-prices-groups = 一个订单最多包含同一客户、相同到期策略的 10 个资源，因此所选资源分组显示。
renewals-prices-live = 华为云当前价格，仅供参考，以订单价格为准。
renewals-prices-none = 未选择资源
renewals-prices-none-why = 请在续费列表中选择资源，此处将比较各续费时长的价格。
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
renewals-select-fewer = 个已选，一次最多 50 个
renewals-select-first = 未选择资源
renewals-selected = 个已选
renewals-service = 云服务
renewals-status = 状态
renewals-step-locked = 支付或取消之前（通常不超过 { $count } 天），这些资源无法再次续费和查询价格。
renewals-step-order = 生成一个待支付订单，此时不扣款。
renewals-step-pay = 核对订单的最终价格，在下一页支付。
renewals-then = 到期策略
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
renewals-title-no-effect = { $count } 个资源续费 { $period }：很可能未下单
renewals-title-ordered = 续费 { $period }：{ $count } 个订单待支付
renewals-title-past = { $count ->
    [0] 没有已过期或已冻结的资源
   *[other] { $n } 个资源已过期或已冻结
}
renewals-title-rejected = { $count } 个资源续费 { $period }：未下单
renewals-title-sent = { $count } 个资源续费 { $period }：请求已发送
renewals-title-settled = { $count } 个资源续费 { $period }：无待支付订单
renewals-title-unknown = { $count } 个资源续费 { $period }：结果未知
renewals-title-waiting = { $count } 个资源续费 { $period }：待审批
renewals-title-window = { $count ->
    [0] { $days } 天内没有资源到期
   *[other] { $n } 个资源将在 { $days } 天内到期
}
renewals-to-list = 查看续费列表
renewals-waiting = 该客户的待支付订单
renewals-waiting-unseen = 尚未读取到该客户的待支付订单，可能是几分钟内刚生成的。请稍后再查看订单列表。
renewals-waiting-why = 其中某个订单锁定了该资源。请先支付或取消该订单，再重新查询价格。
renewals-beside = 对这些订单和资源的其他操作
renewals-what = 资源
renewals-whole-selection = 全部所选资源
renewals-window-all = 全部
renewals-windows = 到期时间
renewals-years = { $count } 年
renewals-filter-auto = 自动续费
renewals-filter-auto-off = 未开通自动续费
renewals-filter-auto-on = 已开通自动续费
renewals-filter-customer = 客户
renewals-filter-service = 云服务
renewals-filter-window = 到期时间
renewals-filter-window-30 = 30 天内
renewals-filter-window-7 = 7 天内
renewals-filter-window-90 = 90 天内
renewals-auto-off = 关闭自动续费…
renewals-auto-on = 开通自动续费…
renewals-auto-off-means = 华为云将不再自动续费所选资源。如果所选资源属于多个客户，变更前会先显示预览。
renewals-all-matching = 全部匹配的 { $n } 个…
renewals-all-title = 全部匹配的 { $n } 个资源
renewals-all-means = 包括此列表的所有页。变更前，预览会显示每个资源及其价格。
renewals-filter-window-past = 已过期或已冻结
renewals-means-renewed-elsewhere = 订单已创建后又被取消，未付款。此后这些资源已通过其他方式续费。
renewals-next-renewed-elsewhere = 无需其他操作。请勿为同一周期重复续费。
renewals-already-until = { $name }：已续费至 { $day }
renewals-renewed-here = 我们已续费；华为云仍显示 { $day }

renewals-filter-status = 状态
renewals-any-status = 全部状态
resource-deletion-about = 数据预计于 { $day } 删除
resource-deletion-any-day = 数据预计随时可能被删除
resource-deletion-after-freeze = 数据预计在冻结后 15 天内删除
resource-deletion-rule = 删除日期为预估：资源到期后通常有 15 天宽限期，随后冻结 15 天（保留期），之后删除。到期即冻结的资源没有宽限期。具体时长与客户等级和站点有关。
renewals-filter-expires-from = 到期日期起
renewals-filter-expires-until = 到期日期止

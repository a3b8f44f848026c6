# Orders: the list and one order.
orders-actions = 操作
orders-all = 订单
orders-any-status = 全部状态
orders-any-type = 全部类型
orders-attempt-amount = 确认金额
orders-attempt-at = 时间
orders-attempt-by = 操作人
orders-attempt-state = 状态
orders-attempt-what = 操作
orders-attempts = 本系统发起的支付和取消
orders-busy = 该订单正在支付中。
orders-cancel = 取消订单
orders-cancel-final = 订单取消后无法恢复。如仍需要，客户须按届时价格重新下单。
orders-cancel-title = 确定取消该订单？
orders-cancel-what = 将代客户取消订单 { $id }（{ $amount }）。取消后，订单占用的资源可以重新续费。
orders-cancel-yes = 确认取消订单
orders-cancelling = 该订单正在取消中。
orders-caption = 客户订单
orders-created = 创建时间
orders-created-by = 创建人
orders-customer = 客户
orders-deadline = 支付截止时间
orders-deadline-usual = 预估
orders-deadline-rule = 预估：下单后 7 天。华为云未返回截止时间。
orders-discount = 优惠（{ $kind }）
orders-discount-200 = 产品促销
orders-discount-300 = 促销折扣券
orders-discount-301 = 促销代金券
orders-discount-302 = 促销现金券
orders-discount-500 = 代客下单折扣
orders-discount-501 = 代客下单减免
orders-discount-502 = 代客下单一口价
orders-discount-600 = 返利合同
orders-discount-601 = 渠道框架合同
orders-discount-602 = 专款专用合同
orders-discount-603 = 线下直签合同
orders-discount-604 = 电销授权合同
orders-discount-605 = 商务合同折扣
orders-discount-606 = 渠道商务合同折扣
orders-discount-607 = 合作伙伴授予折扣
orders-discount-609 = 订单调价
orders-discount-610 = 免除金额
orders-discount-700 = 促销折扣
orders-discount-800 = 充值账户折扣
orders-facts = 订单信息
orders-id = 订单号
orders-line-days = { $count } 天
orders-line-from = 生效时间
orders-line-hours = { $count } 小时
orders-line-one-off = 一次性
orders-line-period = 周期
orders-line-quantity = 数量
orders-line-service = 云服务
orders-line-specification = 规格
orders-line-unknown = { $count } × 单位 { $code }
orders-line-until = 到期时间
orders-line-weeks = { $count } 周
orders-lines = 订单明细
orders-lines-missing = 无法读取订单明细。
orders-list = 官网价
orders-net = 折后价
orders-net-total = 应付金额（折后价）
orders-no-lines = 华为云未返回该订单的明细。
orders-none = 暂无订单
orders-none-why = 客户的包年/包月订单从华为云读取后，将显示在此。
orders-not-yours = 您的角色没有下单和取消订单的权限。
orders-paid-at = 支付时间
orders-pay = 支付
orders-price = 价格
orders-review = 核对并支付
orders-search = 订单号、客户名称、账号名或客户 ID
orders-source-compensation = 补偿
orders-source-console-deletion = 控制台删除
orders-source-contract = 合同
orders-source-customer = 客户自行下单
orders-source-distributor = 总经销商下单
orders-source-proxy = 代客户下单
orders-source-supplementary = 补单
orders-source-system = 华为云系统
orders-status = 状态
orders-title = { $count ->
    [0] 订单
   *[other] { $n } 个订单
}
orders-title-matching = { $count ->
    [0] 没有符合条件的订单
   *[other] { $n } 个符合条件的订单
}
orders-title-of = 订单 { $id }
orders-title-of-cancelled = 订单 { $amount }：已取消
orders-title-of-completed = 订单 { $amount }：已完成
orders-title-of-processing = 订单 { $amount }：已支付，处理中
orders-title-of-waiting = 订单 { $amount }：待支付
orders-title-status = { $count ->
    [0] 没有“{ $status }”的订单
   *[other] { $n } 个“{ $status }”的订单
}
orders-title-waiting = { $count ->
    [0] 没有待支付的订单
   *[other] { $n } 个订单待支付
}
orders-to-cancelling = 查看取消进度
orders-to-payment = 查看支付
orders-to-waiting = 查看待支付订单
orders-type = 订单类型
orders-type-change = 变更
orders-type-fee-adjustment = 费用调整
orders-type-gift = 赠送
orders-type-new = 新购
orders-type-renewal = 续费
orders-type-to-pay-per-use = 包年/包月转按需
orders-type-to-yearly-monthly = 按需转包年/包月
orders-type-trial = 试用
orders-type-trial-to-commercial = 试用转商用
orders-type-unsubscription = 退订
orders-unknown-code = 未知（{ $code }）
orders-filter-customer = 客户
orders-filter-status = 状态
orders-filter-status-pending-approval = { badge-order-approval }
orders-filter-status-pending-refund = { badge-order-refund }
orders-filter-status-processing = { badge-order-processing }
orders-filter-status-cancelled = { badge-order-cancelled }
orders-filter-status-completed = { badge-order-completed }
orders-filter-status-pending-payment = { badge-order-payment }
orders-filter-status-pending-confirmation = { badge-order-confirmation }
orders-filter-status-to-ship = { badge-order-ship }
orders-filter-status-to-receive = { badge-order-receive }
orders-filter-status-to-pick-up = { badge-order-pick-up }
orders-filter-status-exchanging = { badge-order-exchange }
orders-filter-type = 订单类型
orders-paid-here = 我们已于 { $when } 支付。华为云仍将该订单列为待支付。

orders-pay-all = { $count ->
   *[other] 支付全部匹配的 { $n } 个订单…
}
orders-pay-counted = 支付 { $n } 个订单…
orders-pay-selected = 支付所选订单…
orders-select-fewer = 个订单已选：最多选择 { $most } 个
orders-select-first = 选择要支付的订单
orders-selected = 已选

orders-filter-pay = 支付条件
orders-any-pay = 全部支付条件
orders-payment = 支付条件
orders-pay-state-payable = 可支付
orders-pay-state-short = 预算不足
orders-pay-state-short-by = 预算差 { $amount }
orders-pay-state-no-budget = 未设置预算
orders-pay-state-frozen = 账号已冻结
orders-pay-state-no-agency = 缺少委托
orders-pay-state-awaiting-approval = 待审批
orders-pay-state-in-progress = 处理中
orders-pay-state-unknown = 暂未获取
orders-raise-budget = 调高预算
orders-view = 查看订单
orders-view-payment = 查看申请
orders-who-can-fix = 查看处理方式
orders-filter-created-from = 创建日期起
orders-filter-created-until = 创建日期止
orders-filter-deadline-from = 付款截止日期起
orders-filter-deadline-until = 付款截止日期止

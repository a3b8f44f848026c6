# The list of customers.
customers-title = 客户
customers-all = { $count ->
   *[other] { $n } 个客户
}
customers-some = { $n } / { $all } 个客户
customers-exhausted = { $count ->
   *[other] { $n } 个客户预算已用尽
}
customers-over90 = { $count ->
   *[other] { $n } 个客户预算已用 90%–100%
}
customers-none = 暂无客户
customers-none-why = 客户与贵公司关联并从华为云读取后，将显示在此。业务经理只能查看管理员分配给自己的客户。
customers-caption = 客户列表
customers-name = 客户
customers-used = 预算已用
customers-left = 剩余
customers-waiting = 待支付订单
customers-expires = 最近到期
customers-state = 状态
customers-active = 正常
customers-search = 名称、账号、邮箱、电话或 ID
customers-any-budget = 全部预算状态
customers-any-frozen = 全部账号状态
customers-any-reseller = 全部云经销商
customers-filter-budget = 预算
customers-filter-frozen = 账号状态
customers-filter-frozen-account-and-resources = { badge-frozen-resources }
customers-filter-reseller = 云经销商
customers-any-manager = 全部客户经理
customers-filter-manager = 客户经理
customers-any-owner = 所有负责人
customers-filter-owner = 负责人
customers-filter-owner-me = 由我负责
customers-filter-owner-nobody = 没有负责人
customers-owner = 负责人
customers-pick = 选择 { $name }
customers-selected = 个客户已选择
customers-select-first = 请选择要分配的客户。
customers-select-fewer = 个已选择：超过一次可分配的数量
customers-assign = 分配客户
customers-assign-selected = 预览所选客户
customers-assign-counted = 预览所选 { $n } 个客户
customers-assign-all = { $count ->
   *[other] 预览全部 { $n } 个匹配的客户
}
customer-team = 负责人员
customer-team-change = 更改负责该客户的人员
customer-team-save = 保存

# One customer.
customer-set-budget = 设置预算
customer-freeze = 冻结账号
customer-freeze-title = 确定冻结 { $name } 的账号？
customer-freeze-follows = 账号冻结后，无法购买、续费和变更资源。如未同时冻结资源，运行中的资源将继续运行并计费。
customer-reason = 原因
customer-reason-hint = 原因将提交给华为云，并记入操作记录。最多 256 个字符。
customer-freeze-resources = 同时冻结资源
customer-freeze-resources-hint = 资源将立即停止服务，预计约 15 天后删除数据。
customer-freeze-caution = 客户的业务会立即受到影响。
customer-freeze-do = 冻结账号
customer-unfreeze = 解冻账号
customer-unfreeze-title = 确定解冻 { $name } 的账号？
customer-unfreeze-follows = 解冻后，账号可在预算范围内购买和续费。
customer-unfreeze-follows-resources = 账号和资源将一并解冻。已删除的数据无法恢复。
customer-unfreeze-do = 解冻账号
customer-why = 该客户为什么无法购买？
customer-why-yes = 该客户可以购买吗？可以
customer-why-unsure = 该客户可以购买吗？暂时无法完全确认
customer-why-nothing = 没有购买限制：账号正常，已实名认证，预算有余额。
customer-why-nothing-own-budget = 没有购买限制：账号正常，已实名认证。该客户无需由贵公司设置预算。
customer-why-nothing-known = 未发现购买限制，但未能全部核实。
customer-why-frozen = 账号已冻结。
customer-why-frozen-resources = 账号及资源均已冻结，预计约 15 天后删除资源数据。
customer-why-frozen-who = 账号由贵公司冻结，或自与贵公司关联起即处于冻结状态。请联系本系统的业务经理或管理员解冻。
customer-why-frozen-you = 账号由贵公司冻结，或自与贵公司关联起即处于冻结状态。您可以处理：解冻账号。
customer-why-no-budget = 未设置预算。转售类客户没有预算时无法购买。
customer-why-exhausted = 预算已用尽，客户无法购买和续费。
customer-why-budget-who = 请联系本系统的业务经理或管理员设置预算。已用金额约有 10 分钟延迟。
customer-why-budget-you = 您可以处理：设置预算。已用金额约有 10 分钟延迟。
customer-why-not-verified = 尚未提交实名认证。
customer-why-not-verified-who = 只能由客户在华为云控制台的“账号中心”完成。
customer-why-waiting = 有 { $count } 个订单待支付。
customer-orders = { $count ->
    [0] 订单
   *[other] { $n } 个订单
}
customer-orders-none = 没有订单。
customer-all-orders = 查看全部订单
customer-order = 订单
customer-order-status = 状态
customer-order-amount = 折后价
customer-order-created = 创建时间
customer-order-deadline = 支付截止时间
customer-action = 操作
customer-resources = { $count ->
    [0] 资源
   *[other] { $n } 个资源
}
customer-resources-none = 没有包年/包月资源。
customer-all-resources = 查看全部资源
customer-resource = 资源
customer-service = 云服务
customer-expires = 到期时间
customer-then = 到期策略
customer-attached = 含 { $count } 个附属资源
customer-price = 查询价格
customer-begun = 支付、续费与变更
customer-activity = 操作记录
customer-activity-none = 尚未在本系统对该客户执行任何操作。
customer-all-activity = 查看全部操作记录
customer-deed = 操作
customer-actor = 操作人
customer-when = 时间
customer-outcome = 结果
customer-budget = 预算
customer-budget-history = 查看预算及调整记录
customer-budget-not-resale = 该客户直接向华为云付费。只有转售类客户需要设置预算。
customer-budget-unset = 未设置预算。
customer-budget-used = 已用
customer-budget-left = 剩余
customer-budget-runs-out = 预计用尽时间
customer-account = 账号信息
customer-account-name = 账号名
customer-name = 名称
customer-kind = 客户类型
customer-individual = 个人
customer-enterprise = 企业
customer-association = 关联类型
customer-referral = 推荐
customer-agency = 代售
customer-resale = 转售
customer-telephone = 电话
customer-email = 邮箱
customer-manager = 华为云客户经理
customer-label = 标签
customer-level = 客户等级
customer-associated = 关联时间
customer-reseller = 云经销商
customer-xaccount = 贵方平台的客户 ID
customer-orders-unknown = 订单：未知
customer-resources-unknown = 包年/包月资源：未知
customer-why-limited = 该客户可以购买吗？可以，但有限制
customer-why-unchecked = 信息缺失或不是最新：{ $facts }。
customer-why-fact-account = 账号状态
customer-why-fact-name = 实名认证
customer-why-fact-budget = 预算
customer-why-fact-quota = 消费额度
customer-why-fact-agency = 委托
customer-why-under-review = 实名认证审核中。
customer-why-under-review-who = 华为云正在审核资料。审核通过后客户即可购买，无需其他操作。
customer-why-refused = 实名认证未通过。
customer-why-refused-who = 只能由客户处理：在华为云控制台的“账号中心”更正资料并重新提交。
customer-why-quota = 贵公司的消费额度已用尽，华为云限制您所有转售类客户购买。
customer-why-quota-who = 贵公司华为云伙伴账号的管理员可以处理：支付应付款项，或向华为云申请提高额度。
customer-why-quota-view = 查看额度
customer-why-no-agency = 缺少委托：贵公司无法代该客户操作。本系统无法查询或续费其资源，也无法支付其订单。
customer-why-no-agency-who = 只能由客户处理：在华为云控制台的 IAM 中创建或更正对贵公司的委托，委托名称须与本系统配置一致。
customer-why-renewals = { $count ->
   *[other] 有 { $n } 个续费订单待支付。支付或取消之前，相关资源无法续费。
}
customer-why-renewals-you = 您可以处理：支付或取消订单。
customer-why-renewals-who = 请联系本系统的业务经理或管理员支付或取消订单。
customer-why-renewals-view = 查看续费订单

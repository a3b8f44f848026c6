# 按限额要求的内容，以及审批申请的结果。
demands-approval-by-day = 加上本次操作，您今天的合计金额超出您的单日限额，须由另一位人员批准。
demands-approved = 已由 { $name } 批准
demands-by-day = 您今天的合计金额超出您的单日限额，需要验证。
demands-changed = { $name } 审批时价格或数据已变化，未执行任何操作。
demands-declined = 已被 { $name } 拒绝
demands-end = 审批申请
demands-expired = 已失效：一天内未获批准
demands-why = 申请理由
demands-why-hint = 供审批人查看。
demands-why-maybe = 仅在须由另一位人员批准时填写，供审批人查看。
demands-withdrawn = 已撤回

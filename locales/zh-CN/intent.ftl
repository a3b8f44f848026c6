# 支付、续费等页面的共用文字。
intent-check-due = 正在再次查询伙伴接口。
intent-check-in = { $age }后再次查询伙伴接口。
intent-history = 过程
intent-look-again = 再次查看
intent-quoted-at = 价格读取时间
intent-step-at = 时间
intent-step-by = 操作人
intent-step-desk = 本系统
intent-step-stage = 阶段
intent-watching = 本页会自动更新。
intent-watching-lost = 本系统没有响应，页面仍在重试。

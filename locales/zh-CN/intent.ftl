# 支付、续费等页面的共用文字。
intent-check-due = 正在向华为云查询。
intent-check-in = { $age }后再次向华为云查询。
intent-history = 过程
intent-look-again = 刷新页面
intent-quoted-at = 价格核对时间
intent-step-at = 时间
intent-step-by = 操作人
intent-step-desk = 本系统
intent-step-stage = 状态
intent-watching = 本页会自动更新。
intent-watching-lost = 本系统没有响应，页面会继续重试。

# Bare pages, when the desk itself could not answer.
plain-title = 操作未能完成
plain-broken = 系统内部出错。您的操作可能已执行，也可能未执行：重试之前请先核实结果。
plain-late = 响应超时。您的操作仍在进行：重试之前请先核实结果。
plain-not-allowed = 您的角色无权执行此操作，未执行任何操作。
plain-foreign = 该请求并非来自本系统页面，未执行任何操作。
plain-unreadable = 无法读取该请求，未执行任何操作。
plain-request = 请求 { $id }
plain-home = 返回概览

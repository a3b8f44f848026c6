# Bare pages, when the desk itself could not answer.
plain-title = 请求失败
plain-broken = 本系统出错。您的操作可能已执行，也可能未执行。重复操作之前，请先核对结果。
plain-late = 响应超时。您的操作可能仍在进行。重复操作之前，请先核对结果。
plain-not-allowed = 您的角色无权执行此操作，未执行任何操作。
plain-foreign = 该请求并非来自本系统页面，未执行任何操作。
plain-origin = 未执行任何操作：当前页面的地址与本系统的设置不符。您的浏览器位于 { $origin }，而本系统要求 { $expected }。如果您的地址正确，请联系本系统管理员修改设置 { $setting }。
plain-below-path = 本系统不能部署在 /desk 之类的子路径下。请为其分配单独的主机名或端口，并让代理原样转发地址。
plain-unreadable = 无法读取该请求，未执行任何操作。
plain-busy = 本系统的数据库繁忙，未向华为云发送任何请求。请返回，稍候重试。
plain-request = 请求 ID { $id }
plain-home = 返回总览
plain-not-understood = 地址中的筛选条件无法识别，因此未生成文件。请返回列表重新选择筛选条件。
plain-too-large = 此表单超过了系统可接受的大小，未执行任何操作。请返回（您输入的内容仍在），缩短后重试。
plain-method = 此地址不能以这种方式使用，未执行任何操作。

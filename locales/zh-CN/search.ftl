# The page of search results.
search-title = 搜索
search-empty = 搜索客户、订单、资源、备注、请求和错误码
search-empty-why = 输入名称、账号、电话号码，或客户、订单、资源、请求的 ID，也可只输入其中一部分。多个词的顺序不限。备注可按其中的词语搜索。输入错误码（如 CBC.99003105）可查看其含义。
search-found = { $count ->
    [0] 没有与“{ $text }”匹配的结果
   *[other] 与“{ $text }”匹配的结果：{ $n } 条
}
search-nothing = 没有结果
search-nothing-why = 搜索范围是您可查看的客户，以及已从华为云加载的数据。请尝试名称的一部分或 ID。请求只有产生过操作的才能找到。
search-customers = 客户
search-orders = 订单
search-resources = 资源
search-name = 名称
search-id = ID
search-found-more = “{ $text }”有 { $n } 个结果，显示 { $shown } 个
search-more-than = { $n } 个以上
search-code = 错误码
search-code-code = 错误码
search-code-what = 含义
search-code-who = 由谁处理
search-code-next = 下一步
search-code-where = 出现位置
search-code-calls = 返回此错误码的 API 调用
search-code-entries = 遇到此错误码的操作记录
search-entries = 操作记录
search-account = 账号
search-order = 订单所属客户
search-service = 云服务
search-customer = 客户
search-action = 操作
search-person = 操作人
search-status = 状态
search-count-shown = { $n } 个匹配，显示 { $shown } 个
search-count = { $count ->
   *[other] { $n } 个匹配
}
search-show-list = { $count ->
   *[other] 在列表中查看全部 { $n } 个
}
search-notes = 备注
search-note = 备注

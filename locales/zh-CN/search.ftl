# The page of search results.
search-title = 搜索
search-empty = 搜索客户、订单和资源
search-empty-why = 请输入名称、账号、客户 ID、订单 ID 或资源 ID，可只输入一部分。
search-found = { $count ->
    [0] 没有与“{ $text }”匹配的结果
   *[other] 与“{ $text }”匹配的结果：{ $n } 条
}
search-nothing = 没有结果
search-nothing-why = 搜索范围为您可查看的客户，以及已从华为云读取的数据。请尝试输入名称的一部分或 ID。
search-customers = 客户
search-orders = 订单
search-resources = 资源
search-name = 名称
search-id = ID
search-in-list = 在完整列表中搜索

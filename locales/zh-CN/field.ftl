# What is wrong with a field.
field-missing = 此项为必填项。
field-amount-empty = 请输入金额。
field-amount-not-a-number = 金额格式不正确，请按 1,500.50 的格式输入。
field-amount-not-positive = 金额须大于 0。预算只能调整，不能取消。
field-amount-too-precise = 最多两位小数。
field-amount-too-large = 最大为 2,147,483,647。
field-not-offered = 请选择列出的值。
field-over-agreed = 所选订单的合计金额高于确认价格。
field-too-long = 最多 { $count } 个字符。
field-too-short = 至少 { $count } 个字符。
field-wrong-password = 密码错误。
field-nothing-selected = 请至少选择一项。
field-too-many = { $count ->
   *[other] 一次最多 { $n } 项。
}
field-bad-line = 第 { $line } 行不是有效的 CSV。
field-file-too-large = 不超过 { $megabytes } MB。
field-no-column = 第一行须包含名为“{ $name }”的列。
field-not-text = 文件不是 UTF-8 文本，请另存为 CSV（UTF-8）。

# What is wrong with a field.
field-missing = 此项必填。
field-amount-empty = 请输入金额。
field-amount-not-a-number = 金额格式不正确，示例：1,500.50。
field-amount-not-positive = 金额必须大于零。预算只能调整，不能清空。
field-amount-too-precise = 最多保留两位小数。
field-amount-too-large = 最大为 2,147,483,647。
field-not-offered = 请从可选值中选择。
field-over-agreed = 合计超过已同意的价格。
field-too-long = 最多 { $count } 个字符。
field-too-short = 至少 { $count } 个字符。
field-wrong-password = 与您的密码不符。
field-nothing-selected = 请至少选择一项。
field-too-many = { $count ->
   *[other] 一次最多 { $n } 项。
}
field-bad-line = 第 { $line } 行无法按 CSV 读取。
field-file-too-large = 不超过 { $megabytes } MB。
field-no-column = 第一行须包含列名“{ $name }”。
field-not-text = 不是 UTF-8 文本，请另存为 CSV（UTF-8）。

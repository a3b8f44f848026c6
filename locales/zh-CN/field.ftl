# What is wrong with a field.
field-missing = 此项为必填项。
field-amount-empty = 请输入金额。
field-amount-not-a-number = 金额格式不正确，请按 1,500.50 的格式输入。
field-amount-not-positive = 金额须大于 0。预算只能调整，不能取消。
field-amount-too-precise = 最多两位小数。有些币种（如 JPY）没有小数。
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
field-no-rows = 列名行下方没有任何数据行。
field-no-column = 没有找到列名行：必须有名为“{ $name }”的列。
field-not-text = 这不是 UTF-8、UTF-16 或 GB18030 文本。请将文件另存为 CSV（UTF-8）或 Excel 工作簿（.xlsx）。
field-amount-ambiguous = 金额有歧义：分隔符可能表示千位，也可能表示小数。请输入 1500 或 1,500.00 这样的金额。
field-column-twice = 列“{ $name }”出现多次，请只保留一列。
field-cut-not-confirmed = 预算将降到已用金额以下，或降幅超过一半。请确认。
field-workbook-large = Excel 工作簿解压后过大。请将数据行复制到新的工作簿。
field-workbook-merged = Excel 工作表的 { $cell } 处有合并单元格。请取消合并后重新上传。
field-workbook-old = 这是旧版（.xls）或受密码保护的 Excel 工作簿。请另存为不带密码的 .xlsx。
field-workbook-sheets = Excel 工作簿有 { $count } 个含内容的工作表。请只保留一个，或隐藏其他工作表。
field-workbook-unreadable = 无法读取此 Excel 工作簿。请用 Excel 打开，另存为 .xlsx 后重新上传。
field-not-the-same = 与上面的新密码不一致。
field-last-administrator = 这是最后一个能够登录的管理员。请先添加或指定另一个管理员。
field-weak-common = 这是最先被尝试的密码之一，或与之相近。请使用几个互不相关的词。
field-weak-name = 此密码由用户名组成。请使用几个互不相关的词。
field-weak-pattern = 重复或相邻的字符容易被猜到。请使用几个互不相关的词。
field-weak-word = 单个词、姓名或日期容易被猜到。请使用几个互不相关的词。
field-weak-short = 此密码容易被猜到。请再加一两个词。
field-not-a-name = 此名称已被使用、与已有名称相似，或含有名称中不允许的字符：空格、不可见字符或多种文字混用。
field-not-a-day = 请输入今天或之后的日期，例如 2026-12-31。

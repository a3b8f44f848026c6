# Words that every page uses.
app-name = Partnerdesk
customers-count = { $count } 个客户
data-age = 数据时间 { $when }

# Spans of time.
date-now = 刚刚
date-in-minutes = { $count } 分钟后
date-minutes-ago = { $count } 分钟前
date-in-hours = { $count } 小时后
date-hours-ago = { $count } 小时前
date-in-days = { $count } 天后
date-days-ago = { $count } 天前
date-seconds = { $count } 秒
date-minutes = { $count } 分钟
date-hours = { $count } 小时
date-days = { $count } 天

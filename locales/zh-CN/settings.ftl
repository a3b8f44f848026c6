# The viewer's own settings.
settings-title = 设置
settings-kept = 随账号保存，在您登录的每个浏览器中生效。
settings-times = 时间与日期
settings-zone = 时区
settings-zone-automatic = 自动：使用浏览器的时区
settings-zone-browser = 自动：使用此浏览器的时区（{ $zone }）
settings-zone-use = 保存时区
settings-zone-hint = 页面上的时间均按此时区显示。账期由华为云按 GMT+8 计算，并会注明。
settings-view = 外观
settings-people = 人员与客户

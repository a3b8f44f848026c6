# The door.
sign-in-title = 登录
sign-in-name = 用户名
sign-in-password = 密码
sign-in-submit = 登录
sign-in-note = 没有账号，或无法登录？请联系本系统管理员。
sign-in-already = 您已登录为 { $name }
sign-in-go-on = 继续

# The door.
sign-in-title = 登录
sign-in-name = 用户名
sign-in-password = 密码
sign-in-submit = 登录
sign-in-note = 没有账号，或无法登录？请联系本系统管理员。
sign-in-already = 您已登录为 { $name }
sign-in-go-on = 继续
sign-in-code-for = 正在以 { $name } 的身份登录，密码正确。
sign-in-code-lost = 没有手机和恢复码？请联系本系统管理员。不是您本人？
sign-in-again = 重新登录
sign-in-over = 此次登录已结束
sign-in-over-why = 须在输入密码后 5 分钟内、在同一浏览器中输入验证码。未登录任何用户。
sign-in-not-sent = 未提交任何内容，您已退出登录。
sign-in-not-sent-kept = 请登录，您填写的内容将重新显示在表单中。密码不会保留。
sign-in-not-sent-too-long = 您填写的内容过长，无法保留。请在浏览器中返回上一页复制内容，然后登录。
sign-in-not-sent-file = 文件不会保留，请在登录后重新选择文件。

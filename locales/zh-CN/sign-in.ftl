# The door.
sign-in-title = 登录
sign-in-name = 用户名
sign-in-password = 密码
sign-in-submit = 登录
sign-in-note = 没有账号，或无法登录？请联系本系统管理员。
sign-in-already = 您已登录为 { $name }
sign-in-go-on = 继续
sign-in-not-sent = 未提交任何内容，您已退出登录。
sign-in-not-sent-kept = 请登录，您填写的内容将重新显示在表单中。密码不会保留。
sign-in-not-sent-too-long = 您填写的内容过长，无法保留。请在浏览器中返回上一页复制内容，然后登录。
sign-in-not-sent-file = 文件不会保留，请在登录后重新选择文件。

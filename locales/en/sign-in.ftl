# The door.
sign-in-title = Sign in
sign-in-name = Name
sign-in-password = Password
sign-in-submit = Sign in
sign-in-note = No account, or no access? Ask an administrator of this desk.
sign-in-already = You are signed in as { $name }
sign-in-go-on = Go on

# The door.
sign-in-title = Sign in
sign-in-name = Name
sign-in-password = Password
sign-in-submit = Sign in
sign-in-note = No account, or no access? Ask an administrator of this desk.
sign-in-already = You are signed in as { $name }
sign-in-go-on = Go on
sign-in-not-sent = Nothing was sent. You were signed out.
sign-in-not-sent-kept = Sign in, and what you entered is in the form again. Passwords are not kept.
sign-in-not-sent-too-long = What you entered is too long to be kept. Go back in your browser to copy it, then sign in.
sign-in-not-sent-file = Choose the file again after you sign in: files are not kept.

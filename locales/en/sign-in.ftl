# The sign-in page.
sign-in-title = Sign in
sign-in-name = Name
sign-in-password = Password
sign-in-submit = Sign in
sign-in-note = No account, or cannot sign in? Ask a Partnerdesk administrator.
sign-in-already = You are signed in as { $name }
sign-in-go-on = Continue
sign-in-not-sent = Nothing was sent. You were signed out.
sign-in-not-sent-kept = Sign in to see what you entered in the form again. Passwords are not kept.
sign-in-not-sent-too-long = What you entered is too long to be kept. Go back in your browser to copy it, then sign in.
sign-in-not-sent-file = Files are not kept. Select the file again after you sign in.

# The sign-in page.
sign-in-title = Sign in
sign-in-name = Name
sign-in-password = Password
sign-in-submit = Sign in
sign-in-note = No account, or cannot sign in? Ask a Partnerdesk administrator.
sign-in-already = You are signed in as { $name }
sign-in-go-on = Continue
sign-in-code-for = Signing in as { $name }. Your password was correct.
sign-in-code-lost = No phone and no recovery codes? Ask a Partnerdesk administrator. Not you?
sign-in-again = Sign in again
sign-in-over = This sign-in has ended
sign-in-over-why = The code must be entered within 5 minutes after the password, in the same browser. Nobody was signed in.
sign-in-not-sent = Nothing was sent. You were signed out.
sign-in-not-sent-kept = Sign in to see what you entered in the form again. Passwords are not kept.
sign-in-not-sent-too-long = What you entered is too long to be kept. Go back in your browser to copy it, then sign in.
sign-in-not-sent-file = Files are not kept. Select the file again after you sign in.

# The sign-in page.
sign-in-title = Sign in
sign-in-name = Name
sign-in-password = Password
sign-in-submit = Sign in
sign-in-note = No account, or cannot sign in? Ask a Partnerdesk administrator.
sign-in-already = You are signed in as { $name }
sign-in-go-on = Continue

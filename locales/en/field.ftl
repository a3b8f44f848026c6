# What is wrong with a field.
field-missing = This field is required.
field-amount-empty = Enter an amount.
field-amount-not-a-number = This is not an amount. Enter it like 1,500.50.
field-amount-not-positive = The amount must be above 0. A budget cannot be removed, only changed.
field-amount-too-precise = At most two decimals. Some currencies, such as JPY, have none.
field-amount-too-large = At most 2,147,483,647.
field-not-offered = Select one of the listed values.
field-over-agreed = The total of the selected orders is higher than the confirmed price.
field-too-long = { $count ->
    [one] At most 1 character.
   *[other] At most { $count } characters.
}
field-too-short = { $count ->
    [one] At least 1 character.
   *[other] At least { $count } characters.
}
field-wrong-password = The password is wrong.
field-wrong-code = This is no valid code. Enter the 6 digits that your authenticator app shows now.
field-used-code = This code was used already, for example to sign in. Wait for the next code.
field-code-not-now = This code has expired. Enter the current one. If that fails too, check that the time on your phone is set automatically.
field-used-recovery-code = This recovery code was used already. Each works once: use another one.
field-nothing-selected = Select at least one.
field-too-many = { $count ->
    [one] At most 1 at a time.
   *[other] At most { $n } at a time.
}
field-bad-line = Line { $line } is not valid CSV.
field-file-too-large = At most { $megabytes } MB.
field-no-rows = There is no row below the column names.
field-no-column = No line contains the column names: there must be a column named “{ $name }”.
field-not-text = This is not text in UTF-8, UTF-16 or GB18030. Save the file as CSV (UTF-8) or as an Excel workbook (.xlsx).
field-amount-ambiguous = This amount is ambiguous: the separator can mark thousands or decimals. Enter it like 1500 or 1,500.00.
field-column-twice = The column “{ $name }” occurs more than once. Keep one of them.
field-cut-not-confirmed = This cuts the budget below its used amount or by more than half. Confirm it.
field-workbook-large = The Excel workbook is too large when unpacked. Copy the rows to a new workbook.
field-workbook-merged = The Excel sheet has merged cells at { $cell }. Unmerge them and upload the file again.
field-workbook-old = This is an old (.xls) or password-protected Excel workbook. Save it as .xlsx without a password.
field-workbook-sheets = The Excel workbook has { $count } sheets with content. Keep one, or hide the others.
field-workbook-unreadable = This Excel workbook cannot be read. Open it in Excel, save it as .xlsx and upload it again.
field-not-the-same = This is not the same as the new password above.
field-last-administrator = This is the last administrator who can sign in. Add or promote another one first.
field-weak-common = This is one of the passwords that are tried first, or much like one. Use several unrelated words.
field-weak-name = This is made from the user name. Use several unrelated words.
field-weak-pattern = Repeated or neighboring characters are easily guessed. Use several unrelated words.
field-weak-word = A single word, name or date is easily guessed. Use several unrelated words.
field-weak-short = This is easily guessed. Add another word or two.
field-not-a-name = This name is in use, looks like one in use, or has signs that names cannot have: spaces, invisible signs, or letters of several scripts.
field-above-bound = The server settings allow at most { $bound }.
field-not-a-day = Enter today or a later date, such as 2026-12-31.

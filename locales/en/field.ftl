# What is wrong with a field.
field-missing = Please fill this in.
field-amount-empty = Please enter an amount.
field-amount-not-a-number = This is not an amount. Write it like 1,500.50.
field-amount-not-positive = The amount must be above zero. A budget cannot be cleared, only changed.
field-amount-too-precise = At most two decimals.
field-amount-too-large = At most 2,147,483,647.
field-not-offered = Please choose one of the values on offer.
field-over-agreed = Together they come to more than the price agreed to.
field-too-long = { $count ->
    [one] At most one character.
   *[other] At most { $count } characters.
}
field-too-short = { $count ->
    [one] At least one character.
   *[other] At least { $count } characters.
}
field-wrong-password = That is not your password.
field-nothing-selected = Please select at least one.
field-too-many = { $count ->
    [one] At most one at a time.
   *[other] At most { $n } at a time.
}
field-bad-line = Line { $line } cannot be read as CSV.
field-file-too-large = At most { $megabytes } MB.
field-no-column = The first line has to name a column “{ $name }”.
field-not-text = This is not text in UTF-8. Save the file as CSV (UTF-8).

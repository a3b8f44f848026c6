# What is wrong with a field.
field-missing = This field is required.
field-amount-empty = Enter an amount.
field-amount-not-a-number = This is not an amount. Enter it like 1,500.50.
field-amount-not-positive = The amount must be above 0. A budget cannot be removed, only changed.
field-amount-too-precise = At most two decimals.
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
field-nothing-selected = Select at least one.
field-too-many = { $count ->
    [one] At most 1 at a time.
   *[other] At most { $n } at a time.
}
field-bad-line = Line { $line } is not valid CSV.
field-file-too-large = At most { $megabytes } MB.
field-no-column = The first line must contain a column named “{ $name }”.
field-not-text = This is not UTF-8 text. Save the file as CSV (UTF-8).

# Spans of time.
date-now = now
date-in-minutes = in { $count } min
date-minutes-ago = { $count } min ago
date-in-hours = in { $count } { $count ->
    [one] hour
   *[other] hours
}
date-hours-ago = { $count } { $count ->
    [one] hour ago
   *[other] hours ago
}
date-in-days = in { $count } { $count ->
    [one] day
   *[other] days
}
date-days-ago = { $count } { $count ->
    [one] day ago
   *[other] days ago
}
date-seconds = { $count } s
date-minutes = { $count } min
date-hours = { $count } h
date-days = { $count } d

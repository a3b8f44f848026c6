# What was done.
notice-budget-set = { $before ->
    [none] Budget set. Now: { $after }.
   *[other] Budget set. Before: { $before }. Now: { $after }.
}
notice-frozen = Account frozen.
notice-unfrozen = Account unfrozen.
notice-view-saved = View saved. It is in the list of saved views.

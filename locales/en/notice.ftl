# What was done.
notice-budget-set = { $before ->
    [none] Budget set. Now: { $after }.
   *[other] Budget set. Before: { $before }. Now: { $after }.
}
notice-frozen = Account frozen.
notice-unfrozen = Account unfrozen.
notice-refreshed = Updated from HUAWEI CLOUD.
notice-refreshing = The update goes on in the background. Reload this page in a moment.

notice-view-saved = View saved. It is in the list of saved views.
notice-team-set = Saved who looks after this customer.
notice-rule-added = Rule saved and applied.
notice-rule-removed = Rule removed, with the assignments that it made.


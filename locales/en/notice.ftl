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

notice-invited = A link was created. It is valid for 72 hours and works once.
notice-role-changed = Role changed. It applies from the next click.
notice-switched-off = { $count ->
    [0] User disabled and signed out.
    [one] User disabled and signed out. One running job was paused.
   *[other] User disabled and signed out. { $count } running jobs were paused.
}
notice-switched-on = User enabled.
notice-sessions-ended = { $count ->
    [0] There was no other session.
    [one] One session ended.
   *[other] { $count } sessions ended.
}
notice-password-changed = { $count ->
    [0] Password changed.
    [one] Password changed. One other session ended.
   *[other] Password changed. { $count } other sessions ended.
}
notice-right-changed = Permission changed. It applies from the next click.
notice-second-factor-on = Two-step verification is on.
notice-second-factor-off = Two-step verification is off.
notice-second-factor-rule = Requirement saved. It applies from the next click.
notice-limits-proposed = Proposed. It applies when another administrator agrees.
notice-limits-changed = Agreed. The new limits apply now.
notice-limits-changed-alone = The new limits apply now. There is no other administrator to agree to them.
notice-limits-same = No changes: these limits are set already.
notice-limits-refused = Refused. The limits stay as they are.
notice-limits-withdrawn = Withdrawn. The limits stay as they are.

notice-note-written = Note saved.
notice-follow-up-written = Note saved. The follow-up is on that person’s list.
notice-note-withdrawn = Note withdrawn.
notice-follow-up-done = Follow-up marked as done.
notice-follow-up-reopened = Follow-up reopened.
notice-follow-up-passed-on = Follow-up passed on to { $name }.

# Changes: cancelling an order, unsubscribing, auto-renewal, pay-per-use at the end.
changes-act-auto-renew-off = { $count ->
    [one] Switch auto-renewal off for one resource
   *[other] Switch auto-renewal off for { $n } resources
}
changes-act-auto-renew-on = { $count ->
    [one] Switch auto-renewal on for one resource
   *[other] Switch auto-renewal on for { $n } resources
}
changes-act-cancel = Cancel the order
changes-act-give-back-terms = { $count ->
    [one] Give back renewed terms of one resource
   *[other] Give back renewed terms of { $n } resources
}
changes-act-not-to-on-demand = { $count ->
    [one] No pay-per-use at the end for one resource
   *[other] No pay-per-use at the end for { $n } resources
}
changes-act-to-on-demand = { $count ->
    [one] Pay-per-use at the end for one resource
   *[other] Pay-per-use at the end for { $n } resources
}
changes-act-unsubscribe = { $count ->
    [one] Unsubscribe one resource
   *[other] Unsubscribe { $n } resources
}
changes-again = Look again at what is left
changes-charged-soon = near or past the end, so HUAWEI CLOUD may charge at the next 03:00 GMT+8.
changes-charged-until = auto-renewal may charge at any moment until this has taken effect.
changes-checked-at = Last looked at
changes-decide-done = It was done
changes-decide-done-title = Was it done?
changes-decide-done-why = The partner cannot be read, so this counts as your word. Decide so only if the partner or its console told you that it was done.
changes-decide-undone = Confirm: not done
changes-groups = One change is about one customer, and takes as many resources as the partner does at once, so the selection stands in groups.
changes-hold-already = It is so already.
changes-hold-frozen = It is frozen, so the partner does not take it back. Renew it, or let it run out.
changes-hold-gone = The partner no longer has it.
changes-hold-intent = Something else is under way with it.
changes-hold-not-set = It does not go on as pay-per-use anyway.
changes-hold-past = It is past its end; this can only be decided before. Renew it first.
changes-hold-unpaid = An order with it waits for payment. Pay or cancel that order first.
changes-left-out = Left out
changes-live = Read live from the partner; nothing is changed yet.
changes-means-already = It was so before. Nothing was sent.
changes-means-confirmed = The change is confirmed here and has not left yet. Nothing has happened.
changes-means-done = The partner has accepted it, for everything below.
changes-means-drafted = The change has begun; what it is about is being read once more. Nothing has happened.
changes-means-no-effect = Long after the attempt no effect can be seen, so it seems that it did not happen.
changes-means-partly = The partner has accepted it for a part only. Each outcome stands below.
changes-means-quoted = All is as you saw it. Nothing has happened.
changes-means-rejected = The partner refused. Nothing has happened.
changes-means-sent = The change has been sent; the partner’s answer is still to come.
changes-means-settled-done = A person decided that it was done, since the partner could not tell.
changes-means-settled-undone = A person confirmed that it was not done.
changes-means-stands-otherwise = Long after the attempt it stands otherwise, so it seems that it did not happen. A renewal order paid since, or somebody elsewhere, may also have set it back.
changes-means-unknown = The partner gave no clear answer. It may have been done, or not.
changes-means-void = Nothing was done.
changes-means-waiting = The change waits for another person to agree. Nothing has happened.
changes-more = More
changes-more-means = You see first what it would do: what goes with it, what is refused, what cannot be undone. Nothing leaves before you confirm it there.
changes-more-title = Change the selection
changes-moved = Something is not what you saw any more: the end of a resource has moved, or it was changed meanwhile. Nothing was sent. Look again and decide anew.
changes-next-already = Nothing is left to do.
changes-next-auto-renew-off = HUAWEI CLOUD no longer renews by itself. Renew in time what has to stay. The list shows it once the partner does.
changes-next-auto-renew-on = HUAWEI CLOUD renews by itself, from 7 days before the end, daily at 03:00 GMT+8, at the price of that day. The list shows it once the partner does.
changes-next-cancel = Resources that the order held are free again. The order cannot be restored.
changes-next-confirmed = It leaves within seconds. If the desk was stopped before that, it is given up after two minutes.
changes-next-drafted = It goes on within seconds. If the desk was stopped meanwhile, it is given up after two minutes.
changes-next-give-back-terms = The orders below say what comes back. The new end shows in the list once the partner has carried them out.
changes-next-no-effect = Nobody else can change the same from here until a person confirms that it was not done. It is read once more when you confirm.
changes-next-not-to-on-demand = At the end the grace period begins, unless they are renewed before. The list shows it once the partner does.
changes-next-quoted = It goes on within seconds. If the desk was stopped meanwhile, it is given up after two minutes.
changes-next-rejected = Read below why, and who can mend it. Then decide anew.
changes-next-sent = If no answer comes, the desk finds out by reading. Nothing is ever sent again by itself.
changes-next-settled-undone = Look again and decide anew.
changes-next-to-on-demand = Until the end nothing changes. After it they leave this list and go on as pay-per-use. It can be withdrawn until then.
changes-next-unknown = Do not try it elsewhere now. The desk reads until it is clear, and never sends it again by itself. This page keeps up.
changes-next-unsubscribe = The orders below say what comes back. The resources leave the list once the partner has carried them out.
changes-next-void = Nothing was sent, or what it was about ended otherwise. Look again and decide anew.
changes-next-waiting = Whoever may agree finds it on the overview.
changes-none-left = Nothing that is selected can be changed so now.
changes-nothing = Nothing is selected
changes-nothing-why = Select resources in the list of renewals; what a change would do to them will stand here.
changes-orders = Unsubscription orders
changes-orders-why = An amount below zero comes back to the customer. What was used, and a handling fee where there is one, is already taken off.
changes-others = What can be done with the selection
changes-outcome = Outcome
changes-outcomes = Outcome of each
changes-part-already = So before
changes-part-not-sent = Not sent
changes-partner-says = What the partner said
changes-read-at = Read
changes-reason = Reason (for HUAWEI CLOUD)
changes-reason-complex = Too complex to operate
changes-reason-hard = Hard to use
changes-reason-lacks = Functions are missing
changes-reason-none = Not told
changes-reason-other = Another reason
changes-reason-service = Poor service
changes-refund = Amount
changes-renewing = A renewal order for it is not carried out yet. That order took along what happened at the end when it was made, and paying it may set that back. Look again here after it is paid.
changes-short-auto-renew-off = Auto-renewal off
changes-short-auto-renew-on = Auto-renewal on
changes-short-give-back-terms = Give back renewed terms
changes-short-not-to-on-demand = No pay-per-use at the end
changes-short-to-on-demand = Pay-per-use at the end
changes-short-unsubscribe = Unsubscribe
changes-state-already = it was so before
changes-state-begun = about to be sent
changes-state-done = done
changes-state-no-effect = probably not done
changes-state-partly = { $done } of { $count } done
changes-state-rejected = refused
changes-state-sent = sent
changes-state-undone = not done
changes-state-unknown = outcome unknown
changes-state-waiting = waits for approval
changes-step-auto-renew-off-1 = HUAWEI CLOUD no longer charges for these resources by itself.
changes-step-auto-renew-off-2 = At the end the grace period begins, then they are frozen, and at last deleted with their data, unless they are renewed before.
changes-step-auto-renew-off-3 = Each resource is switched by a call of its own. If one fails, the others stay switched.
changes-step-auto-renew-on-1 = HUAWEI CLOUD charges by itself: from 7 days before the end, daily at 03:00 GMT+8, until it works or the resource is gone.
changes-step-auto-renew-on-2 = Each charge is as long as the original period, at the price of that day, and counts against the customer’s budget. Nobody is asked before it.
changes-step-auto-renew-on-3 = Resources attached to one go with it. It takes the place of pay-per-use at the end.
changes-step-auto-renew-on-4 = Each resource is switched by a call of its own. If one fails, the others stay switched.
changes-step-give-back-terms-1 = Only renewed terms that have not begun are given back. The resources stay until the end of the term that runs now.
changes-step-give-back-terms-2 = What comes back, and whether a handling fee is taken, the partner does not tell before. The order that is made says it.
changes-step-give-back-terms-3 = A resource without such a term is refused; the others are carried out all the same.
changes-step-not-to-on-demand-1 = The resources no longer go on as pay-per-use.
changes-step-not-to-on-demand-2 = At the end the grace period begins, then they are frozen, and at last deleted with their data, unless they are renewed before.
changes-step-to-on-demand-1 = Until the end of each resource, as shown here, nothing changes and nothing is charged.
changes-step-to-on-demand-2 = From then on it goes on as pay-per-use with what is attached to it, and is billed by use until somebody deletes it. It leaves the list of renewals.
changes-step-to-on-demand-3 = It takes the place of auto-renewal.
changes-step-to-on-demand-4 = Until the end it can be withdrawn.
changes-step-unsubscribe-1 = The resources end now, with all their terms, and everything attached to them goes too.
changes-step-unsubscribe-2 = What has no recycle bin is deleted at once and for good, with its data. The partner does not tell here which resources have one.
changes-step-unsubscribe-3 = What comes back, and whether a handling fee is taken, the partner does not tell before. The orders that are made say it.
changes-step-unsubscribe-4 = It cannot be undone. To keep the resources and give back only what was renewed ahead, choose “Give back renewed terms”.
changes-title = { $what }: { $state }
changes-to-holder = See it
changes-to-order = Order
changes-to-resources = Resources of the customer
changes-understood = I understand that these resources end now and that their data may be deleted for good.
changes-understood-terms = I understand that the terms renewed ahead are given back.
changes-unread = The partner cannot be read now, so nothing can be decided here.
changes-what = What is changed
changes-what-goes = What is given back
changes-with = with { $names }

# Changes: canceling an order, unsubscribing, auto-renewal, pay-per-use on expiry.
changes-act-auto-renew-off = { $count ->
    [one] Turn off auto-renewal for 1 resource
   *[other] Turn off auto-renewal for { $n } resources
}
changes-act-auto-renew-on = { $count ->
    [one] Turn on auto-renewal for 1 resource
   *[other] Turn on auto-renewal for { $n } resources
}
changes-act-cancel = Cancel order
changes-act-give-back-terms = { $count ->
    [one] Unsubscribe from the renewed period of 1 resource
   *[other] Unsubscribe from the renewed period of { $n } resources
}
changes-act-not-to-on-demand = { $count ->
    [one] Cancel change to pay-per-use for 1 resource
   *[other] Cancel change to pay-per-use for { $n } resources
}
changes-act-to-on-demand = { $count ->
    [one] Change to pay-per-use on expiry for 1 resource
   *[other] Change to pay-per-use on expiry for { $n } resources
}
changes-act-unsubscribe = { $count ->
    [one] Unsubscribe from 1 resource
   *[other] Unsubscribe from { $n } resources
}
changes-again = Review the rest again
changes-charged-soon = close to expiry, so HUAWEI CLOUD charges at the next 03:00 GMT+8.
changes-charged-until = auto-renewal may charge at any moment until this change has taken effect.
changes-checked-at = Last checked
changes-decide-done = Mark as done
changes-decide-done-title = Mark this change as done?
changes-decide-done-why = The result cannot be loaded from HUAWEI CLOUD, so your answer decides. Continue only if HUAWEI CLOUD support or the console shows that the change was made.
changes-decide-undone = Confirm not done
changes-groups = One change covers the resources of one customer, up to the number that HUAWEI CLOUD accepts at once. The selection is therefore split into groups.
changes-hold-already = Already set this way.
changes-hold-frozen = It is frozen, so HUAWEI CLOUD does not accept its unsubscription. Renew it first, or let it expire.
changes-hold-gone = It no longer exists in HUAWEI CLOUD.
changes-hold-intent = Another action on it is in progress.
changes-hold-not-set = It is not set to change to pay-per-use.
changes-hold-past = It has expired, and this can only be set before expiry. Renew it first.
changes-hold-unpaid = An order that contains it is pending payment. Pay or cancel that order first.
changes-left-out = Skipped resources
changes-live = Current data from HUAWEI CLOUD. Nothing has been changed yet.
changes-means-already = It was already set this way. Nothing was sent.
changes-means-confirmed = The change is confirmed but not sent yet. Nothing has been changed.
changes-means-done = HUAWEI CLOUD has accepted the change for everything listed below.
changes-means-drafted = The change has started. The current data is being checked again. Nothing has been changed.
changes-means-no-effect = Long after the change was sent, no effect was found. Probably it was not made.
changes-means-partly = HUAWEI CLOUD has accepted only a part of the change. Each outcome is listed below.
changes-means-quoted = The data was checked and is what you saw. Nothing has been changed.
changes-means-rejected = HUAWEI CLOUD rejected the change. Nothing has been changed.
changes-means-sent = The change was sent. HUAWEI CLOUD has not responded yet.
changes-means-settled-done = A user marked the change as done, because HUAWEI CLOUD could not confirm it.
changes-means-settled-undone = A user confirmed that the change was not made.
changes-means-stands-otherwise = Long after the change was sent, the setting is different. Probably the change was not made. A renewal order paid since then, or somebody using the HUAWEI CLOUD console, may also have changed it back.
changes-means-unknown = HUAWEI CLOUD gave no clear response. The change may or may not have been made.
changes-means-void = No change was made.
changes-means-waiting = The change is awaiting approval. Nothing has been changed.
changes-more = More actions
changes-more-means = A preview first shows which resources are affected, which cannot be changed, and what cannot be undone. Nothing is sent until you confirm it there.
changes-more-title = Change selected resources
changes-moved = The data has changed: a resource has a new expiry, or it was changed in the meantime. Nothing was sent. Check the new data and decide again.
changes-next-already = No action is needed.
changes-next-auto-renew-off = HUAWEI CLOUD no longer renews these resources automatically. Renew the ones you want to keep before they expire. The list shows the change after HUAWEI CLOUD reports it.
changes-next-auto-renew-on = HUAWEI CLOUD renews these resources automatically: from 7 days before expiry, daily at 03:00 GMT+8, at the price of that day. A resource that ends before the next 03:00 is charged at once. The list shows the change after HUAWEI CLOUD reports it.
changes-next-cancel = The resources of this order are no longer locked. The order cannot be restored.
changes-next-confirmed = It will be sent within seconds. If Partnerdesk stops before that, the change ends as not done after two minutes.
changes-next-drafted = It continues within seconds. If Partnerdesk stops before that, the change ends as not done after two minutes.
changes-next-give-back-terms = The orders below show the refund. The new expiry appears in the list after HUAWEI CLOUD has processed them.
changes-next-no-effect = The same change stays locked in Partnerdesk until a user confirms that it was not made. It is checked once more at that moment.
changes-next-not-to-on-demand = On expiry, the grace period starts, unless you renew before. The list shows the change after HUAWEI CLOUD reports it.
changes-next-quoted = It continues within seconds. If Partnerdesk stops before that, the change ends as not done after two minutes.
changes-next-rejected = The reason, and who can fix it, is shown below. You can try again after that.
changes-next-sent = If there is no response, Partnerdesk checks the result. The change is never resent automatically.
changes-next-settled-undone = To make the change, review it again.
changes-next-to-on-demand = Nothing changes until expiry. After that, the resources leave this list and are billed as pay-per-use. You can cancel this until then.
changes-next-unknown = Do not repeat this change anywhere else now. Partnerdesk checks the result until it is certain, and never resends the change automatically. This page updates itself.
changes-next-unsubscribe = The orders below show the refund. The resources leave the list after HUAWEI CLOUD has processed them.
changes-next-void = Nothing was sent, or the order or resource had already changed. To make the change, review it again.
changes-next-waiting = Approvers find it on the overview.
changes-none-left = None of the selected resources can be changed this way now.
changes-nothing = No selection
changes-nothing-why = Select resources in the renewal list. A preview of the change is then shown here.
changes-orders = Unsubscription orders
changes-orders-why = A negative amount is refunded to the customer. Usage and any handling fee are already deducted.
changes-others = Actions for the selection
changes-outcome = Outcome
changes-outcomes = Outcome by item
changes-part-already = Already set
changes-part-not-sent = Not sent
changes-partner-says = Message
changes-read-at = Checked
changes-reason = Reason (sent to HUAWEI CLOUD)
changes-reason-complex = Too complex to operate
changes-reason-hard = Hard to use
changes-reason-lacks = Missing functions
changes-reason-none = No reason
changes-reason-other = Another reason
changes-reason-service = Poor service
changes-refund = Amount
changes-renewing = A renewal order for this resource is not processed yet. It was placed with the old setting on expiry, and paying it may restore that setting. Check again after the order is paid.
changes-short-auto-renew-off = Turn off auto-renewal
changes-short-auto-renew-on = Turn on auto-renewal
changes-short-give-back-terms = Unsubscribe from renewed period
changes-short-not-to-on-demand = Cancel change to pay-per-use
changes-short-to-on-demand = Change to pay-per-use on expiry
changes-short-unsubscribe = Unsubscribe
changes-state-already = already set
changes-state-begun = about to be sent
changes-state-done = done
changes-state-no-effect = probably not done
changes-state-partly = { $done } of { $count } done
changes-state-rejected = rejected
changes-state-sent = sent
changes-state-undone = not done
changes-state-unknown = outcome unknown
changes-state-waiting = awaiting approval
changes-step-auto-renew-off-1 = HUAWEI CLOUD no longer charges for these resources automatically.
changes-step-auto-renew-off-2 = On expiry, the grace period starts. Then the resources are frozen, and in the end deleted with their data, unless you renew before.
changes-step-auto-renew-off-3 = Resources are changed one by one. If one fails, the others stay changed.
changes-step-auto-renew-on-1 = HUAWEI CLOUD charges automatically: from 7 days before expiry, daily at 03:00 GMT+8, until it succeeds or the resource is released. A resource that ends before the next 03:00 is charged at once.
changes-step-auto-renew-on-2 = Each charge covers the original period, at the price of that day, and counts against the customer’s budget, without asking again.
changes-step-auto-renew-on-3 = Attached resources are renewed too. This replaces a change to pay-per-use on expiry.
changes-step-auto-renew-on-4 = Resources are changed one by one. If one fails, the others stay changed.
changes-step-give-back-terms-1 = Only renewed periods that have not started are unsubscribed. The resources stay until the end of the current period.
changes-step-give-back-terms-2 = HUAWEI CLOUD does not tell the refund, or whether there is a handling fee, in advance. The resulting order shows both.
changes-step-give-back-terms-3 = A resource without a renewed period is rejected. The others are still processed.
changes-step-not-to-on-demand-1 = The resources no longer change to pay-per-use on expiry.
changes-step-not-to-on-demand-2 = On expiry, the grace period starts. Then the resources are frozen, and in the end deleted with their data, unless you renew before.
changes-step-to-on-demand-1 = Nothing changes and nothing is charged until the expiry shown here.
changes-step-to-on-demand-2 = After expiry, the resource and its attached resources are billed as pay-per-use until somebody deletes them. They leave the renewal list.
changes-step-to-on-demand-3 = This replaces auto-renewal.
changes-step-to-on-demand-4 = You can cancel this until expiry.
changes-step-unsubscribe-1 = The resources end now, with all their periods. Everything attached to them ends too.
changes-step-unsubscribe-2 = Resources without a recycle bin are deleted immediately and permanently, with their data. HUAWEI CLOUD does not tell here which resources have a recycle bin.
changes-step-unsubscribe-3 = HUAWEI CLOUD does not tell the refund, or whether there is a handling fee, in advance. The resulting orders show both.
changes-step-unsubscribe-4 = This cannot be undone. To keep the resources and unsubscribe only from periods renewed in advance, choose “Unsubscribe from renewed period”.
changes-title = { $what }: { $state }
changes-to-holder = View action
changes-to-order = View order
changes-to-resources = View resources
changes-understood = I understand that these resources end now and that their data may be deleted permanently.
changes-understood-terms = I understand that the periods renewed in advance are unsubscribed.
changes-unread = HUAWEI CLOUD cannot be reached now, so you cannot make this change.
changes-what = Resources to change
changes-what-goes = Resources to unsubscribe
changes-with = with { $names }
changes-approve = Approve: { $what }, { $amount }
changes-ask = Request approval: { $what }
changes-at-most = at most { $period }
changes-charge-hour = 03:00 GMT+8
changes-charged-at-once = At once
changes-charged-now = ends before the next 03:00 GMT+8, so HUAWEI CLOUD charges at once when auto-renewal is turned on.
changes-first-charge = First charge
changes-hold-no-price = HUAWEI CLOUD returns no price for its renewal, so auto-renewal cannot be turned on here.
changes-no-total = HUAWEI CLOUD returned prices in different currencies. Turn on auto-renewal for each resource alone.
changes-price = List price today
changes-price-counts = Counts toward your limits of today.
changes-price-means = What the next charge of each resource costs today, after discounts. HUAWEI CLOUD charges the price of the day of the charge, which may differ. It does not report the original period, so this is the longest period that it can be.
changes-price-now = Price now
changes-step-approval = Another person must approve it first. Nothing is changed until then.
changes-plan = { $count ->
    [one] Preview 1 resource as one job…
   *[other] Preview { $n } resources as one job…
}

"""Operations of transactions.yaml: orders, payment, resources, prices, renewing."""

from .core import case, expect, walk

CUSTOMER = "aurora-freight"
# Seconds between paying and what was bought being there.
PROVIDED = 600


def orders(client, limit=10, **filters):
    return walk(client, "ListCustomerOrders", "order_infos", "total_count", lambda row: row.order_id, limit, **filters)


def resources(client, limit=100, **filters):
    return walk(
        client, "ListPayPerUseCustomerResources", "data", "total_count", lambda row: row.id, limit, **filters
    )


def buyer(desk):
    """A customer that has resources, its caller, and its main resources that can be renewed."""
    customer_id = desk.named(CUSTOMER)
    client = desk.customer(customer_id)
    main = [row for row in resources(client, only_main_resource=1) if row.status == 2]
    return customer_id, client, main


@case("ListCustomerOrders")
def orders_are_walked_by_partner_and_customer(desk):
    customer_id, client, _ = buyer(desk)
    all_of_them = orders(desk.partner, limit=100)
    mine = orders(client, limit=3)
    expect(all(row.customer_id == customer_id for row in mine), True, "only its own")
    expect({row.order_id for row in mine} <= {row.order_id for row in all_of_them}, True, "part of all")
    paid = orders(client, status=5)
    expect({row.order_id for row in paid}, {row.order_id for row in mine if row.status == 5})
    client.refused("ListCustomerOrders", 400, "CBC.0100", limit=101)


@case("ShowCustomerOrderDetails")
def an_order_is_shown_with_its_lines(desk):
    _, client, _ = buyer(desk)
    for row in orders(client)[:5]:
        shown = client.call("ShowCustomerOrderDetails", order_id=row.order_id, x_language="en_US")
        expect((shown.order_info.order_id, shown.order_info.status), (row.order_id, row.status))
        expect(len(shown.order_line_items), shown.total_count, "lines")
        expect(shown.order_info.official_amount, row.official_amount)
    client.refused("ShowCustomerOrderDetails", 400, "CBC.30000010", order_id="CS0000000000NOORDERX")


@case("ShowRefundOrderDetails")
def a_refund_is_shown_or_the_order_is_no_refund(desk):
    refunds = orders(desk.partner, limit=100, order_type=4)
    given = {"order_id": refunds[0].order_id, "customer_id": refunds[0].customer_id}
    shown = desk.partner.call("ShowRefundOrderDetails", **given)
    expect(len(shown.refund_infos), shown.total_count, "refunds")
    mine = desk.customer(refunds[0].customer_id).call("ShowRefundOrderDetails", order_id=refunds[0].order_id)
    expect([row.amount for row in mine.refund_infos], [row.amount for row in shown.refund_infos])
    bought = orders(desk.partner, limit=100, order_type=1)[0]
    given = {"order_id": bought.order_id, "customer_id": bought.customer_id}
    desk.partner.refused("ShowRefundOrderDetails", 400, "CBC.99005026", **given)


@case("CancelCustomerOrder")
def an_unpaid_order_is_cancelled_once(desk):
    customer_id, client, _ = buyer(desk)
    order_id = desk.simulator.unpaid_order(customer_id)
    client.call("CancelCustomerOrder", order_id=order_id)
    expect(client.call("ShowCustomerOrderDetails", order_id=order_id).order_info.status, 4, "status")
    client.refused("CancelCustomerOrder", 400, "CBC.99005010", order_id=order_id)


@case("PayOrders")
def an_order_is_paid_once(desk):
    customer_id, client, _ = buyer(desk)
    order_id = desk.simulator.unpaid_order(customer_id, amount=12.34)
    given = {"order_id": order_id, "use_coupon": "NO", "use_discount": "NO"}
    client.call("PayOrders", **given)
    client.refused("PayOrders", 400, "CBC.99000088", **given)
    desk.simulator.advance(PROVIDED)
    shown = client.call("ShowCustomerOrderDetails", order_id=order_id).order_info
    expect((shown.status, shown.official_amount), (5, 12.34))
    client.refused("PayOrders", 400, "CBC.99003106", **given)


@case("ListPayPerUseCustomerResources")
def resources_are_walked_in_both_languages(desk):
    _, client, _ = buyer(desk)
    chinese = resources(client, limit=2, only_main_resource=1)
    # The SDK's request has no language; the header works all the same.
    client.preset(x_language="en_US")
    english = resources(client, limit=2, only_main_resource=1)
    expect([row.id for row in chinese], [row.id for row in english])
    names = [[row.service_type_name for row in rows] for rows in (chinese, english)]
    expect(names[0] != names[1], True, "names in two languages")
    client.refused("ListPayPerUseCustomerResources", 400, "CBC.0100", limit=501)


def renewable(client, main):
    """The first resource that can be priced for a month."""
    return next(row for row in main if "pkg" not in row.resource_type_code and "hss" not in row.resource_type_code)


@case("ListRenewRateOnPeriod")
def a_renewal_is_priced(desk):
    _, client, main = buyer(desk)
    resource = renewable(client, main)
    quote = client.call(
        "ListRenewRateOnPeriod", resource_ids=[resource.resource_id], period_type=2, period_num=1, include_relative_resources=True
    )
    expect(quote.currency, "USD", "currency")
    expect(len(quote.renew_inquiry_results), 1, "prices")
    client.refused("ListRenewRateOnPeriod", 400, "CBC.0100", resource_ids=[], period_type=2, period_num=1)


@case("RenewalResources")
def a_resource_is_renewed_and_paid(desk):
    _, client, main = buyer(desk)
    resource = renewable(client, main)
    given = {"resource_ids": [resource.resource_id], "period_type": 2, "period_num": 1, "is_auto_pay": 0}
    order_ids = client.call("RenewalResources", **given).order_ids
    client.call("PayOrders", order_id=order_ids[0], use_coupon="NO", use_discount="NO")
    desk.simulator.advance(PROVIDED)
    after = client.call("ListPayPerUseCustomerResources", resource_ids=[resource.resource_id], only_main_resource=1).data[0]
    expect(after.expire_time > resource.expire_time, True, "later end")
    client.refused("RenewalResources", 400, "CBC.0100", **{**given, "period_num": 0})


@case("AutoRenewalResources")
def auto_renewal_is_switched_on_and_off(desk):
    _, client, main = buyer(desk)
    resource = renewable(client, main)
    client.call("AutoRenewalResources", resource_id=resource.resource_id)
    shown = client.call("ListPayPerUseCustomerResources", resource_ids=[resource.resource_id], only_main_resource=1).data[0]
    expect(shown.expire_policy, 3, "renews itself")
    client.refused("AutoRenewalResources", 400, "CBC.99003012", resource_id="nothing")


@case("CancelAutoRenewalResources")
def auto_renewal_is_switched_off_once(desk):
    _, client, main = buyer(desk)
    resource = renewable(client, main)
    client.call("AutoRenewalResources", resource_id=resource.resource_id)
    client.call("CancelAutoRenewalResources", resource_id=resource.resource_id)
    client.refused("CancelAutoRenewalResources", 400, "CBC.99003605", resource_id=resource.resource_id)

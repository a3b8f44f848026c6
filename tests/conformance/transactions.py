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
    # Without a language the international site answers in English.
    english = resources(client, limit=2, only_main_resource=1)
    # The SDK's request has no language; the header works all the same.
    client.preset(x_language="zh_CN")
    chinese = resources(client, limit=2, only_main_resource=1)
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


@case("PayOrdersV2")
def an_order_is_paid_by_the_older_version(desk):
    # The SDK has only the version that followed.
    customer_id, client, _ = buyer(desk)
    order_id = desk.simulator.unpaid_order(customer_id, amount=12.34)
    request = ("POST", "/v2/orders/customer-orders/pay")
    client.low_level("PayOrdersV2", *request, body={"order_id": order_id})
    desk.simulator.advance(PROVIDED)
    expect(client.call("ShowCustomerOrderDetails", order_id=order_id).order_info.status, 5, "status")
    client.low_level_refused("PayOrdersV2", 400, "CBC.99003106", *request, body={"order_id": order_id})


@case("CancelResourcesSubscription")
def a_resource_is_given_back_and_its_refund_shown(desk):
    customer_id, client, main = buyer(desk)
    resource = renewable(client, main)
    given = {"resource_ids": [resource.resource_id], "unsubscribe_type": 1}
    order_ids = client.call(
        "CancelResourcesSubscription", unsubscribe_reason_type=5, unsubscribe_reason="not needed", **given
    ).order_ids
    expect(len(order_ids), 1, "orders")
    desk.simulator.advance(PROVIDED)
    shown = client.call("ShowCustomerOrderDetails", order_id=order_ids[0]).order_info
    expect((shown.status, shown.order_type), (5, 4))
    refunds = client.call("ShowRefundOrderDetails", order_id=order_ids[0]).refund_infos
    # Amounts of refunds come as exact decimals, those of orders as floats.
    expect(float(sum(row.amount for row in refunds)), shown.amount_after_discount, "sum")
    expect(all(row.customer_id == customer_id for row in refunds), True, "its own")
    left = [row.resource_id for row in resources(client)]
    expect(resource.resource_id in left, False, "off the list")
    client.refused("CancelResourcesSubscription", 400, "CBC.30000067", **given)


@case("CancelResourcesSubscription")
def a_renewed_term_is_given_back_and_failures_stand_beside_it(desk):
    _, client, main = buyer(desk)
    resource = renewable(client, main)
    given = {"resource_ids": [resource.resource_id, "nothing"], "unsubscribe_type": 2}
    client.refused("CancelResourcesSubscription", 400, "CBC.99003128", **given)
    renewal = {"resource_ids": [resource.resource_id], "period_type": 2, "period_num": 1}
    order_ids = client.call("RenewalResources", is_auto_pay=0, **renewal).order_ids
    client.refused("CancelResourcesSubscription", 400, "CBC.99003100", **given)
    client.call("PayOrders", order_id=order_ids[0], use_coupon="NO", use_discount="NO")
    desk.simulator.advance(PROVIDED)
    answer = client.call("CancelResourcesSubscription", **given)
    expect([(row.resource_id, row.error_code) for row in answer.fail_resource_infos], [("nothing", "CBC.99003012")])
    refunds = client.call("ShowRefundOrderDetails", order_id=answer.order_ids[0]).refund_infos
    expect({row.base_order_id for row in refunds}, {order_ids[0]}, "what was renewed comes back")
    desk.simulator.advance(PROVIDED)
    after = client.call("ListPayPerUseCustomerResources", resource_ids=[resource.resource_id]).data[0]
    expect((after.status, after.expire_time), (2, resource.expire_time))


@case("UpdatePeriodToOnDemand")
def a_resource_goes_on_as_pay_per_use(desk):
    customer_id, client, main = buyer(desk)
    # The one that expires first.
    resource = min((row for row in main if row.expire_policy == 0), key=lambda row: row.expire_time)
    given = {"resource_ids": [resource.resource_id]}
    wrong = {"operation": "SET_UP", "resource_ids": ["nothing"]}
    client.refused("UpdatePeriodToOnDemand", 400, "CBC.99003012", body=wrong)
    for operation, policy in (("SET_UP", 1), ("CANCEL", 0), ("SET_UP", 1)):
        done = client.call("UpdatePeriodToOnDemand", body={"operation": operation, **given})
        expect(done.error_details, [], "failures")
        shown = client.call("ListPayPerUseCustomerResources", **given).data[0]
        expect(shown.expire_policy, policy, operation)
    before = on_demand(desk, customer_id)
    desk.simulator.advance(7 * 86_400)
    after = on_demand(desk, customer_id)
    fresh = {row.resource_id for row in after} - {row.resource_id for row in before}
    expect(resource.resource_id in fresh, True, "among the pay-per-use resources")
    expect(resource.resource_id in [row.resource_id for row in resources(client)], False, "off the list")


def on_demand(desk, customer_id, limit=3, **filters):
    return walk(
        desk.partner,
        "ListCustomerOnDemandResources",
        "resources",
        "total_count",
        lambda row: row.resource_id,
        limit,
        customer_id=customer_id,
        **filters,
    )


@case("ListCustomerOnDemandResources")
def pay_per_use_resources_are_walked_and_filtered(desk):
    customer_id, client, _ = buyer(desk)
    everything = on_demand(desk, customer_id, x_language="en_US")
    expect(all(row.customer_id == customer_id for row in everything), True, "its own")
    for status in range(1, 7):
        wanted = [row.resource_id for row in everything if row.status == status]
        expect([row.resource_id for row in on_demand(desk, customer_id, status=status)], wanted)
    desk.partner.refused("ListCustomerOnDemandResources", 400, "CBC.0100", customer_id=customer_id, limit=101)
    client.refused("ListCustomerOnDemandResources", 403, "CBC.0151", customer_id=customer_id)


MACHINE = {
    "cloud_service_type": "hws.service.type.ec2",
    "resource_type": "hws.resource.type.vm",
    "resource_spec": "c7.2xlarge.2.linux",
    "region": "ap-southeast-3",
    "subscription_num": 1,
}
DISK = {
    "cloud_service_type": "hws.service.type.ebs",
    "resource_type": "hws.resource.type.volume",
    "resource_spec": "SAS",
    "region": "ap-southeast-3",
    "resource_size": 40,
    "size_measure_id": 17,
    "subscription_num": 2,
}


@case("ListRateOnPeriodDetail")
def products_are_priced_for_a_term(desk):
    _, client, main = buyer(desk)
    term = {"period_type": 2, "period_num": 3}
    lines = [{"id": "one", **MACHINE, **term}, {"id": "two", **DISK, **term}]
    given = {"project_id": main[0].project_id, "product_infos": lines}
    quote = client.call("ListRateOnPeriodDetail", **given)
    listed = quote.official_website_rating_result
    prices = [(row.id, str(row.official_website_amount)) for row in listed.product_rating_results]
    expect(prices, [("one", "592.8"), ("two", "13.44")])
    expect(str(listed.official_website_amount), "606.24", "list price")
    offer = quote.optional_discount_rating_results[0]
    expect(offer.official_website_amount - offer.discount_amount, offer.amount, "net price")
    lines[0]["region"] = "nowhere"
    client.refused("ListRateOnPeriodDetail", 400, "CBC.99006006", **given)


@case("ListOnDemandResourceRatings")
def products_are_priced_by_usage(desk):
    _, client, main = buyer(desk)
    usage = {"usage_factor": "Duration", "usage_value": 1, "usage_measure_id": 4}
    given = {"project_id": main[0].project_id, "product_infos": [{"id": "one", **MACHINE, **usage}]}
    for precision, price in ((0, "0.439111"), (1, "0.4391111111")):
        quote = client.call("ListOnDemandResourceRatings", inquiry_precision=precision, **given)
        expect(str(quote.official_website_amount), price, "list price")
        expect(quote.official_website_amount - quote.discount_amount, quote.amount, "net price")
    client.refused("ListOnDemandResourceRatings", 400, "CBC.0100", inquiry_precision=2, **given)

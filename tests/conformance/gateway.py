"""What the gateway refuses, whatever the operation is."""

import datetime

from .core import case, expect
from .core.simulator import AK, SK

CUSTOMER = "aurora-freight"


def sdk_date(minutes):
    time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
    return time.strftime("%Y%m%dT%H%M%SZ")


@case("listSubCustomers", generic=True)
def a_wrong_key_is_refused(desk):
    for ak, sk in (("unknown", SK), (AK, "wrong")):
        desk.client(ak, sk).refused("listSubCustomers", 401, "APIG.0301")


@case("listSubCustomers", generic=True)
def a_clock_may_be_wrong_by_15_minutes(desk):
    for minutes, accepted in ((14, True), (-14, True), (16, False), (-16, False)):
        caller = desk.client(AK, SK)
        caller.preset(x_sdk_date=sdk_date(minutes))
        if accepted:
            caller.call("listSubCustomers")
        else:
            caller.refused("listSubCustomers", 401, "APIG.0301")


@case("listSubCustomers", generic=True)
def temporary_keys_need_their_token(desk):
    customer_id = desk.named(CUSTOMER)
    customer = desk.customer(customer_id)
    credentials = customer.clients[0][1].get_credentials()
    bare = desk.client(credentials.ak, credentials.sk, customer_id)
    bare.refused("ListPayPerUseCustomerResources", 401, "APIG.0301")
    desk.simulator.control("POST", "tokens/expire", {})
    customer.refused("ListPayPerUseCustomerResources", 401, "APIG.0301")


@case("every operation", generic=True)
def keys_of_the_wrong_kind_are_refused(desk):
    customer = desk.customer(desk.named(CUSTOMER))
    for row in desk.operations["operations"]:
        caller = {"partner": customer, "customer": desk.partner}.get(row["caller"])
        if caller:
            path = row["path"] + ("anything" if row["path"].endswith("/") else "")
            body = None if row["method"] == "GET" else {}
            caller.low_level_refused(row["id"], 403, "CBC.0151", row["method"], path, body=body)


@case("every operation", generic=True)
def a_burst_over_the_limit_is_refused_and_the_next_second_is_not(desk):
    desk.simulator.control("POST", "limits", {"enabled": True})
    limit = next(row["per_second"] for row in desk.operations["operations"] if row["id"] == "listSubCustomers")
    answered = refused = 0
    for _ in range(10 * limit):
        try:
            desk.partner.call("listSubCustomers", limit=1)
            answered += 1
        except Exception as refusal:
            expect((refusal.status_code, refusal.error_code), (429, "APIG.0308"))
            refused += 1
    expect(answered >= limit and refused > 0, True, f"{answered} answered, {refused} refused")


@case("every operation", generic=True)
def what_was_taken_offline_is_no_api(desk):
    account = desk.facts["partner_id"]
    for method, path in (
        ("POST", f"/v1.0/{account}/partner/customer-mgr/customer-resource/query-resources"),
        ("POST", f"/v1.0/{account}/partner/sub-customer-mgr/sub-customers/on-demand-resources"),
        ("GET", "/v2/orders/customer-orders/order-discounts"),
        ("GET", "/v2/orders/customer-orders/order-coupons"),
    ):
        desk.partner.low_level_refused("offline", 404, "APIG.0101", method, path, body=None if method == "GET" else {})


@case("listSubCustomers", generic=True)
def an_answer_that_is_not_as_the_sdk_declares_it_is_noticed(desk):
    for operation, kind, sentence in (
        ("listSubCustomers", "unknown_field", "is not known to"),
        ("listSubCustomers", "truncated", "declared ListSubCustomersResponse"),
    ):
        desk.simulator.control("POST", "faults", {"operation": operation, "kind": kind})
        try:
            desk.partner.call(operation)
        except AssertionError as error:
            expect(sentence in str(error), True, str(error))
        except ValueError:
            expect(kind, "truncated")
        else:
            raise AssertionError(f"{kind} went unnoticed")

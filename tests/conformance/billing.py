"""Operations of billing.yaml: bills, sums, invoices, products, packages, costs."""

from decimal import Decimal

from .core import case, expect, walk

CUSTOMER = "aurora-freight"
MONTH = "2026-02"
ENGLISH = {"x_language": "en_US"}


def customer(desk):
    customer_id = desk.named(CUSTOMER)
    return customer_id, desk.customer(customer_id)


def total(rows, field):
    return sum((Decimal(str(getattr(row, field))) for row in rows), Decimal(0))


def fees(client, limit=100, **filters):
    given = {"cycle": MONTH, **ENGLISH, **filters}
    operation = "ListCustomerselfResourceRecords"
    return walk(client, operation, "fee_records", "total_count", lambda row: row.id, limit, **given)


@case("ListPostpaidBillSum")
def the_partner_s_bill_adds_up(desk):
    bill = desk.partner.call("ListPostpaidBillSum", bill_cycle=MONTH)
    expect((bill.bill_cycle, bill.currency), (MONTH, "USD"))
    expect(bill.initial_amount_due, bill.consume_amount + bill.refunds + bill.adjustments, "due")
    desk.partner.refused("ListPostpaidBillSum", 400, "CBC.0100", bill_cycle="2026-3")
    _, client = customer(desk)
    client.refused("ListPostpaidBillSum", 403, "CBC.0151", bill_cycle=MONTH)


@case("OldListPostpaidBillSum")
def the_old_bill_is_the_new_one_with_lines(desk):
    # The SDK has the new form only.
    path = f"/v1.0/{desk.partner.account_id}/partner/account-mgr/postpaid-bill-summary"
    old = desk.partner.low_level("OldListPostpaidBillSum", "GET", path, [("consume_month", MONTH)])
    bill = desk.partner.call("ListPostpaidBillSum", bill_cycle=MONTH)
    expect(Decimal(str(old["creditDebtAmount"])), bill.initial_amount_due)
    lines = sum(Decimal(str(line["partnerAmount"])) for line in old["billList"])
    expect(lines, bill.initial_amount_due, "lines")
    wrong = [("consume_month", "202602")]
    desk.partner.low_level_refused("OldListPostpaidBillSum", 400, "CBC.0100", "GET", path, wrong)


@case("ShowCustomerMonthlySum")
def a_month_is_what_its_records_add_up_to(desk):
    _, client = customer(desk)
    key = lambda row: (row.service_type_code, row.resource_type_code, row.charging_mode, row.bill_type)
    rows = walk(client, "ShowCustomerMonthlySum", "bill_sums", "total_count", key, 1, bill_cycle=MONTH)
    month = client.call("ShowCustomerMonthlySum", bill_cycle=MONTH)
    expect(total(rows, "consume_amount"), month.consume_amount)
    expect(total(fees(client), "amount"), month.consume_amount, "records")
    client.refused("ShowCustomerMonthlySum", 400, "CBC.0100", bill_cycle=MONTH, method="sub_customer")
    desk.partner.refused("ShowCustomerMonthlySum", 403, "CBC.0151", bill_cycle=MONTH)


@case("OldListMonthlyExpenditures")
def the_old_sum_counts_in_cents(desk):
    # It left the SDK in 2025.
    customer_id, client = customer(desk)
    path = f"/v1.0/{customer_id}/customer/account-mgr/bill/monthly-sum"
    query = [("cycle", MONTH), ("type", "1")]
    old = client.low_level("OldListMonthlyExpenditures", "GET", path, query)
    month = client.call("ShowCustomerMonthlySum", bill_cycle=MONTH)
    expect((old["measure_id"], Decimal(str(old["total_amount"])) / 100), (3, month.consume_amount))
    other = path.replace(customer_id, "somebody")
    client.low_level_refused("OldListMonthlyExpenditures", 403, "CBC.0151", "GET", other, query)


@case("ListCustomerselfResourceRecords")
def records_are_walked_and_filtered(desk):
    _, client = customer(desk)
    rows = fees(client, limit=7)
    expect(fees(client, charge_mode="3", bill_type=5), [row for row in rows if row.charge_mode == "3"])
    by_day = fees(client, bill_date_begin=f"{MONTH}-03", bill_date_end=f"{MONTH}-04", statistic_type=2)
    expect({row.bill_date for row in by_day} <= {f"{MONTH}-03", f"{MONTH}-04"}, True, "days")
    expect(len(by_day) > 0, True, "some")
    client.refused("ListCustomerselfResourceRecords", 400, "CBC.0100", cycle=MONTH, charge_mode="2")


@case("OldListResFeeRecords")
def old_records_are_the_same_charges(desk):
    # The SDK has the new form only.
    customer_id, client = customer(desk)
    path = f"/v1.0/{customer_id}/customer/account-mgr/bill/res-fee-records"
    query = [("startTime", f"{MONTH}-01"), ("endTime", f"{MONTH}-28"), ("payMethod", "1")]
    found = []
    for page in range(1, 100):
        answer = client.low_level(
            "OldListResFeeRecords", "GET", path, [*query, ("offset", str(page)), ("limit", "50")]
        )
        if not answer["feeRecords"]:
            break
        found += answer["feeRecords"]
    expect(answer["totalCount"], len(found), "total")
    expect([row["feeId"] for row in found], [row.id for row in fees(client, charge_mode="3")])
    client.low_level_refused("OldListResFeeRecords", 400, "CBC.0100", "GET", path, query[:2])


@case("ListCustomerselfResourceRecordDetails")
def usage_details_are_walked_at_every_grain(desk):
    _, client = customer(desk)
    operation = "ListCustomerselfResourceRecordDetails"
    for grain in (1, 2, 3):
        given = {"cycle": MONTH, "statistic_type": grain, **ENGLISH}
        key = lambda row: (row.id, row.bill_date)
        rows = walk(client, operation, "monthly_records", "total_count", key, 10, **given)
        expect(total(rows, "consume_amount"), total(fees(client), "amount"), f"grain {grain}")
    client.refused(operation, 400, "CBC.0100", cycle=MONTH, query_type="DAILY", statistic_type=2)


@case("OldListResRecords")
def old_usage_details_add_up_to_the_month(desk):
    # The SDK has the new form only.
    customer_id, client = customer(desk)
    path = f"/v1.0/{customer_id}/customer/account-mgr/bill/res-records"
    sums = []
    for mode in ("0", "1", "10"):
        query = [("cycle", MONTH), ("payMethod", mode), ("offset", "1"), ("limit", "1000")]
        answer = client.low_level("OldListResRecords", "GET", path, query)
        sums += [Decimal(str(row["consumeAmount"])) for row in answer["monthlyRecords"]]
    expect(sum(sums), total(fees(client), "amount"))
    client.low_level_refused("OldListResRecords", 400, "CBC.0100", "GET", path, [("cycle", MONTH)])


@case("ListInvoices")
def invoices_are_those_of_whoever_asks(desk):
    _, client = customer(desk)
    span = {"start_time": "2025-06-01T00:00:00Z", "end_time": "2026-03-10T00:00:00Z"}
    for caller in (client, desk.partner):
        pages, page = [], 1
        while True:
            answer = caller.call("ListInvoices", offset=page, limit=2, **span)
            if not answer.invoices:
                break
            pages += answer.invoices
            page += 1
        expect(answer.count, len(pages), "count")
        expect(len({row.request_id for row in pages}), len(pages), "each once")
    bill = desk.partner.call("ListPostpaidBillSum", bill_cycle=MONTH)
    newest = desk.partner.call("ListInvoices", offset=1, limit=1, **span).invoices[0]
    expect((newest.bill_cycle, newest.invoice_amount), (MONTH, bill.initial_amount_due))
    client.refused("ListInvoices", 400, "CBC.0100", offset=0, limit=10, **span)


@case("ListServiceTypes")
def services_are_walked_and_searched(desk):
    rows = walk(
        desk.partner, "ListServiceTypes", "service_types", "total_count", lambda row: row.service_type_code, 4, **ENGLISH
    )
    found = desk.partner.call("ListServiceTypes", service_type_name="storage", **ENGLISH).service_types
    expect(found, [row for row in rows if "storage" in row.service_type_name.lower()])
    desk.partner.refused("ListServiceTypes", 400, "CBC.0100", limit=1001)


@case("ListResourceTypes")
def resource_types_are_walked(desk):
    rows = walk(desk.partner, "ListResourceTypes", "resource_types", "total_count", lambda row: row.resource_type_code, 4)
    expect(len(rows) > 10, True, "many")
    desk.partner.refused("ListResourceTypes", 400, "CBC.0100", limit=0)


@case("ListServiceResources")
def a_service_has_its_resource_types(desk):
    given = {"service_type_code": "hws.service.type.vpc", **ENGLISH}
    key = lambda row: row.basic_info.resource_type_code
    rows = walk(desk.partner, "ListServiceResources", "infos", "total_count", key, 1, **given)
    expect({row.basic_info.product_owner_service for row in rows}, {"hws.service.type.vpc"})
    desk.partner.refused("ListServiceResources", 400, "CBC.0100", limit=101, **given)


@case("ListUsageTypes")
def kinds_of_usage_are_walked(desk):
    key = lambda row: (row.resource_type_code, row.code)
    rows = walk(desk.partner, "ListUsageTypes", "usage_types", "total_count", key, 4, **ENGLISH)
    one = desk.partner.call("ListUsageTypes", resource_type_code="hws.resource.type.obs", **ENGLISH).usage_types
    expect(one, [row for row in rows if row.resource_type_code == "hws.resource.type.obs"])
    desk.partner.refused("ListUsageTypes", 400, "CBC.0100", limit=101)


@case("ListMeasureUnits")
def units_have_ids_of_their_own(desk):
    units = desk.partner.call("ListMeasureUnits", **ENGLISH).measure_units
    expect(len({unit.measure_id for unit in units}), len(units), "each once")
    desk.partner.refused("ListMeasureUnits", 400, "CBC.0100", x_language="de_DE")


@case("ListConversions")
def conversions_are_between_known_units(desk):
    units = {unit.measure_id for unit in desk.partner.call("ListMeasureUnits").measure_units}
    rows = desk.partner.call("ListConversions").conversions
    expect({row.measure_id for row in rows} | {row.ref_measure_id for row in rows} <= units, True, "known")
    traffic = desk.partner.call("ListConversions", measure_type=3).conversions
    expect(traffic, [row for row in rows if row.measure_type == 3])
    desk.partner.refused("ListConversions", 400, "CBC.0100", measure_type=5)


def question(**changes):
    span = {"time_measure_id": 2, "begin_time": "2025-12", "end_time": MONTH}
    groups = [{"type": "dimension", "key": "RESOURCE_ID"}]
    given = {"time_condition": span, "groupby": groups, "cost_type": "ORIGINAL_COST", "amount_type": "PAYMENT_AMOUNT"}
    return {**given, **changes}


@case("ListCosts")
def costs_are_walked_by_dimension(desk):
    _, client = customer(desk)
    key = lambda row: row.dimensions[0].value
    rows = walk(client, "ListCosts", "cost_data", "total_count", key, 3, **question())
    expect({len(row.costs) for row in rows}, {3}, "months")
    usage = [{"operator": 0, "filter_factor": {"key": "CHARGING_MODE", "value": ["3"]}}]
    terms = [{**usage[0], "operator": 1}]
    parts = [client.call("ListCosts", limit=1000, **question(filters=kind)).cost_data for kind in (usage, terms)]
    sums = [total(part, "amount_by_costs") for part in parts]
    expect(sum(sums), total(rows, "amount_by_costs"), "filters")
    client.refused("ListCosts", 400, "CBC.0100", **question(cost_type="COST"))


def packages(client):
    operation = "ListFreeResourceInfos"
    return walk(client, operation, "free_resource_packages", "total_count", lambda row: row.order_instance_id, 2)


@case("ListFreeResourceInfos")
def packages_are_walked_and_filtered(desk):
    _, client = customer(desk)
    rows = packages(client)
    in_force = client.call("ListFreeResourceInfos", status=1, limit=100).free_resource_packages
    expect([row.order_instance_id for row in in_force], [row.order_instance_id for row in rows if row.status == 1])
    client.refused("ListFreeResourceInfos", 400, "CBC.0100", limit=0)
    desk.partner.refused("ListFreeResourceInfos", 403, "CBC.0151", limit=10)


@case("OldListFreeResourceInfos")
def the_old_list_has_the_same_packages(desk):
    # The SDK has the version that followed.
    _, client = customer(desk)
    path = "/v2/payments/free-resources/query"
    old = client.low_level("OldListFreeResourceInfos", "POST", path, body='{"limit": 1000}')
    ids = [row["order_instance_id"] for row in old["free_resource_packages"]]
    expect(ids, [row.order_instance_id for row in packages(client)])
    client.low_level_refused("OldListFreeResourceInfos", 400, "CBC.0100", "POST", path, body='{"limit": 0}')


@case("ListFreeResourceUsages")
def what_is_left_is_a_number_by_itself(desk):
    _, client = customer(desk)
    items = [item for row in packages(client) for item in row.free_resources]
    left = client.call("ListFreeResourceUsages", free_resource_ids=[item.free_resource_id for item in items])
    amounts = {row.free_resource_id: row.amount for row in left.free_resources}
    expect(amounts, {item.free_resource_id: Decimal(item.amount) for item in items})
    client.refused("ListFreeResourceUsages", 400, "CBC.0100", free_resource_ids=[])


@case("ListFreeResourcesUsageRecords")
def deductions_explain_what_is_left(desk):
    _, client = customer(desk)
    package = next(row for row in packages(client) if row.quota_reuse_mode == 1 and row.status == 1)
    item = package.free_resources[0]
    given = {"deduct_time_begin": "2026-03-01", "deduct_time_end": "2026-03-10"}
    rows = walk(
        client,
        "ListFreeResourcesUsageRecords",
        "free_resource_records",
        "total_count",
        lambda row: (row.free_resource_id, row.deduct_time),
        3,
        free_resource_id=item.free_resource_id,
        **given,
    )
    expect(Decimal(item.original_amount) - total(rows, "used_amount"), Decimal(item.amount))
    far = {**given, "deduct_time_begin": "2025-12-01"}
    client.refused("ListFreeResourcesUsageRecords", 400, "CBC.0100", **far)

"""Operations of partner.yaml: customers, budgets, freezing, quota, resellers."""

from decimal import Decimal

from .core import case, expect, walk

CUSTOMER = "aurora-freight"


@case("listSubCustomers")
def customers_are_walked_to_the_end(desk):
    for limit in (7, 100):
        rows = walk(desk.partner, "listSubCustomers", "customer_infos", "count", lambda row: row.customer_id, limit)
    expect(len(rows) > 100, True, "more than one page")
    of_reseller = walk(
        desk.partner,
        "listSubCustomers",
        "customer_infos",
        "count",
        lambda row: row.customer_id,
        indirect_partner_id=reseller(desk),
    )
    expect({row.customer_id for row in of_reseller} & {row.customer_id for row in rows}, set(), "of both")


@case("listSubCustomers")
def a_customer_is_found_by_its_id_and_name(desk):
    customer = desk.named(CUSTOMER)
    by_id = desk.partner.call("listSubCustomers", customer_id=customer)
    expect([row.account_name for row in by_id.customer_infos], [CUSTOMER])
    expect(desk.partner.call("listSubCustomers", customer_id="nobody").count, 0, "count")


@case("listSubCustomers")
def a_query_with_wrong_parameters_is_refused(desk):
    desk.partner.refused("listSubCustomers", 400, "CBC.0100", limit=101)
    desk.partner.refused("listSubCustomers", 400, "CBC.0100", associated_on_begin="")


@case("showSubCustomerBudget")
def a_budget_is_shown(desk):
    budget = desk.partner.call("showSubCustomerBudget", customer_id=desk.named(CUSTOMER))
    expect((budget.budget_type, budget.currency, budget.measure_id), ("MONTHLY", "USD", 1))
    expect(Decimal(budget.budget_amount), Decimal(5000))
    desk.partner.refused("showSubCustomerBudget", 400, "CBC.0100")
    desk.partner.refused("showSubCustomerBudget", 400, "CBC.99000035", customer_id="nobody")
    desk.partner.refused("showSubCustomerBudget", 400, "CBC.99005024", customer_id=referral(desk))


@case("updateSubCustomerBudget")
def a_budget_is_set_and_remembered(desk):
    customer = desk.named(CUSTOMER)
    wanted = {"customer_id": customer, "budget_amount": Decimal("6000.25"), "budget_type": "PACKAGE"}
    expect(desk.partner.call("updateSubCustomerBudget", **wanted).status_code, 204, "status")
    budget = desk.partner.call("showSubCustomerBudget", customer_id=customer)
    expect((Decimal(budget.budget_amount), budget.budget_type), (Decimal("6000.25"), "PACKAGE"))


@case("updateSubCustomerBudget")
def a_budget_that_makes_no_sense_is_refused(desk):
    customer = desk.named(CUSTOMER)
    for wrong in ({"budget_amount": 0}, {"budget_amount": Decimal("0.001")}, {"budget_type": "YEARLY"}):
        wanted = {"customer_id": customer, "budget_amount": 10, **wrong}
        desk.partner.refused("updateSubCustomerBudget", 400, "CBC.0100", **wanted)
    desk.partner.refused(
        "updateSubCustomerBudget", 400, "CBC.99005024", customer_id=referral(desk), budget_amount=10
    )


@case("listSubCustomerBudget")
def many_budgets_are_read_at_once(desk):
    ids = [row.customer_id for row in desk.partner.call("listSubCustomers", limit=100).customer_infos]
    answer = desk.partner.call("listSubCustomerBudget", customer_ids=ids)
    found = {row.customer_id: row for row in answer.budget_infos}
    expect(set(found) <= set(ids) and len(found) == len(answer.budget_infos) > 50, True, "one budget a customer")
    one = desk.partner.call("showSubCustomerBudget", customer_id=answer.budget_infos[0].customer_id)
    expect(answer.budget_infos[0].budget_amount, one.budget_amount)
    desk.partner.refused("listSubCustomerBudget", 400, "CBC.0100", customer_ids=[])


@case("listSubCustomerBudgetRecords")
def the_history_of_a_budget_is_walked(desk):
    customer = desk.named(CUSTOMER)
    for amount in range(1, 6):
        desk.partner.call("updateSubCustomerBudget", customer_id=customer, budget_amount=1000 * amount)
        desk.simulator.advance(60)
    rows = walk(
        desk.partner,
        "listSubCustomerBudgetRecords",
        "record_list",
        "total_count",
        lambda row: row.operation_time,
        limit=2,
        customer_id=customer,
    )
    expect(len(rows) >= 5, True, "a record for every change")
    desk.partner.refused("listSubCustomerBudgetRecords", 400, "CBC.0100", customer_id=customer, budget_type="")


@case("freezeSubCustomers")
def freezing_says_for_each_customer_what_failed(desk):
    customer = desk.named(CUSTOMER)
    given = {"customer_ids": [customer, "nobody"], "reason": "unpaid bill"}
    answer = desk.partner.call("freezeSubCustomers", **given)
    expect([failed.id for failed in answer.error_details], ["nobody"])
    expect(desk.partner.call("listSubCustomers", customer_id=customer).customer_infos[0].is_frozen, 1)
    desk.partner.refused("freezeSubCustomers", 400, "CBC.0100", customer_ids=[customer], reason="x", freeze_type="")


@case("unfreezeSubCustomers")
def an_account_is_frozen_and_released(desk):
    customer = desk.named(CUSTOMER)
    given = {"customer_ids": [customer], "reason": "unpaid bill"}
    desk.partner.call("freezeSubCustomers", freeze_type="ACCOUNT", **given)
    answer = desk.partner.call("unfreezeSubCustomers", unfreeze_type="ACCOUNT", **given)
    expect(answer.error_details or [], [])
    expect(desk.partner.call("listSubCustomers", customer_id=customer).customer_infos[0].is_frozen, 0)
    desk.partner.refused("unfreezeSubCustomers", 400, "CBC.0100", customer_ids=[], reason="x")


@case("showPartnerConsumptionQuota")
def the_quota_is_shown(desk):
    quota = desk.partner.call("showPartnerConsumptionQuota")
    expect(Decimal(quota.consumption_quota) > 0, True, "a quota")
    customer = desk.customer(desk.named(CUSTOMER))
    customer.refused("showPartnerConsumptionQuota", 403, "CBC.0151")


@case("listIndirectPartners")
def resellers_are_walked(desk):
    rows = walk(desk.partner, "listIndirectPartners", "indirect_partners", "count", lambda row: row.indirect_partner_id, 1)
    expect(len(rows), 2, "resellers")
    desk.partner.refused("listIndirectPartners", 400, "CBC.0100", limit=0)


def reseller(desk):
    return desk.partner.call("listIndirectPartners").indirect_partners[0].indirect_partner_id


def referral(desk):
    """A customer that is not of the reseller model."""
    found = desk.partner.call("listSubCustomers", association_type="1")
    return found.customer_infos[0].customer_id

"""Operations of partner.yaml about what a customer has: quota, balances and coupons."""

from decimal import Decimal

from .core import case, expect, walk
from .customers import CUSTOMER, referral


def resale(desk):
    return desk.customer(desk.named(CUSTOMER))


@case("showCustomerExpenditureQuota")
def only_a_referral_customer_has_a_quota(desk):
    quota = desk.customer(referral(desk)).call("showCustomerExpenditureQuota")
    expect((quota.measure_id, quota.currency), (1, "USD"))
    expect(quota.granting_amount >= quota.granting_amount_used >= 0, True, "used within the quota")
    empty = resale(desk).call("showCustomerExpenditureQuota")
    expect((empty.granting_amount, empty.currency), (None, None))
    desk.partner.refused("showCustomerExpenditureQuota", 403, "CBC.0151")


@case("showCustomerAccountBalances")
def only_a_referral_customer_has_balances(desk):
    balances = desk.customer(referral(desk)).call("showCustomerAccountBalances")
    expect([row.account_type for row in balances.account_balances], [1, 2, 5])
    expect(balances.debt_amount >= 0, True, "debt")
    resale(desk).refused("showCustomerAccountBalances", 400, "CBC.99000049")
    desk.partner.refused("showCustomerAccountBalances", 403, "CBC.0151")


@case("listSubCustomerCoupons")
def coupons_are_walked_by_both_callers(desk):
    customer = resale(desk)
    rows = walk(customer, "listSubCustomerCoupons", "user_coupons", "count", lambda row: row.coupon_id, 3)
    expect({row.status for row in rows}, {1, 2, 3, 4, 5}, "states")
    used = customer.call("listSubCustomerCoupons", status=3, coupon_type=1)
    expect([row.status for row in used.user_coupons], [3])
    limited = [row for row in rows if row.use_limits]
    expect("cloudServiceType" in {row.use_limits[0].limit_key for row in limited}, True, "a limit")
    own = walk(desk.partner, "listSubCustomerCoupons", "user_coupons", "count", lambda row: row.coupon_id, 2)
    expect({row.coupon_id for row in own} & {row.coupon_id for row in rows}, set(), "of both")
    desk.partner.refused("listSubCustomerCoupons", 400, "CBC.0100", coupon_type=5)


@case("PayOrders")
def a_coupon_pays_a_part_of_an_order(desk):
    customer_id = desk.named(CUSTOMER)
    customer = desk.customer(customer_id)
    usable = customer.call("listSubCustomerCoupons", status=2, limit=100).user_coupons
    coupon = next(row for row in usable if not row.use_limits and row.coupon_version == 1 and row.is_frozen == "0")
    order_id = desk.simulator.unpaid_order(customer_id, amount=80)
    given = {"use_coupon": "YES", "use_discount": "NO", "coupon_infos": [{"id": coupon.coupon_id, "type": 301}]}
    customer.call("PayOrders", order_id=order_id, **given)
    shown = customer.call("ShowCustomerOrderDetails", order_id=order_id).order_info
    expect(Decimal(str(shown.amount_info.coupon_amount)), Decimal(str(coupon.face_value)))
    after = customer.call("listSubCustomerCoupons", coupon_id=coupon.coupon_id).user_coupons[0]
    expect((after.status, after.order_id), (3, order_id))
    second = desk.simulator.unpaid_order(customer_id, amount=80)
    customer.refused("PayOrders", 400, "CBC.99003112", order_id=second, **given)

"""Operations of partner.yaml about new customers: registration and real-name authentication."""

from .core import case, expect

EMAIL = "ops@northwind.example"
NEW = {"domain_name": "nw-demo-02", "domain_area": "MX", "xaccount_id": "shop-7782", "xaccount_type": "DEMO_IDP"}
# How long an association and a review take.
ASSOCIATED = 15
REVIEWED = 600


@case("checkUserIdentity")
def names_and_numbers_are_free_or_taken(desk):
    check = lambda kind, value: desk.partner.call("checkUserIdentity", search_type=kind, search_value=value)
    expect(check("name", "nw-demo-02").check_result, "available")
    expect(check("name", "aurora-freight").check_result, "used_by_user")
    expect(check("email", EMAIL).check_result, "available")
    mobile = check("mobile", "0052-5550100")
    expect((mobile.check_result, mobile.mobile_remain_available_num), ("available", 5))
    desk.partner.refused("checkUserIdentity", 400, "CBC.0100", search_type="name", search_value="abcd")


@case("sendVerificationMessageCode")
def a_code_is_sent_fifteen_times_an_hour(desk):
    given = {"receiver_type": 2, "email": EMAIL, "timeout": 10, "lang": "en-us"}
    for _ in range(15):
        expect(desk.partner.call("sendVerificationMessageCode", **given).status_code, 204, "status")
    desk.partner.refused("sendVerificationMessageCode", 400, "CBC.99004015", **given)
    desk.partner.refused("sendVerificationMessageCode", 400, "CBC.0100", receiver_type=1, email=EMAIL)


@case("createSubCustomer")
def a_customer_is_made_and_found(desk):
    desk.partner.call("sendVerificationMessageCode", receiver_type=2, email=EMAIL)
    code = desk.simulator.control("GET", f"codes?email={EMAIL}")["code"]
    proven = {**NEW, "email": EMAIL, "verification_code": code, "password": "Correct horse 7"}
    made = desk.partner.call("createSubCustomer", is_close_market_ms="true", **proven)
    expect(made.domain_name, NEW["domain_name"])
    expect(desk.partner.call("listSubCustomers", customer_id=made.domain_id).count, 0, "before it is associated")
    desk.simulator.advance(ASSOCIATED)
    row = desk.partner.call("listSubCustomers", customer_id=made.domain_id).customer_infos[0]
    shown = (row.account_name, row.is_frozen, row.verified_status, row.association_type, row.email)
    expect(shown, (NEW["domain_name"], 1, "-1", "3", EMAIL))
    budget = {"customer_id": made.domain_id, "budget_amount": 100, "cancel_partner_frozen": "1"}
    desk.partner.call("updateSubCustomerBudget", **budget)
    expect(desk.partner.call("listSubCustomers", customer_id=made.domain_id).customer_infos[0].is_frozen, 0)


@case("createSubCustomer")
def a_customer_that_cannot_be_made_is_refused(desk):
    desk.partner.call("createSubCustomer", **NEW)
    for code, wrong in (
        ("CBC.0100", {"domain_area": None}),
        ("CBC.99000031", {"domain_name": "1st-shop"}),
        ("CBC.99000036", {"password": "onlyletters"}),
        ("CBC.99000037", {"indirect_partner_id": "nobody"}),
        ("CBC.99000038", {"xaccount_id": "other"}),
        ("CBC.99000039", {"domain_name": "other-name"}),
        ("CBC.99000051", {"email": "a@preregistered.example", "verification_code": "123456"}),
        ("CBC.99004008", {"email": EMAIL, "verification_code": "123456"}),
        ("CBC.50010085", {"xaccount_id": "refused-CBC.50010085"}),
    ):
        other = {"domain_name": "new-name", "xaccount_id": "new-id"} if code not in ("CBC.99000038", "CBC.99000039") else {}
        desk.partner.refused("createSubCustomer", 400, code, **{**NEW, **other, **wrong})


@case("createSubCustomer")
def a_late_association_ends_the_call_and_not_the_customer(desk):
    late = {**NEW, "xaccount_id": "slow-1", "include_association_result": True}
    desk.partner.refused("createSubCustomer", 500, "CBC.99000050", **late)
    desk.simulator.advance(120)
    expect(desk.partner.call("listSubCustomers", account_name=NEW["domain_name"]).count, 1, "customers")


def newcomer(desk):
    return desk.partner.call("createSubCustomer", include_association_result=True, **NEW).domain_id


def person(customer):
    return {
        "customer_id": customer,
        "identify_type": 0,
        "verified_type": 3,
        "verified_file_url": ["front.jpg", "back.jpg"],
        "name": "Ana Nováková",
        "verified_number": "P1234567",
        "change_type": -1,
        "xaccount_type": "DEMO_IDP",
    }


def company(customer):
    return {
        "customer_id": customer,
        "identify_type": 1,
        "certificate_type": 0,
        "verified_file_url": ["licence.pdf"],
        "corp_name": "Northwind Demo S.A.",
        "verified_number": "RFC-778",
        "reg_country": "MX",
        "reg_address": "Av. Uno 1",
        "xaccount_type": "DEMO_IDP",
        "enterprise_person": {"legel_name": "Ana", "legel_id_number": "P1", "certifier_role": "legalPerson"},
    }


def review(desk, customer):
    answer = desk.partner.call("showRealnameAuthenticationReviewResult", customer_id=customer)
    return answer.review_result, answer.opinion


@case("createPersonalRealnameAuth")
def a_person_is_authenticated(desk):
    customer = newcomer(desk)
    expect(desk.partner.call("createPersonalRealnameAuth", **person(customer)).is_review, 0)
    row = desk.partner.call("listSubCustomers", customer_id=customer).customer_infos[0]
    expect((row.customer, row.verified_status, row.customer_type), ("Ana Nováková", "2", 0))
    again = person(customer)
    desk.partner.refused("createPersonalRealnameAuth", 400, "CBC.99007188", **again)
    desk.partner.refused("createPersonalRealnameAuth", 400, "CBC.99000100", **{**again, "verified_file_url": ["a.exe", "b.exe"]})


@case("createEnterpriseRealnameAuthentication")
def a_company_is_reviewed(desk):
    customer = newcomer(desk)
    expect(review(desk, customer), (None, None))
    expect(desk.partner.call("createEnterpriseRealnameAuthentication", **company(customer)).is_review, 1)
    expect(review(desk, customer), (0, None))
    desk.partner.refused("createEnterpriseRealnameAuthentication", 400, "CBC.99007188", **company(customer))
    desk.simulator.advance(REVIEWED)
    expect(review(desk, customer), (2, None))
    row = desk.partner.call("listSubCustomers", customer="Northwind").customer_infos[0]
    expect((row.customer_id, row.verified_status, row.customer_type), (customer, "2", 1))


@case("changeEnterpriseRealnameAuthentication")
def a_person_becomes_a_company(desk):
    customer = newcomer(desk)
    desk.partner.call("createPersonalRealnameAuth", **person(customer))
    change = {**company(customer), "change_type": 1}
    desk.partner.refused("changeEnterpriseRealnameAuthentication", 400, "CBC.0100", **{**change, "change_type": 0})
    later = {**change, "verified_number": "refused-CBC.70600026"}
    desk.partner.refused("changeEnterpriseRealnameAuthentication", 400, "CBC.70600026", **later)
    expect(desk.partner.call("changeEnterpriseRealnameAuthentication", **change).is_review, 1)
    desk.simulator.advance(REVIEWED)
    row = desk.partner.call("listSubCustomers", customer_id=customer).customer_infos[0]
    expect((row.customer, row.customer_type), ("Northwind Demo S.A.", 1))


@case("showRealnameAuthenticationReviewResult")
def a_refusal_comes_with_an_opinion(desk):
    customer = newcomer(desk)
    desk.partner.call("createEnterpriseRealnameAuthentication", **{**company(customer), "verified_number": "REJECT"})
    desk.simulator.advance(REVIEWED)
    result, opinion = review(desk, customer)
    expect((result, bool(opinion)), (1, True))
    desk.partner.refused("showRealnameAuthenticationReviewResult", 400, "CBC.0100")

"""IAM on the same address, by the SDK for IAM: tokens and temporary keys."""

from huaweicloudsdkcore.auth.credentials import GlobalCredentials
from huaweicloudsdkcore.region.region import Region

from .core import case, expect
from .core.sdk import bss
from .core.simulator import AK, SK

CUSTOMER, PARTNER = "aurora-freight", "lighthouse-reseller"


def assume(desk, agency=None, **seconds):
    role = {"domain_id": desk.named(CUSTOMER), "agency_name": agency or desk.facts["agency"], **seconds}
    return {"identity": {"methods": ["assume_role"], "assume_role": role}}


@case("CreateTemporaryAccessKeyByAgency")
def keys_of_a_customer_act_for_it(desk):
    answer = desk.partner.call("CreateTemporaryAccessKeyByAgency", auth=assume(desk, duration_seconds=900))
    expect(answer.status_code, 201, "status")
    customer = desk.client(
        answer.credential.access, answer.credential.secret, desk.named(CUSTOMER), answer.credential.securitytoken
    )
    customer.call("ListPayPerUseCustomerResources", only_main_resource=1)


@case("CreateTemporaryAccessKeyByAgency")
def no_keys_without_an_agency(desk):
    desk.partner.refused("CreateTemporaryAccessKeyByAgency", 403, "IAM.0002", auth=assume(desk, "no agency"))


@case("KeystoneListAuthDomains")
def the_sdk_asks_which_account_a_key_belongs_to(desk):
    answer = desk.partner.call("KeystoneListAuthDomains")
    expect([domain.id for domain in answer.domains], [desk.facts["partner_id"]])
    # What the SDK does by itself when it is told a region and no account.
    url = desk.simulator.url
    credentials = GlobalCredentials(AK, SK).with_iam_endpoint(url)
    bss.BssintlClient.new_builder().with_credentials(credentials).with_region(Region("here-1", url)).build()
    expect(credentials.domain_id, desk.facts["partner_id"])
    desk.client("unknown", SK).refused("KeystoneListAuthDomains", 401, 401)


@case("KeystoneCreateToken")
def a_token_by_password_or_agency(desk):
    partner = {"name": PARTNER}
    user = {"name": "desk-operator", "password": SK, "domain": partner}
    auth = {"identity": {"methods": ["password"], "password": {"user": user}}, "scope": {"domain": partner}}
    token = desk.partner.call("KeystoneCreateUserTokenByPassword", auth=auth)
    expect((token.status_code, bool(token.x_subject_token)), (201, True))
    of_customer = desk.partner.call("KeystoneCreateAgencyToken", auth=assume(desk))
    expect(bool(of_customer.x_subject_token), True, "a token of the customer")
    user["password"] = "wrong"
    desk.partner.refused("KeystoneCreateUserTokenByPassword", 401, 401, auth=auth)

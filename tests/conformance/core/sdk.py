"""The official SDK as a caller: typed requests, its signer, its exceptions."""

import decimal
import re

import huaweicloudsdkbssintl.v2 as bss
import huaweicloudsdkiam.v3 as iam
import simplejson
from huaweicloudsdkcore.auth.credentials import GlobalCredentials
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException
from huaweicloudsdkcore.http.http_config import HttpConfig

from . import typed


# One operation on the wire for which the SDK has a method for each kind of body.
SAME = {
    "KeystoneCreateUserTokenByPassword": "KeystoneCreateToken",
    "KeystoneCreateAgencyToken": "KeystoneCreateToken",
}


def snake(name):
    """`ListSubCustomers` is the method `list_sub_customers`; `PayOrdersV2` would be `pay_orders_v2`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def connect(kind, credentials, url):
    config = HttpConfig.get_default_config()
    config.timeout = (5, 60)
    return kind.new_builder().with_http_config(config).with_credentials(credentials).with_endpoint(url).build()


class Client:
    """One caller with one set of keys. Every call is written into `book`."""

    def __init__(self, url, book, ak, sk, account_id, security_token=None):
        self.book = book
        self.account_id = account_id
        credentials = GlobalCredentials(ak, sk, account_id)
        if security_token:
            credentials.with_security_token(security_token)
        self.clients = [
            (bss, connect(bss.BssintlClient, credentials, url)),
            (iam, connect(iam.IamClient, credentials, url)),
        ]

    def preset(self, **headers):
        """Headers that go with every request from now on: `x_sdk_date="..."`."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        for _, client in self.clients:
            client.preset_headers = named

    def call(self, operation, **inputs):
        """Calls by the SDK's method with its typed request. The answer is the SDK's model; fails when
        anything in it is not as that model declares it."""
        for package, client in self.clients:
            if hasattr(client, snake(operation)):
                request = typed.request(package, operation, inputs)
                return self._send(operation, lambda: getattr(client, snake(operation))(request), package)
        raise LookupError(f"the SDK has no method for {operation}: use low_level")

    def low_level(self, operation, method, path, query=(), body=None):
        """A call of an operation that the SDK has no method for: only its signer and transport judge.
        The answer is JSON, numbers exact, `None` without content."""
        client = self.clients[0][1]
        answer = self._send(
            operation,
            lambda: client.do_http_request(
                method,
                path,
                query_params=list(query),
                header_params={"Content-Type": "application/json"},
                body=body,
                # A model without fields, which keeps the bytes whatever came.
                response_type="PayOrdersResponse",
            ),
        )
        return raw(answer)

    def refused(self, operation, status, code, **inputs):
        """Expects a refusal; it must be one that the sheets document for the operation."""
        return self._refused(operation, status, code, lambda: self.call(operation, **inputs))

    def low_level_refused(self, operation, status, code, *request, **parts):
        """The same for an operation that the SDK has no method for."""
        return self._refused(operation, status, code, lambda: self.low_level(operation, *request, **parts))

    def _send(self, operation, send, package=None):
        operation = SAME.get(operation, operation)
        self.book.called(operation)
        answer = send()
        if package is not None:
            self.book.problems(operation, list(deviations(package, answer)))
        self.book.succeeded(operation)
        return answer

    def _refused(self, operation, status, code, send):
        try:
            answer = send()
        except ServiceResponseException as refusal:
            got = (refusal.status_code, refusal.error_code)
            if got != (status, code):
                raise AssertionError(f"{operation}: expected {status} {code}, got {refusal}") from None
            if not refusal.error_msg or not refusal.request_id:
                raise AssertionError(f"{operation}: a refusal without text or request id: {refusal}") from None
            self.book.refused(SAME.get(operation, operation), status, code)
            return refusal
        raise AssertionError(f"{operation}: expected {status} {code}, got {answer}")


def raw(answer):
    """What came over the wire."""
    content = getattr(answer, "raw_content", None)
    return simplejson.loads(content, parse_float=decimal.Decimal) if content else None


def deviations(package, answer):
    """Where an answer is not what its model declares."""
    sent = raw(answer)
    if sent is None:
        return
    # Headers are fields of some models (X-Subject-Token); they are not in the bytes.
    yield from typed.problems(package, type(answer).__name__, sent)
    yield from typed.differences(answer, sent)

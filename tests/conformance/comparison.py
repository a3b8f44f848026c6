"""The requests of our client beside those of the SDK for the same inputs.

`cargo test --test requests` has written down ours; the SDK sends its own to a recorder. Compared are
method, path, query, body and signed headers, and our signature with what the SDK's signer makes of
our own request. A difference passes when `differences.json` lists it with its reason.
"""

import json
import pathlib
import re
import urllib.parse

import huaweicloudsdkbssintl.v2 as bss
import huaweicloudsdkiam.v3 as iam
import simplejson
from huaweicloudsdkcore.auth.credentials import GlobalCredentials
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer

from .core import typed
from .core.cases import HERE
from .core.recorder import Recorder
from .core.sdk import connect, snake

INPUTS = pathlib.Path("tests/data/requests")
OURS = pathlib.Path("target/tmp/requests.jsonl")
LANGUAGE = "en_US"
# The keys and accounts that our side has signed with.
PARTNER = GlobalCredentials("AK", "SK", "d0partner")


def of_customer(customer_id):
    return GlobalCredentials("CAK", "CSK", customer_id).with_security_token("token-of-a-customer")


def entries():
    for file in sorted(INPUTS.glob("*.json")):
        yield from simplejson.loads(file.read_text(encoding="utf-8"), use_decimal=True)


def recorded():
    lines = OURS.read_text(encoding="utf-8").splitlines()
    return {(line["operation"], line["case"]): line for line in map(json.loads, lines)}


def sent_by_sdk(recorder, entry, ours):
    """What the SDK sends for an entry, to the same host and at the same time as our client did."""
    package, kind = (bss, bss.BssintlClient)
    if not hasattr(kind, snake(entry["operation"])):
        package, kind = (iam, iam.IamClient)
    acts_for = entry.get("customer") if package is bss else None
    credentials = of_customer(acts_for) if acts_for else PARTNER
    client = connect(kind, credentials, recorder.url)
    client.preset_headers = {name: ours["headers"][name.lower()] for name in ("Host", "X-Sdk-Date")}
    request = typed.request(package, entry["operation"], entry.get("inputs", {}))
    if "x_language" in request.openapi_types:
        request.x_language = LANGUAGE
    try:
        getattr(client, snake(entry["operation"]))(request)
    except TypeError:
        # IAM's models cannot be made of an answer without content; what was sent stands.
        pass
    return recorder.only()


def authorization(request):
    """Signed headers and signature of a request."""
    found = re.search(r"SignedHeaders=([^,]+), Signature=([0-9a-f]+)", request["headers"]["authorization"])
    return found[1].split(";"), found[2]


def parts(request):
    """What is compared: one value for each name."""
    signed, _ = authorization(request)
    found = {"method": request["method"], "path": request["path"]}
    # As they are encoded: that is what gets signed.
    for pair in filter(None, request["query"].split("&")):
        name, _, value = pair.partition("=")
        found[f"query.{name}"] = value
    for name in signed:
        found[f"header.{name}"] = request["headers"][name]
    kind = found.pop("header.content-type", None)
    if request["body"]:
        # JSON is UTF-8 with and without `charset`: our client says so, most methods of the SDK do not.
        found["header.content-type"] = kind and kind.partition(";")[0]
    else:
        found["header.content-type without a body"] = kind
    found.update(leaves("body", simplejson.loads(request["body"], use_decimal=True)) if request["body"] else {})
    return found


def leaves(path, value):
    """Every value of a body by its path."""
    if isinstance(value, dict) and value:
        return {key: leaf for name in value for key, leaf in leaves(f"{path}.{name}", value[name]).items()}
    return {path: value}


def signed_again(ours):
    """The signature that the SDK's signer gives to our own request."""
    signed, _ = authorization(ours)
    request = SdkRequest(
        method=ours["method"],
        schema="http",
        host=ours["headers"]["host"],
        resource_path=ours["path"],
        query_params=urllib.parse.parse_qsl(ours["query"], keep_blank_values=True),
        header_params={name: ours["headers"][name].encode("iso-8859-1").decode("utf-8") for name in signed},
        body=ours["body"],
    )
    credentials = of_customer("") if "x-security-token" in signed else PARTNER
    answer = Signer(credentials).sign(request)
    return authorization({"headers": {"authorization": answer.header_params["Authorization"]}})[1]


def compare(ours, theirs):
    """Parts that differ, with both sides; without a request of the SDK only the signature can."""
    one = parts(ours)
    other = parts(theirs) if theirs else one
    for name in sorted({*one, *other}):
        if one.get(name) != other.get(name):
            yield name, f"ours {one.get(name)!r}, the SDK's {other.get(name)!r}"
    signature = authorization(ours)[1]
    if signature != signed_again(ours):
        yield "signature", f"ours {signature}, the SDK's signer {signed_again(ours)}"


def main():
    listed = json.loads((HERE / "differences.json").read_text(encoding="utf-8"))["requests"]
    used, good, bad = set(), 0, 0
    all_ours = recorded()
    print(f"\n{'operation':<44}{'case':<16}{'parts':>5}  differences that are listed")
    with Recorder() as recorder:
        for entry in entries():
            ours = all_ours.pop((entry["operation"], entry.get("case", "")))
            theirs = None if "no_sdk" in entry else sent_by_sdk(recorder, entry, ours)
            reasons, fresh = [], []
            for name, sentence in compare(ours, theirs):
                known = [n for n, row in enumerate(listed) if row["part"] == name and fits(row, entry)]
                used.update(known)
                (reasons if known else fresh).append(name if known else f"{name}: {sentence}")
            good, bad = good + (not fresh), bad + bool(fresh)
            told = entry.get("no_sdk") or ", ".join(reasons) or "none"
            print(f"{entry['operation']:<44}{entry.get('case', ''):<16}{len(parts(ours)) + 1:>5}  {told}")
            for sentence in fresh:
                print(f"  FAILED {sentence}")
    for operation, case in all_ours:
        bad += 1
        print(f"FAILED {operation} {case}: recorded, but not among the inputs")
    for number, row in enumerate(listed):
        if number not in used:
            bad += 1
            print(f"FAILED {row['operation']}: difference of {row['part']} is listed and does not occur")
    print(f"\ntest result: {'FAILED' if bad else 'ok'}. {good} passed; {bad} failed; 0 ignored")
    return 1 if bad else 0


def fits(row, entry):
    return row["operation"] in ("*", entry["operation"])

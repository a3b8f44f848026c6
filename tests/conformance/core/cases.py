"""Cases, what they have to cover, and the table at the end."""

import collections
import json
import pathlib
import time
import traceback

from . import sheets
from .sdk import Client
from .simulator import AK, SK, Simulator

HERE = pathlib.Path(__file__).parent.parent
CASES = []


def case(operation, **options):
    """Registers a function as a case of an operation; it gets a `Desk` of its own.

    `generic=True` is for cases about the gateway: what they are refused does not count as the
    failure that every operation must show."""

    def register(function):
        CASES.append((operation, function, options))
        return function

    return register


def expect(got, wanted, what="value"):
    """Fails with both sides when they differ."""
    if got != wanted:
        raise AssertionError(f"{what}: expected {wanted!r}, got {got!r}")


def walk(client, operation, rows, total, key, limit=10, **inputs):
    """All rows of a list, page by page to the end.

    `rows` and `total` are the names of the list and of the total in the answer (`total=None`: the
    list has none), `key` takes a row and gives what makes it unique. Fails on a page that is too
    long, a row seen twice, a total that changes or disagrees, and on anything behind the end."""
    found, seen, totals, offset = [], set(), set(), 0
    while True:
        answer = client.call(operation, offset=offset, limit=limit, **inputs)
        page = getattr(answer, rows) or []
        totals.add(getattr(answer, total) if total else None)
        if len(page) > limit:
            raise AssertionError(f"{operation}: {len(page)} rows on a page of {limit}")
        for row in page:
            if key(row) in seen:
                raise AssertionError(f"{operation}: {key(row)} came twice")
            seen.add(key(row))
        found += page
        offset += limit
        if not page:
            break
    expect(len(totals), 1, f"{operation}: totals on the way {sorted(totals, key=str)}, number of different ones")
    if total:
        expect(totals.pop(), len(found), f"{operation}: {total}")
    return found


class Book:
    """What was called, and what is still missing. Deviations that are listed with a reason pass."""

    def __init__(self):
        self.calls = collections.Counter()
        self.successes = set()
        self.refusals = set()
        self.listed = json.loads((HERE / "differences.json").read_text())["answers"]
        self.used = set()
        self.generic = False

    def called(self, operation):
        self.calls[operation] += 1

    def succeeded(self, operation):
        self.successes.add(operation)

    def refused(self, operation, status, code):
        if not sheets.documents(operation, status, code):
            raise AssertionError(f"{operation}: {status} {code} is not documented for it")
        if not self.generic:
            self.refusals.add(operation)

    def problems(self, operation, found):
        fresh = []
        for path, sentence in dict.fromkeys(found):
            listed = [
                number
                for number, entry in enumerate(self.listed)
                if entry["operation"] in (operation, "*") and entry["field"] == path
            ]
            self.used.update(listed)
            if not listed:
                fresh.append(f"{path} {sentence}")
        if fresh:
            raise AssertionError(f"{operation}: " + "; ".join(fresh))

    def missing(self, operations):
        """Sentences about what no case has shown."""
        for operation in operations:
            if operation not in self.successes:
                yield operation, "no call has succeeded"
            if operation not in self.refusals:
                yield operation, "no documented failure was seen"
        for number, entry in enumerate(self.listed):
            if number not in self.used:
                yield entry["operation"], f"difference of {entry['field']} is listed and does not occur"


class Desk:
    """What a case works with: a fresh simulator and callers."""

    def __init__(self, simulator, book):
        self.simulator = simulator
        self.book = book
        self.facts = simulator.state()
        self.operations = simulator.control("GET", "operations")
        self.partner = self.client(AK, SK)

    def client(self, ak, sk, account_id=None, security_token=None):
        """A caller with these keys; by default it claims to be the partner."""
        account_id = account_id or self.facts["partner_id"]
        return Client(self.simulator.url, self.book, ak, sk, account_id, security_token)

    def customer(self, customer_id):
        """A caller with temporary keys of a customer, by the agency."""
        answer = self.partner.call(
            "CreateTemporaryAccessKeyByAgency",
            auth={
                "identity": {
                    "methods": ["assume_role"],
                    "assume_role": {
                        "domain_id": customer_id,
                        "agency_name": self.facts["agency"],
                        "duration_seconds": 3600,
                    },
                }
            },
        )
        keys = answer.credential
        return self.client(keys.access, keys.secret, customer_id, keys.securitytoken)

    def named(self, account_name):
        """Id of the customer with this account name."""
        return self.partner.call("listSubCustomers", account_name=account_name).customer_infos[0].customer_id


def run(only=None):
    """Runs all cases (those whose operation, file or name holds `only`), prints, and gives the exit code."""
    book, passed, failed = Book(), collections.Counter(), []
    begun = time.monotonic()
    chosen = [entry for entry in CASES if not only or only.lower() in label(entry).lower()]
    for operation, function, options in chosen:
        book.generic = options.get("generic", False)
        try:
            with Simulator() as simulator:
                function(Desk(simulator, book))
            passed[operation] += 1
        except Exception as error:
            failed.append((operation, function.__name__))
            print(f"\nFAILED {label((operation, function, options))}: {error}\n{place(error)}")
    with Simulator() as simulator:
        offered = simulator.control("GET", "operations")
    operations = [row["id"] for row in offered["operations"] + offered["identity"]]
    missing = [] if only else list(book.missing(operations))
    table(operations, chosen, book, passed)
    for operation, sentence in missing:
        print(f"MISSING {operation}: {sentence}")
    bad = len(failed) + len(missing)
    word = "FAILED" if bad else "ok"
    print(
        f"\ntest result: {word}. {sum(passed.values())} passed; {bad} failed; 0 ignored;"
        f" finished in {time.monotonic() - begun:.1f}s"
    )
    return 1 if bad else 0


def place(error):
    """The lines of our own that led to an error."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "tests/conformance" in frame.filename]
    return "".join(traceback.format_list(frames)).rstrip()


def label(entry):
    operation, function, _ = entry
    return f"{function.__module__.rsplit('.', 1)[-1]} {operation} {function.__name__}"


def table(operations, chosen, book, passed):
    """One line an operation: calls, cases passed of cases there are."""
    there_are = collections.Counter(operation for operation, _, _ in chosen)
    others = [name for name in there_are if name not in operations]
    print(f"\n{'operation':<44}{'calls':>6}  passed")
    for operation in [*operations, *others]:
        if there_are[operation] or book.calls[operation]:
            share = f"{passed[operation]}/{there_are[operation]}"
            print(f"{operation:<44}{book.calls[operation]:>6}  {share}")
    everything = f"{sum(passed.values())}/{len(chosen)}"
    print(f"{'all':<44}{sum(book.calls.values()):>6}  {everything}")

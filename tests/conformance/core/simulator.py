"""A simulator as a process of its own, and its control plane."""

import json
import os
import pathlib
import subprocess
import urllib.error
import urllib.request

PROGRAM = pathlib.Path(os.environ.get("PARTNERDESK_SIMULATOR", "target/debug/partnerdesk"))
# Every exchange, for `make recorded`.
RECORD = pathlib.Path("target/exchanges/conformance/sdk.jsonl")
# A partner, its keys, and a day on which all of its time stands still.
AK, SK = "AK", "SK"
START = "2026-03-10T09:00:00Z"
CUSTOMERS = 200
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Simulator:
    """Runs from `with` to its end; every case has its own, so that no case sees another's changes."""

    def __enter__(self):
        arguments = ["simulate", "--addr", "127.0.0.1:0", "--start", START, "--customers", str(CUSTOMERS)]
        RECORD.parent.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [str(PROGRAM), *arguments, "--ak", AK, "--sk", SK, "--record", str(RECORD)],
            stdout=subprocess.PIPE,
            text=True,
        )
        ready = self.process.stdout.readline()
        if "ready on " not in ready:
            self.process.kill()
            raise RuntimeError(f"the simulator did not start: {ready!r}")
        self.url = ready.split("ready on ")[1].split()[0]
        self.control("POST", "limits", {"enabled": False})
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def control(self, method, call, body=None):
        """One call of the control plane; its answer, `None` without content."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_simulator/{call}", data=data, method=method)
        with DIRECT.open(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def state(self):
        return self.control("GET", "state")

    def advance(self, seconds):
        self.control("POST", "clock", {"advance_seconds": seconds})

    def unpaid_order(self, customer_id, amount=100, deadline_seconds=86_400):
        """Makes an order that waits for payment; its id."""
        made = {"customer_id": customer_id, "amount": amount, "deadline_seconds": deadline_seconds}
        return self.control("POST", "orders", made)["order_id"]

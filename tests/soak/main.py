"""The demo under requests for a long time: every answer is as it should be, memory does not grow.

    make soak MINUTES=60

Three people read pages one after the other, each as fast as they come, while the jobs of the desk
read the simulated partner. What the process holds in memory is measured after the first tenth of the
time, when every page has been made and the mirror is full, and at the end.
"""

import argparse
import http.client
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "harbour-lights"
PEOPLE = ("admin", "manager", "support")
PAGES = (
    "/", "/customers", "/customers?page=2", "/budgets", "/orders", "/renewals", "/activity", "/status",
    "/search?q=harbour", "/budgets/bulk", "/help", "/healthz",
)
# MB that memory may grow by, beside a tenth of what it was: caches fill, the allocator keeps room.
ROOM = 32


class Desk:
    """A demo on a free port, with its data in a folder that goes with it."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        program = ROOT / os.environ.get("PARTNERDESK_BIN", "target/release/partnerdesk")
        settings = {
            "PARTNERDESK_ADDR": "127.0.0.1:0",
            "PARTNERDESK_LOG": "error",
            "PARTNERDESK_SITE_DIR": str(ROOT / "target/site"),
            # Far more often than anybody would, so that an hour holds what a week does.
            **{f"PARTNERDESK_SYNC_{part}_SECONDS": "30" for part in ("CUSTOMERS", "BUDGETS", "ORDERS", "RESOURCES")},
        }
        self.process = subprocess.Popen(
            [program, "serve", "--demo"], cwd=self.folder.name, env=settings, stdout=subprocess.PIPE, text=True
        )
        first = self.process.stdout.readline()
        self.address = first.strip().rpartition("http://")[2]
        if not self.address:
            sys.exit("soak: the desk does not start")
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()

    def megabytes(self):
        """Resident memory of the process."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024


class Person(threading.Thread):
    """Signs in and reads pages until the time is over."""

    def __init__(self, name, address, until):
        super().__init__(daemon=True)
        self.person, self.address, self.until = name, address, until
        self.answers, self.slowest, self.wrong = 0, 0.0, []

    def run(self):
        connection = http.client.HTTPConnection(self.address, timeout=60)
        form = urllib.parse.urlencode({"name": self.person, "password": PASSWORD, "next": "/"})
        headers = {
            "Accept": "text/html",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{self.address}",
        }
        try:
            connection.request("POST", "/api/sign_in", form, headers)
            answer = connection.getresponse()
            answer.read()
            cookies = (value for name, value in answer.getheaders() if name.lower() == "set-cookie")
            cookie = next((value.split(";")[0] for value in cookies if value.startswith("id-")), "")
            while time.monotonic() < self.until and len(self.wrong) < 10:
                for page in PAGES:
                    self.read(connection, page, cookie)
        except OSError as error:
            self.wrong.append(f"{self.person}: {error}")

    def read(self, connection, page, cookie):
        begin = time.monotonic()
        connection.request("GET", page, headers={"Accept": "text/html", "Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        self.answers += 1
        self.slowest = max(self.slowest, time.monotonic() - begin)
        if answer.status != 200:
            self.wrong.append(f"{self.person}: {page} answered {answer.status}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    minutes = parser.parse_args().minutes
    with Desk() as desk:
        begin = time.monotonic()
        people = [Person(name, desk.address, begin + minutes * 60) for name in PEOPLE]
        for person in people:
            person.start()
        time.sleep(minutes * 6)
        early = desk.megabytes()
        print(f"{early:.0f} MB after {minutes / 10:.1f} minutes", flush=True)
        for person in people:
            person.join()
        late = desk.megabytes()
    wrong = [word for person in people for word in person.wrong]
    for word in wrong:
        print(word)
    answers, slowest = sum(person.answers for person in people), max(person.slowest for person in people)
    print(f"{late:.0f} MB after {minutes:.1f} minutes, {answers} answers, the slowest after {slowest:.2f} s")
    checks = {"every answer is a page": not wrong, "memory does not grow": late <= early * 1.1 + ROOM}
    for name, good in checks.items():
        print(f"{'ok' if good else 'FAILED'}: {name}")
    passed = sum(checks.values())
    failed = len(checks) - passed
    print(f"test result: {'FAILED' if failed else 'ok'}. {passed} passed; {failed} failed; 0 ignored")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

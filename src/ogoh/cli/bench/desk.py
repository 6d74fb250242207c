"""A day at the desk: so many people over ten counters, faster than it would be, on the service as it is served."""

from __future__ import annotations

import base64
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from threading import Lock, Thread

from ogoh.cli.bench.measuring import Figure, run_command
from ogoh.cli.browsing import Browsing, Got
from ogoh.cli.telling import refuse

_COUNTERS = 10
_LISTED = 20_000
_MOST_MS = 300
_HOURS = 8.0
_TAKES = (0.5, 1.5)
"""How long one person takes at a counter, of the mean."""
_BY = "command bench"
_PASSWORD = "kettle moon ladder 7"  # noqa: S105  # nobody's
_SOURCE = "bench"
_SEED = 1
_NUMBER = re.compile(r'name="number" value="(\d+)"')


@dataclass(slots=True)
class Day:
    """What is left of the day, and what it cost."""

    people: list[dict[str, str]]
    checks: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def next(self) -> dict[str, str] | None:
        """The next person, if one is left."""
        with self.lock:
            return self.people.pop() if self.people else None


def a_day(home: Path, people: int, speed: float, database: str = "") -> list[Figure]:
    """Serve ``people`` over ten counters in a day of eight hours, ``speed`` times faster; ``database`` as in
    ``DATABASE_URL``, else SQLite in ``home``."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ["OGOH_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    # An hour passes in minutes here.
    os.environ["OGOH_LOOKS_AN_HOUR"] = str(people)
    if database:
        os.environ["DATABASE_URL"] = database
    else:
        for old in home.glob("ogoh.sqlite3*"):
            old.unlink()
    officers = _prepared(home)
    before = _events()
    _give_tickets(people)
    day = Day(_people(people))
    pause = _HOURS * 3600 / speed / (people / _COUNTERS)
    with _served(home) as port:
        counters = [
            Thread(target=_counter, args=(day, port, name, secret, number, pause))
            for number, (name, secret) in enumerate(officers, start=1)
        ]
        began = time.perf_counter()
        for one in counters:
            one.start()
        for one in counters:
            one.join()
        took = time.perf_counter() - began
    return list(_figures(day, people, speed, took, _events() - before, database))


def _prepared(home: Path) -> list[tuple[str, str]]:
    """An empty database with a list and ten officers: their names and secrets."""
    from ogoh.cli.database import open_database

    open_database()
    _refuse_what_is_used()
    listed = home / f"list-{_LISTED}.csv"
    if not listed.exists():
        run_command(["synthetic", "list", "--size", str(_LISTED), "--seed", str(_SEED), "--out", str(listed)], home)
    run_command(["source", "add", _SOURCE, "--name", "Benchmark", "--kind", "entry_ban"], home)
    run_command(["list", "import", str(listed), "--source", _SOURCE, "--dated", "2026-11-01"], home)
    return _officers()


def _refuse_what_is_used() -> None:
    """The officers of a benchmark have a password that everybody can read: only nobody's database takes them."""
    from ogoh.web.accounts.models import User
    from ogoh.web.audit.models import Event

    if User.objects.exists() or Event.objects.exists():
        refuse("The database holds people or events already. Name an empty one, made for the benchmark alone.")


def _officers() -> list[tuple[str, str]]:
    from ogoh.web.accounts import second_factor
    from ogoh.web.accounts.models import Role
    from ogoh.web.accounts.services import add_office, add_person

    office, officers = add_office(_BY, "bench", "Benchmark"), []
    for number in range(_COUNTERS):
        name, secret = f"officer{number}", base64.b32encode(secrets.token_bytes(20)).decode()
        user, _ = add_person(_BY, name, name, office, [Role.OFFICER], _PASSWORD)
        second_factor.set_up(user, secret)
        officers.append((name, secret))
    return officers


def _give_tickets(people: int) -> None:
    """Everybody has taken a number in the morning."""
    from ogoh.web.accounts.models import Office
    from ogoh.web.queue.services import take_ticket

    office = Office.objects.get(code="bench")
    for _ in range(people):
        take_ticket(office)


def _people(count: int) -> list[dict[str, str]]:
    """Made-up travellers, one in ten of them listed."""
    from ogoh.synthetic import traveller_rows

    rows = list(islice(filter(_is_whole, traveller_rows(2 * count, _SEED, _LISTED)), count))
    # In an order that is the same each time and mixes those who are listed with those who are not.
    rows.sort(key=lambda row: sha256(row["id"].encode()).digest())
    return [
        {
            "family_name": row["family_name"],
            "given_name": row["given_name"] or "-",
            "patronymic": row["patronymic"],
            "birth": row["dob"],
            "document": row["document_number"],
        }
        for row in rows
    ]


def _is_whole(row: dict[str, str]) -> bool:
    """Whether a passport like this one shows all that a desk asks for."""
    return bool(row["family_name"] and row["document_number"]) and row["dob"].count("-") + row["dob"].count(".") == 2


def _events() -> int:
    from ogoh.web.audit.events import Act
    from ogoh.web.audit.models import Event

    return Event.objects.filter(act=Act.LOOK).count()


@contextmanager
def _served(home: Path) -> Iterator[int]:
    """The service on a free port, with two processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "ogoh", "serve", "--port", str(port), "--workers", "2"]
    log = (home / "serve.log").open("w")
    process = subprocess.Popen(command, stdout=log, stderr=log, env=dict(os.environ))  # noqa: S603
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()
        log.close()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            Browsing(port).get("/tg/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the service did not begin to answer")


def _counter(day: Day, port: int, name: str, secret: str, number: int, pause: float) -> None:
    browsing = Browsing(port)
    try:
        _sign_in(browsing, name, secret)
        browsing.get("/queue/counter/")
        browsing.post("/queue/counter/", do="sit", counter=str(number))
        # Nobody takes as long as the person before: counters that moved in step would all ask in the same second.
        chance = Random(number)  # noqa: S311  # no secret
        time.sleep(pause * chance.random())
        while (one := day.next()) is not None:
            began = time.perf_counter()
            _serve(day, browsing, one)
            time.sleep(max(0.0, pause * chance.uniform(*_TAKES) - (time.perf_counter() - began)))
    except Exception as fault:  # a thread that dies silently would hide what went wrong
        day.errors.append(f"counter {number}: {type(fault).__name__}: {fault}")


def _sign_in(browsing: Browsing, name: str, secret: str) -> None:
    from ogoh.web.accounts import second_factor

    browsing.get("/staff/sign-in/")
    browsing.post("/staff/sign-in/", login=name, password=_PASSWORD)
    browsing.get("/staff/code/")
    got = browsing.post("/staff/code/", code=second_factor.code_now(secret, time.time()))
    if got.status != 302:
        raise RuntimeError(f"signing in ended with {got.status}")


def _serve(day: Day, browsing: Browsing, person: dict[str, str]) -> None:
    """One person: the next number, the form, the check, the card."""
    _wanted(day, browsing.get("/queue/counter/"), 200)
    _wanted(day, browsing.post("/queue/counter/", do="next"), 302)
    called = browsing.get("/queue/counter/")
    number = found.group(1) if (found := _NUMBER.search(called.page)) else ""
    if not number:
        day.errors.append("nobody was called")
    _wanted(day, browsing.get("/desk/"), 200)
    began = time.perf_counter()
    asked = browsing.post("/desk/", presence="present", zone="", mandate="", ticket=number, **person)
    card = browsing.get(asked.leads_to) if asked.status == 302 else asked
    with day.lock:
        day.checks.append(time.perf_counter() - began)
    _wanted(day, card, 200)
    browsing.get("/queue/counter/")
    _wanted(day, browsing.post("/queue/counter/", do="served", number=number), 302)


def _wanted(day: Day, got: Got, status: int) -> None:
    if got.status != status:
        with day.lock:
            day.errors.append(f"status {got.status}, expected {status}")


def _figures(day: Day, people: int, speed: float, took: float, events: int, database: str) -> Iterator[Figure]:
    from ogoh.web.audit.verifying import verified

    where = "PostgreSQL" if database else "SQLite"
    command = f"ogoh bench desk --people {people} --speed {speed:g}" + (" --database URL" if database else "")
    ordered = sorted(day.checks) or [float("nan")]
    p99 = 1000 * ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]
    named = f"a day at the desk on {where}, {people:,} people over {_COUNTERS} counters at {speed:g} times the speed"
    yield Figure(
        f"{named}: 99th percentile of a check with its card",
        f"{p99:.0f} ms",
        f"under {_MOST_MS} ms",
        p99 < _MOST_MS,
        command,
        f"median {1000 * median(ordered):.0f} ms, slowest {1000 * ordered[-1]:.0f} ms, {took:.0f} s in all",
    )
    yield Figure(
        f"{named}: errors",
        str(len(day.errors)),
        "0",
        not day.errors,
        command,
        "; ".join(sorted(set(day.errors)))[:200],
    )
    faults = verified().faults
    yield Figure(
        f"{named}: looks lost, faults of the log",
        f"{people - events}, {len(faults)}",
        "0, 0",
        events == people and not faults,
        command,
        f"{events:,} looks recorded",
    )

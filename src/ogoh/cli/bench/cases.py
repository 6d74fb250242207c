"""Individual requests: opened one by one, sent as letter and table, sent in parcels, and answered in one table."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ogoh.cli.bench.measuring import Figure

if TYPE_CHECKING:
    from ogoh.identity import Subject
    from ogoh.web.accounts.models import User
    from ogoh.web.cases.actor import Actor
    from ogoh.web.cases.models import Batch, Case
    from ogoh.web.lists.models import Source

Result = TypeVar("Result")

_BY = "command bench"
_SEED = 1
_MOST_SECONDS = 60


def measure(home: Path, requests: int) -> list[Figure]:
    """Open, send and answer ``requests`` requests about made-up people, on SQLite in ``home``, from empty."""
    officer, source = _prepared(home)
    from ogoh.web.cases.actor import Actor

    by = Actor.of(officer)
    opened, cases = _timed(lambda: _opened(officer, source, requests))
    sent, batches = _timed(lambda: list(_sent(by, officer, source, requests)))
    written, size = _timed(lambda: sum(map(_written, batches)))
    sealed, parcels = _timed(lambda: _sealed(batches, by))
    answers = _answers(home, cases)
    taken, left = _timed(lambda: _taken(answers, source, by))
    if left:
        raise RuntimeError(f"{left} requests have no answer")
    command = f"ogoh bench cases --requests {requests}"
    what = f"{requests:,} requests on SQLite"
    return [
        _figure(f"{what}: opened, each with its event", opened, command, f"{1000 * opened / requests:.1f} ms each"),
        _figure(f"{what}: sent", sent, command, f"{len(batches)} letters"),
        _figure(f"{what}: letters and tables written", written, command, f"{size / 1e6:.1f} MB"),
        _figure(f"{what}: sealed in parcels", sealed, command, f"{parcels / 1e6:.2f} MB"),
        _figure(f"{what}: answers taken in", taken, command, "one table (XLSX), every request answered"),
    ]


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _figure(name: str, seconds: float, command: str, beside: str) -> Figure:
    return Figure(name, f"{seconds:.1f} s", f"under {_MOST_SECONDS} s", seconds < _MOST_SECONDS, command, beside)


def _prepared(home: Path) -> tuple[User, Source]:
    """An empty installation with a list that comes from a peer, and somebody who opens and sends."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    os.environ["OGOH_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    from ogoh.cli.database import open_database

    open_database()
    from django.utils import timezone

    from ogoh.delivery.parcel import KeyFolder
    from ogoh.web.accounts.models import Role
    from ogoh.web.accounts.services import add_office, add_person
    from ogoh.web.exchange.peers import add_peer, own_keys, take_from
    from ogoh.web.lists.services import add_source

    own_keys().make("asker", "Asker", timezone.now())
    owner = KeyFolder(home / "keys_of_the_owner").make("owner", "Owner", timezone.now())
    add_peer(owner, owner.fingerprint, _BY)
    source = add_source("bench", "Benchmark", "entry_ban")
    take_from("owner", "bench", source.code)
    office = add_office(_BY, "bench", "Benchmark")
    officer, _ = add_person(_BY, "officer", "Officer", office, [Role.OFFICER, Role.SUPERVISOR])
    return officer, source


def _opened(officer: User, source: Source, count: int) -> list[Case]:
    from ogoh.web.cases.opening import Wish, open_case

    return [open_case(officer, Wish(source, "listed", one, "tg")) for one in islice(_people(count), count)]


def _people(count: int) -> Iterator[Subject]:
    """Made-up people with a passport each that nobody else has."""
    from ogoh.identity import subject_as_typed
    from ogoh.names import WrittenName
    from ogoh.synthetic import traveller_rows

    seen: set[str] = set()
    for row in traveller_rows(2 * count, _SEED, count):
        if not (row["document_number"] and row["family_name"]):
            continue
        name = WrittenName(family=row["family_name"], given=row["given_name"], patronymic=row["patronymic"])
        person = subject_as_typed(name, born=row["dob"], document=row["document_number"])
        number = person.documents[0].folded
        if number not in seen:
            seen.add(number)
            yield person


def _sent(by: Actor, officer: User, source: Source, count: int) -> Iterator[Batch]:
    from ogoh.web.cases.sending import MOST, send

    for _ in range(0, count, MOST):
        yield send(by, officer.office, source)


def _written(batch: Batch) -> int:
    from ogoh.web.cases.papers import letter_of_batch, table_of_batch

    return len(letter_of_batch(batch)) + len(table_of_batch(batch))


def _sealed(batches: Sequence[Batch], by: Actor) -> int:
    from ogoh.web.cases.parcels import send_batch

    return sum(send_batch(one, by).size for one in batches)


def _answers(home: Path, cases: Sequence[Case]) -> Path:
    """The table that the owner sends back."""
    from ogoh.delivery.correspondence import Outcome, Reply, write_replies
    from ogoh.web.queue.models import today

    outcomes, day = (Outcome.LISTED, Outcome.NOT_LISTED), today()
    replies = [Reply(one.number, outcomes[at % 2], day, explanation="Сличено") for at, one in enumerate(cases)]
    path = home / "answers.xlsx"
    write_replies(path, replies)
    return path


def _taken(answers: Path, source: Source, by: Actor) -> int:
    """How many requests are left without an answer."""
    from ogoh.web.cases.answering import take_in
    from ogoh.web.cases.models import Case, State

    take_in(answers, source, by)
    return Case.objects.exclude(state=State.ANSWERED).count()

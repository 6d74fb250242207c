"""Who does something to a request: somebody signed in, or whoever gives a command; and how it is told to the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ogoh.identity import subject_from_json
from ogoh.web.accounts.models import User
from ogoh.web.audit import events
from ogoh.web.audit.events import Happening, Json
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.cases.models import Act, Case, Step
from ogoh.web.queue.models import today


@dataclass(frozen=True, slots=True)
class Actor:
    """``user`` is None for a command; ``office`` is a code, empty for what concerns every office."""

    name: str
    office: str = ""
    user: User | None = None

    @classmethod
    def of(cls, user: User) -> Actor:
        """Somebody who is signed in."""
        return cls(user.username, user.office.code, user)


def step(case: Case, act: Act, by: Actor, note: str = "", on: date | None = None) -> Step:
    """Add to the history of a case."""
    return Step.objects.create(case=case, act=act, by=by.user, note=note, on=on or today())


def step_all(cases: Iterable[Case], act: Act, by: Actor, note: str = "", on: date | None = None) -> None:
    """Add the same to the history of many cases."""
    day = on or today()
    Step.objects.bulk_create([Step(case=one, act=act, by=by.user, note=note, on=day) for one in cases])


def digests_of(cases: Iterable[Case]) -> frozenset[str]:
    """Whom cases are about, for the log."""
    return frozenset().union(*(subject_digests(subject_from_json(one.subject)) for one in cases if one.subject))


def happening(
    act: events.Act, by: Actor, purpose: str, cases: Iterable[Case], told: Mapping[str, Json] | None = None
) -> Happening:
    """Something done to cases, as an event: their numbers, never their people."""
    concerned = list(cases)
    said: dict[str, Json] = {"cases": [one.number for one in concerned], **(told or {})}
    return Happening(act, by.name, by.office, purpose, digests_of(concerned), said)

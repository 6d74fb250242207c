"""Patterns of looks that want an explanation; none of them proves anything, and each says what would explain it.

What was sold at airports was the answer itself: by an officer who looked far more people up than colleagues did,
without a ticket, at night; and a person whom several offices look up is perhaps looked for, not served.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.audit.events import Act
from ogoh.web.audit.models import Event

DAYS = 30
"""How far back is looked."""

TIMES_THE_OFFICE = 3.0
"""An officer who looks up so many times as many as the median of the colleagues stands out …"""

AT_LEAST = 20
"""… if they are at least so many."""

SHARE_WITHOUT_TICKET = 0.2
MANY_OFFICES = 3
NIGHT_FROM, NIGHT_TO = 20, 6
"""Hours of the day, in the time of the staff."""

_DESK = "desk: "
_DIGEST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at a desk."""

    at: datetime
    actor: str
    office: str
    has_ticket: bool
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: whose, how many, and whether it stands out."""

    called: str
    count: int
    stands_out: bool
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: its name, what was counted, what would explain it, and the bars, the longest first."""

    code: str
    title: Promise
    counted: Promise
    explained: Promise
    bars: tuple[Bar, ...]

    @property
    def stands_out(self) -> bool:
        """Whether anything in it wants an explanation."""
        return any(bar.stands_out for bar in self.bars)


def looks_of(office: str = "", days: int = DAYS) -> list[Looked]:
    """The looks at desks of the last days, of one office or of all."""
    events = Event.objects.filter(act=Act.LOOK, at__gte=timezone.now() - timedelta(days=days)).exclude(details="")
    if office:
        events = events.filter(office=office)
    return list(filter(None, map(_looked, events.order_by("number").iterator(1000))))


def _looked(event: Event) -> Looked | None:
    """A look that an officer began; a second person's and a colleague's look at the same question are none."""
    details = orjson.loads(event.details)
    if not details["purpose"].startswith(_DESK) or "answers" not in details["told"]:
        return None
    return Looked(
        event.at.astimezone(ZoneInfo(settings.TIME_OF_STAFF)),
        details["actor"],
        event.office,
        "ticket" in details["told"],
        frozenset(details["subjects"]),
    )


def patterns(looks: Iterable[Looked]) -> tuple[Pattern, ...]:
    """All patterns of these looks."""
    every = list(looks)
    return (
        Pattern(
            "rate",
            _("Looks of each officer"),
            _("Marked: three times the median of the office or more, and at least 20."),
            _("More shifts than others, a counter with a queue of its own, help for another office."),
            tuple(_rates(every)),
        ),
        Pattern(
            "ticket",
            _("Looks without a ticket"),
            _("Marked: more than a fifth of an officer's looks, and at least 20 looks in all."),
            _("A morning without the ticket machine, people let through because they are old or ill."),
            tuple(_without_ticket(every)),
        ),
        Pattern(
            "offices",
            _("The same person in several offices"),
            _("Marked: looked up in three offices or more. People stand here as digests: nobody can be named."),
            _("Somebody who travels and asks everywhere, a mistaken match that nobody settles."),
            tuple(_in_offices(every)),
        ),
        Pattern(
            "night",
            _("Looks at night"),
            _("Marked: any look between 20:00 and 6:00."),
            _("A night shift at a border or an airport."),
            tuple(_at_night(every)),
        ),
    )


def _rates(looks: Iterable[Looked]) -> Iterator[Bar]:
    counts = Counter((one.office, one.actor) for one in looks)
    for (office, actor), count in counts.most_common():
        colleagues = [other for (where, who), other in counts.items() if where == office and who != actor]
        usual = median(colleagues) if colleagues else count
        yield Bar(actor, count, count >= AT_LEAST and count >= TIMES_THE_OFFICE * max(1.0, usual), office)


def _without_ticket(looks: Iterable[Looked]) -> Iterator[Bar]:
    every: Counter[tuple[str, str]] = Counter()
    without: Counter[tuple[str, str]] = Counter()
    for one in looks:
        every[one.office, one.actor] += 1
        without[one.office, one.actor] += not one.has_ticket
    for (office, actor), count in (+without).most_common():
        whole = every[office, actor]
        yield Bar(
            actor, count, whole >= AT_LEAST and count > SHARE_WITHOUT_TICKET * whole, f"{office}, {count}/{whole}"
        )


def _in_offices(looks: Iterable[Looked]) -> Iterator[Bar]:
    offices: defaultdict[str, set[str]] = defaultdict(set)
    for one in looks:
        if one.people:
            # A person has a digest by number and one by name; one of them is enough to count each person once.
            offices[min(one.people)].add(one.office)
    several = {person: where for person, where in offices.items() if len(where) > 1}
    for person, where in sorted(several.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Bar(person[:_DIGEST_SHOWN], len(where), len(where) >= MANY_OFFICES, ", ".join(sorted(where)))


def _at_night(looks: Iterable[Looked]) -> Iterator[Bar]:
    nights = Counter((one.office, one.actor) for one in looks if not NIGHT_TO <= one.at.hour < NIGHT_FROM)
    for (office, actor), count in nights.most_common():
        yield Bar(actor, count, True, office)

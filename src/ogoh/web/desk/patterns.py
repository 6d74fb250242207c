"""Patterns of looks that want an explanation; none of them proves anything, and each says what would explain it.

What was sold at airports was the answer itself: by an officer who looked far more people up than colleagues did,
without a ticket, at night; and a person whom several offices look up is perhaps looked for, not served.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

import orjson
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.audit.events import Act
from ogoh.web.audit.models import Event
from ogoh.web.days import local

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

_OF_SEVERAL_OFFICES = "offices"
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


def looks_of(days: int = DAYS) -> list[Looked]:
    """The looks at desks of the last days, of all offices."""
    events = Event.objects.filter(act=Act.LOOK, at__gte=timezone.now() - timedelta(days=days)).exclude(details="")
    return list(filter(None, map(_looked, events.order_by("number").iterator(1000))))


def _looked(event: Event) -> Looked | None:
    """A look that an officer began; a second person's and a colleague's look at the same question are none."""
    details = orjson.loads(event.details)
    if not details["purpose"].startswith(_DESK) or "answers" not in details["told"]:
        return None
    return Looked(
        local(event.at),
        details["actor"],
        event.office,
        "ticket" in details["told"],
        frozenset(details["subjects"]),
    )


def patterns(looks: Iterable[Looked], office: str = "") -> tuple[Pattern, ...]:
    """All patterns of these looks; of one office alone where ``office`` names it.

    The looks are those of all offices: an officer without colleagues is measured by the officers elsewhere. Whom
    several offices look up is left out for one of them, which sees its own looks alone.
    """
    every = list(looks)
    own = [one for one in every if not office or one.office == office]
    return tuple(one for one in _patterns(own, every) if not office or one.code != _OF_SEVERAL_OFFICES)


def _patterns(own: list[Looked], every: list[Looked]) -> tuple[Pattern, ...]:
    return (
        Pattern(
            "rate",
            _("Looks of each officer"),
            _(
                "Marked: three times the median of the colleagues or more, and at least 20. "
                "Who has no colleagues is compared with the officers of all other offices."
            ),
            _("More shifts than others, a counter with a queue of its own, help for another office."),
            tuple(_rates(own, every)),
        ),
        Pattern(
            "ticket",
            _("Looks without a ticket"),
            _("Marked: more than a fifth of an officer's looks, and at least 20 looks in all."),
            _("A morning without the ticket machine, people let through because they are old or ill."),
            tuple(_without_ticket(own)),
        ),
        Pattern(
            _OF_SEVERAL_OFFICES,
            _("The same person in several offices"),
            _("Marked: looked up in three offices or more. People stand here as digests: nobody can be named."),
            _("Somebody who travels and asks everywhere, a mistaken match that nobody settles."),
            tuple(_in_offices(own)),
        ),
        Pattern(
            "night",
            _("Looks at night"),
            _("Marked: any look between 20:00 and 6:00."),
            _("A night shift at a border or an airport."),
            tuple(_at_night(own)),
        ),
    )


def _rates(own: Iterable[Looked], every: Iterable[Looked]) -> Iterator[Bar]:
    counts = Counter((one.office, one.actor) for one in every)
    shown = {one.office for one in own}
    for (office, actor), count in counts.most_common():
        if office in shown:
            usual = _usual(counts, office, actor)
            marked = usual is not None and count >= AT_LEAST and count >= TIMES_THE_OFFICE * max(1.0, usual)
            yield Bar(actor, count, marked, office)


def _usual(counts: Counter[tuple[str, str]], office: str, actor: str) -> float | None:
    """The median of the colleagues; of an office of one, that of the officers elsewhere; None where there is nobody."""
    others = [(where, count) for (where, who), count in counts.items() if (where, who) != (office, actor)]
    colleagues = [count for where, count in others if where == office]
    measure = colleagues or [count for _, count in others]
    return float(median(measure)) if measure else None


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
    every = list(looks)
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for place, one in enumerate(every):
        for digest in one.people:
            seen[digest].add(place)
    offices = {digest: {every[place].office for place in places} for digest, places in seen.items()}
    several = [digest for digest, where in offices.items() if len(where) > 1 and not _says_less(digest, seen, every)]
    for digest in sorted(several, key=lambda one: (-len(offices[one]), one)):
        where = offices[digest]
        yield Bar(digest[:_DIGEST_SHOWN], len(where), len(where) >= MANY_OFFICES, ", ".join(sorted(where)))


def _says_less(digest: str, seen: Mapping[str, set[int]], every: Sequence[Looked]) -> bool:
    """Whether another digest was in all looks of this one: a number says more than one of the spellings beside it."""
    places = seen[digest]
    beside = every[min(places)].people - {digest}
    return any(places < seen[other] or (places == seen[other] and other < digest) for other in beside)


def _at_night(looks: Iterable[Looked]) -> Iterator[Bar]:
    nights = Counter((one.office, one.actor) for one in looks if not NIGHT_TO <= one.at.hour < NIGHT_FROM)
    for (office, actor), count in nights.most_common():
        yield Bar(actor, count, True, office)

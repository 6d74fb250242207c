"""What the staff sees: which parcels went to whom and what became of them, what came, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ogoh.delivery.parcel import RELEASE
from ogoh.web.accounts.access import granted
from ogoh.web.accounts.models import Role
from ogoh.web.exchange.kinds import KIND_WORDS
from ogoh.web.exchange.models import Feed, Refusal, Sent, Taken
from ogoh.web.exchange.outbox import LOST
from ogoh.web.languages import Language, moment_in_words

_SHOWN = 50

OUTCOMES: dict[str, Promise] = {
    "": _("no answer yet"),
    "taken": _("taken"),
    LOST: _("its file is gone, and it cannot be sent any more"),
    "not_a_parcel": _("no parcel"),
    "cut": _("its end was missing"),
    "tampered": _("changed on the way"),
    "not_for_us": _("meant for somebody else"),
    "unknown_key": _("signed with an unknown key"),
    "withdrawn_key": _("signed with a withdrawn key"),
    "wrong_clock": _("one of two clocks is wrong"),
    "too_large": _("too large"),
    "false_sizes": _("put together wrongly"),
    "unusable_row": _("a row cannot be used"),
    "unknown_list": _("a list that is not taken"),
    "replayed": _("came a second time"),
    "out_of_order": _("older than what is held"),
    "contradiction": _("two releases with one number"),
    "gap": _("releases before it are missing"),
    "wrong_base": _("it changes another list than the one held"),
    "another_list": _("the lists would not be equal"),
}
OTHER = _("refused")


@dataclass(frozen=True, slots=True)
class Row:
    """A parcel of the exchange in words: which, when, and what became of it."""

    parcel: Sent | Taken | Refusal
    when: str
    called: str
    outcome: Promise


@require_GET
@granted(Role.LIST_MANAGER, Role.AUDITOR)
def parcels(request: HttpRequest) -> HttpResponse:
    """Releases and receipts, what came, what is missing."""
    language: Language = request.language  # type: ignore[attr-defined]
    sent = Sent.objects.filter(Q(kind=RELEASE) | Q(outcome=LOST)).select_related("peer", "release")
    refused = Refusal.objects.filter(settled=False).select_related("peer")
    taken = Taken.objects.select_related("peer", "delivery")
    feeds = Feed.objects.filter(peer__ended_at=None).select_related("peer", "source", "delivery")
    context = {
        "feeds": [(feed, moment_in_words(feed.made_at, language) if feed.made_at else "") for feed in feeds],
        "missing": [_row(one, one.at, one.reason, language) for one in refused[:_SHOWN]],
        "sent": [_row(one, one.made_at, one.outcome, language) for one in sent[:_SHOWN]],
        "taken": [_row(one, one.taken_at, "taken", language) for one in taken[:_SHOWN]],
        "older": {
            "missing": refused[_SHOWN:].count(),
            "sent": sent[_SHOWN:].count(),
            "taken": taken[_SHOWN:].count(),
        },
    }
    return render(request, "exchange/parcels.html", context)


def _row(parcel: Sent | Taken | Refusal, when: datetime, outcome: str, language: Language) -> Row:
    kind = str(KIND_WORDS.get(parcel.kind, parcel.kind))
    called = f"{kind} {parcel.source} {parcel.number}" if parcel.number else "—"
    return Row(parcel, moment_in_words(when, language), " ".join(called.split()), OUTCOMES.get(outcome, OTHER))

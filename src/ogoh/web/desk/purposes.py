"""What an event about a person was for, in words that the person reads; the log keeps a short English code of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.audit.looks import DAMAGED, Look
from ogoh.web.languages import Language, date_in_words
from ogoh.web.registry.words import ACT_WORDS

_CONFIRMED = _("A second person confirmed what was decided")
_DECLINED = _("A second person declined what was decided")
_READ_IN_REGISTRY = (
    "registry: a decision",
    "registry: a decision to be corrected",
    "registry: a paper",
    "registry: show",
    "registry: what waits at a decision",
)
_BLIND = ("blind answer by a file", "blind question by a file", "blind question over the network")
_OF_REQUESTS = (
    "a request answered", "a request of another office", "answers", "brought", "case: a colleague's request",
    "closed unclaimed", "gone a step up", "opened", "reminders", "requests", "settled", "taken up", "told", "withdrawn",
)  # fmt: skip

PURPOSES: Mapping[str, Promise] = {
    "desk: present": _("At a desk: the person was there"),
    "desk: mandate": _("At a desk: a mandate is on file"),
    "desk: a second person": _("A second person looked at a doubtful match"),
    "desk: a colleague's question": _("A colleague looked at the answer"),
    "interface": _("Asked by a program of another service"),
    "command": _("Asked by whoever runs the service"),
    "issued": _("A certificate was made"),
    "told who looked": _("The person was told who looked them up"),
    "review": _("A doubtful match was decided"),
    "taken back": _("A decision was taken back"),
    **{f"registry: {act.value}": words for act, words in ACT_WORDS.items()},
    **{f"registry: {act.value} confirmed": _CONFIRMED for act in ACT_WORDS},
    **{f"registry: {act.value} declined": _DECLINED for act in ACT_WORDS},
    **dict.fromkeys(_READ_IN_REGISTRY, _("The staff of an agency read what its register says")),
    "registry: look-alikes": _("The staff of an agency looked whether the person is known already"),
    "registry: amnesty applied": _("An amnesty was applied"),
    "registry: amnesty undone": _("An amnesty was undone"),
    **dict.fromkeys(_BLIND, _("A list of another office was asked without being told about whom")),
    **dict.fromkeys(_OF_REQUESTS, _("A request to the owner of a list about this person")),
    DAMAGED: _("This entry was damaged and can no longer be read. The auditors can say which it is."),
}
"""Purposes of the events that are about somebody; one that is not here is shown as it was recorded."""


@dataclass(frozen=True, slots=True)
class ToldLook:
    """One event as the page shows it; ``day`` in words; of a damaged one neither is known."""

    at: datetime | None
    day: str
    office: str
    actor: str
    purpose: str | Promise


def told_look(look: Look, language: Language) -> ToldLook:
    """An event in the reader's words."""
    day = date_in_words(timezone.localdate(look.at), language) if look.at else ""
    return ToldLook(look.at, day, look.office, look.actor, PURPOSES.get(look.purpose, look.purpose))

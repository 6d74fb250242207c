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

"""Which lists an answer does not rest on: said with every answer, on the page and to other programs."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.checks.services import Answer

_KINDS: dict[str, Promise] = {
    "entry_ban": _("lists of entry bans"),
    "controlled_persons": _("the registry of controlled persons"),
}
_NEVER: dict[str, Promise] = {
    "others": _("lists of other countries and of other agencies"),
    "searches_and_debts": _("police searches, and debts for which you may not leave your own country"),
}


def lists_not_looked_at(answers: Iterable[Answer]) -> dict[str, str | Promise]:
    """By code: sources that delivered nothing yet, kinds that nobody delivers here, then those that none holds."""
    told = tuple(answers)
    undelivered = {answer.source_code: answer.source_name for answer in told if not answer.looked_at}
    known = {answer.source_kind for answer in told}
    kinds = {kind: words for kind, words in _KINDS.items() if kind not in known}
    return undelivered | kinds | _NEVER

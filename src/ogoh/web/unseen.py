"""Which lists an answer does not rest on: said with every answer, on the page and to other programs."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_KINDS: dict[str, Promise] = {
    "entry_ban": _("lists of entry bans"),
    "controlled_persons": _("the registry of controlled persons"),
}
_NEVER: dict[str, Promise] = {
    "others": _("lists of other countries and of other agencies"),
    "searches_and_debts": _("police searches, and debts for which you may not leave your own country"),
}


def lists_not_looked_at(kinds_looked_at: Iterable[str]) -> dict[str, Promise]:
    """By code: the kinds of list that this installation does not hold, then those that none holds."""
    held = set(kinds_looked_at)
    return {kind: words for kind, words in _KINDS.items() if kind not in held} | _NEVER

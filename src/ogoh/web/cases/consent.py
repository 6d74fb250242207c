"""What a person agrees to before a request is sent. Changed words are another wording: old ones stay, by version."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CURRENT = "2026-11"

WORDINGS: Mapping[str, tuple[Promise, ...]] = {
    "2026-11": (
        _("This office sends my name, birth date, citizenship, passport number and question to the owner of the list."),
        _("The owner of the list is in another country. It learns that I ask. Its answer comes back to this office."),
        _("The office deletes my particulars 90 days after my request is closed. I can withdraw it at any time."),
        _("It is free of charge. Nobody may ask me for money for it."),
    ),
}
"""By version: sentence after sentence, as it is read out and printed."""

"""How many people one officer may look up in an hour; principle 5: one person at a time, for a reason, with limits."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.models import User
from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.services import record
from ogoh.web.buckets import Allowance, digest, spend
from ogoh.web.desk.models import Bucket
from ogoh.web.desk.refusal import TOO_MANY, DeskRefused

_HOUR = 3600.0


def spend_a_look(user: User) -> None:
    """Take one of the officer's looks.

    Raises DeskRefused where ``settings.LOOKS_AN_HOUR`` are spent; that is an event, for a supervisor to ask about.
    """
    if not spend(Bucket, digest("officer", str(user.pk)), Allowance(settings.LOOKS_AN_HOUR, _HOUR)):
        return
    with transaction.atomic():
        record(Happening(Act.REFUSED, user.username, user.office.code, "more looks than an officer may have"))
    raise DeskRefused(
        _("You have looked up as many people as one officer may in an hour. Wait a few minutes, or ask a colleague."),
        TOO_MANY,
    )

"""What can be done with tokens: make one, withdraw one, recognise the one a caller shows."""

from __future__ import annotations

import hashlib
import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone

from ogoh.web.api.models import ApiToken, Bucket
from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.services import record
from ogoh.web.buckets import Allowance, digest, spend

PREFIX = "ogoh_"
"""Lets a secret scanner recognise a token that was published by mistake."""

MINUTE = 60.0


class TokenNameTakenError(ValueError):
    """A token of this name was made before."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"A token named {name!r} exists already. Choose another name; names of revoked tokens stay taken."
        )


class UnknownTokenError(LookupError):
    """No token of this name is in force."""

    def __init__(self, name: str) -> None:
        super().__init__(f"No token named {name!r} is in force. 'ogoh token list' shows all of them.")


def add_token(name: str, per_minute: int = 60, by: str = "") -> str:
    """Make a token for a caller; what is returned is shown once and kept nowhere.

    ``per_minute`` bounds its questions. Raises `TokenNameTakenError`.
    """
    secret = PREFIX + secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            ApiToken.objects.create(name=name, digest=_digest(secret), per_minute=per_minute)
            record(Happening(Act.GRANT, actor=by, purpose="a new token", told={"token": name}))
    except IntegrityError:
        raise TokenNameTakenError(name) from None
    return secret


def revoke_token(name: str, by: str = "") -> None:
    """Withdraw a token at once. Raises `UnknownTokenError`."""
    with transaction.atomic():
        if not ApiToken.objects.filter(name=name, revoked_at=None).update(revoked_at=timezone.now()):
            raise UnknownTokenError(name)
        record(Happening(Act.GRANT, actor=by, purpose="a token revoked", told={"token": name}))


def token_in_force(secret: str) -> ApiToken | None:
    """The token that ``secret`` is, unless it is unknown or revoked; notes the day of its use."""
    token = ApiToken.objects.filter(digest=_digest(secret), revoked_at=None).first()
    if token is not None:
        today = timezone.localdate()
        # One write a day for each caller, not one for each question.
        ApiToken.objects.filter(pk=token.pk).exclude(last_used_on=today).update(last_used_on=today)
    return token


def seconds_to_wait(token: ApiToken) -> float:
    """Spend one question of a caller; 0.0, or the seconds until the next may come."""
    return spend(Bucket, digest("token", str(token.pk)), Allowance(token.per_minute, MINUTE))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

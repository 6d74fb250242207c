"""Codes of the second factor: time-based ones (RFC 6238), each taken once, and recovery codes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from ogoh.web.accounts.models import Bucket, User
from ogoh.web.buckets import Allowance, digest, prune, spend

WRONG_CODES = Allowance(tokens=10, seconds=30 * 60.0)
"""A code has six digits and three hold at once: at 20 an hour, guessing one takes years."""


class TooManyCodes(Exception):  # noqa: N818  # the house names an exception by what happened
    """So many wrong codes that none is looked at for ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"no code is looked at for {seconds:.0f} seconds")


def has_second_factor(user: User) -> bool:
    """Whether somebody has set one up."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def is_recovery_code(authenticator: Authenticator | None) -> bool:
    """Whether an accepted code was one of the ten that are kept on paper."""
    return authenticator is not None and authenticator.type == Authenticator.Type.RECOVERY_CODES


def accept(user: User, code: str) -> Authenticator | None:
    """The authenticator that a code is of, unless it is wrong or was used before. Raises TooManyCodes."""
    _spend_one(user)
    for one in Authenticator.objects.filter(user=user):
        if _fits(user, one, code):
            _give_back(user)
            return one
    return None


def first_code(user: User, secret: str, code: str) -> bool:
    """Whether a code shows that a new device holds the secret. Raises TooManyCodes."""
    _spend_one(user)
    right = use_code(user, secret, code)
    if right:
        _give_back(user)
    return right


def _spend_one(user: User) -> None:
    if wait := spend(Bucket, _key(user), WRONG_CODES):
        raise TooManyCodes(wait)


def _give_back(user: User) -> None:
    Bucket.objects.filter(key=_key(user)).delete()
    prune(Bucket)


def _key(user: User) -> str:
    return digest("code", str(user.pk))


def _fits(user: User, authenticator: Authenticator, code: str) -> bool:
    if authenticator.type == Authenticator.Type.TOTP:
        return use_code(user, decrypt(authenticator.data["secret"]), code)
    return is_recovery_code(authenticator) and bool(RecoveryCodes(authenticator).validate_code(code))


def use_code(user: User, secret: str, code: str) -> bool:
    """Whether a time-based code is right now; it is used up by that, in whatever process it comes again."""
    step = _step_of(secret, code)
    if step is None:
        return False
    # RFC 6238, 5.2: of two requests with the same code, the condition lets one through.
    return User.objects.filter(pk=user.pk, last_code_step__lt=step).update(last_code_step=step) == 1


def _step_of(secret: str, code: str) -> int | None:
    typed = code.encode()
    right = (
        step
        for step in yield_hotp_counters_from_time()
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, step)).encode(), typed)
    )
    return next(right, None)


def set_up(user: User, secret: str) -> None:
    """Give somebody this secret (base32)."""
    TOTP.activate(user, secret)


def new_secret() -> str:
    """A secret of 160 bits for a device, in base32."""
    return str(generate_totp_secret())


def address_for_device(user: User, secret: str) -> str:
    """What a device reads to show codes (otpauth, as Google's key URI format has it)."""
    return str(get_adapter().build_totp_url(user, secret))


def take_away(user: User) -> None:
    """Take every second factor from somebody; a new one has to be set up before anything is reached."""
    Authenticator.objects.filter(user=user).delete()


def code_now(secret: str, now: float | None = None) -> str:
    """The code that a device shows for a secret (base32)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time() if now is None else now) // 30)))


def encrypted(text: str) -> str:
    """A secret as the table keeps it: under the installation's key, so that a copy of the database holds none."""
    return _fernet().encrypt(text.encode()).decode()


def decrypted(kept: str) -> str:
    """The secret again; empty, so that no code fits, where it was kept under another key."""
    try:
        return _fernet().decrypt(kept.encode()).decode()
    except InvalidToken:
        return ""


def _fernet() -> Fernet:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"ogoh.second-factor", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))

"""The keys of our lists: a new one for each delivery, the older ones ended, and their secret halves destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Least
from django.utils import timezone

from ogoh.blind import About, BlindRefused, Key, key_at_random, name_of_key
from ogoh.delivery.parcel import SigningKey
from ogoh.matching.strong_keys import STRONG_KEYS_VERSION
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.blind.models import BlindKey
from ogoh.web.blind.places import delete_all_but, is_name, one_maker, secret_file
from ogoh.web.exchange.peers import own_keys
from ogoh.web.secret import secret_in

DAYS = 30
"""How long a key is good where no newer one takes its place."""

GRACE = timedelta(hours=24)
"""How long questions are still answered under a key after a newer one of its list was made."""


@dataclass(frozen=True, slots=True)
class ListedAs:
    """Which delivery of which list a key is for."""

    code: str
    name: str
    kind: str
    delivery: int
    dated: date


class KeyNotHeld(BlindRefused):
    """A question under a key that ended, or that was never ours; it says which are held."""

    def __init__(self, name: str) -> None:
        ended = BlindKey.objects.filter(name=name).first() if is_name(name) else None
        found = f"one that ended on {ended.ends_at:%Y-%m-%d %H:%M} UTC" if ended else "one that is not ours"
        held = "; ".join(f"{one.name} for {one.code} no. {one.delivery} of {one.dated}" for one in keys_in_force())
        super().__init__(
            # Whatever the asker wrote stays out of the log, into which this first part goes.
            "The key of the questions",
            f"{name[:16]!r}, {found}",
            held or "one in force, and there is none now",
            "Fetch the newest file of that list and ask anew." if held else "Ask the owner when the next list comes.",
        )


def new_key(listed: ListedAs, days: int = DAYS, by: str = "") -> BlindKey:
    """Make the key of a delivery; older keys of the same list end after `GRACE`.

    Of two that make a key of one delivery at once, one does. Raises `BlindRefused` where a key of this delivery is in
    force, and `ogoh.blind.NoSodiumError`.
    """
    with one_maker():
        _refuse_second(listed)
        row = _made(listed, days, by)
    forget_ended()
    return row


def _refuse_second(listed: ListedAs) -> None:
    held = keys_in_force().filter(code=listed.code, delivery=listed.delivery).first()
    if held:
        raise BlindRefused(
            f"The key of {listed.code} no. {listed.delivery}",
            f"{held.name}, in force until {held.ends_at:%Y-%m-%d %H:%M} UTC",
            "none",
            f"Use it, or end it first with: ogoh blind key end {held.name}",
        )


def _made(listed: ListedAs, days: int, by: str) -> BlindKey:
    made, key = timezone.now().replace(microsecond=0), key_at_random()
    name, ends = name_of_key(key.public), made + timedelta(days=days)
    with transaction.atomic():
        keys_in_force().filter(code=listed.code).update(ends_at=Least("ends_at", made + GRACE))
        row = BlindKey.objects.create(
            name=name,
            public=key.public.hex(),
            code=listed.code,
            list_name=listed.name,
            kind=listed.kind,
            delivery=listed.delivery,
            dated=listed.dated,
            made_at=made,
            expires_at=ends,
            ends_at=ends,
        )
        _record("a new key", by, row)
        secret_in(secret_file(name), lambda: key.secret.hex())
    return row


def end_key(name: str, by: str = "") -> None:
    """End a key at once and destroy its secret half: nobody can ask under it any more. Raises `KeyNotHeld`."""
    with transaction.atomic():
        if not keys_in_force().filter(name=name).update(ends_at=timezone.now()):
            raise KeyNotHeld(name)
        _record("a key ended", by, BlindKey.objects.get(name=name))
    forget_ended()


def forget_ended() -> None:
    """Destroy the secret halves of keys that ended, and the lists built with them: they can never be asked again.

    Done whenever keys are looked at, and when the service starts; who is asked seldom has a timer for it.
    """
    now = timezone.now()
    ends = dict(BlindKey.objects.values_list("name", "ends_at"))
    delete_all_but(ends.keys(), {name for name, moment in ends.items() if moment <= now})


def keys_in_force() -> QuerySet[BlindKey]:
    """The keys under which questions are answered now."""
    return BlindKey.objects.filter(ends_at__gt=timezone.now())


def key_in_force(name: str) -> tuple[BlindKey, Key]:
    """A key with its secret half. Raises `KeyNotHeld`."""
    forget_ended()
    row = keys_in_force().filter(name=name).first() if is_name(name) else None
    if row is None or not secret_file(name).exists():
        raise KeyNotHeld(name)
    return row, Key(bytes.fromhex(secret_file(name).read_text()))


def about(row: BlindKey) -> About:
    """What the file of this key says of itself."""
    return About(
        code=row.code,
        name=row.list_name,
        kind=row.kind,
        delivery=row.delivery,
        dated=row.dated,
        public=bytes.fromhex(row.public),
        recipe=STRONG_KEYS_VERSION,
        made=row.made_at,
        expires=row.expires_at,
    )


def signing_key() -> SigningKey:
    """The key of this installation by which whoever asks knows that a file is ours. Raises DeliveryRefused."""
    return own_keys().signing_key(timezone.now())


def _record(purpose: str, by: str, row: BlindKey) -> None:
    told: dict[str, Json] = {"key": row.name, "list": row.code, "delivery": row.delivery}
    record(Happening(Act.BLIND, actor=by, purpose=purpose, told=told))

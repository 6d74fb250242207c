"""What can be done with peers: take in a card, say what goes to them and comes from them, end it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import Card, KeyFolder, VerifyingKey
from ogoh.delivery.parcel.keys import key_from_text, key_to_text
from ogoh.delivery.tables.writing import replaced_when_whole
from ogoh.web.exchange import recording
from ogoh.web.exchange.models import Feed, Peer, PeerKey, Subscription
from ogoh.web.lists.models import Source

PREFIX = "ogoh_peer_"
"""Lets a secret scanner recognise a token that was published by mistake."""


def own_keys() -> KeyFolder:
    """The keys of this installation."""
    return KeyFolder(settings.PARCEL_KEYS)


def keys_of(code: str) -> Sequence[VerifyingKey]:
    """The keys of a peer; none where we do not exchange with it."""
    keys = PeerKey.objects.filter(peer__code=code, peer__ended_at=None)
    return [VerifyingKey(key_from_text(key.public), key.counts_from, key.withdrawn_from) for key in keys]


def peer_of(code: str) -> Peer:
    """A peer with whom we exchange. Raises DeliveryRefused."""
    found = Peer.objects.filter(code=code, ended_at=None).first()
    if found is None:
        known = ", ".join(Peer.objects.filter(ended_at=None).values_list("code", flat=True)) or "none yet"
        raise DeliveryRefused("The peer", repr(code), f"one that is known ({known})", "Take its card in: ogoh peer add")
    return found


def add_peer(card: Card, fingerprint: str, by: str = "") -> Peer:
    """Take a card in, or a newer one of a known peer; ``fingerprint`` is what its owner has read out.

    Keys that the newer card no longer names are withdrawn. Raises DeliveryRefused where the fingerprint is another.
    """
    if _digits(fingerprint) != _digits(card.fingerprint):
        raise DeliveryRefused(
            "The fingerprint",
            f"{card.fingerprint} on the card of {card.code}",
            f"{fingerprint!r}, as was read out",
            "Nothing was changed. Ask the owner, by telephone, for the card and the fingerprint again.",
        )
    if own_keys().has_keys and own_keys().card.code == card.code:
        raise DeliveryRefused("The card", "our own code", "the code of another", "Take in the card of the other side.")
    with transaction.atomic():
        peer, _ = Peer.objects.update_or_create(
            code=card.code, defaults={"name": card.name, "recipient": card.recipient, "ended_at": None}
        )
        _put_keys(peer, card, timezone.now())
        recording.keys_changed("the card of a peer", by, {"peer": peer.code, "keys": [key.key_id for key in card.keys]})
    return peer


def _digits(fingerprint: str) -> str:
    return "".join(fingerprint.split()).lower()


def _put_keys(peer: Peer, card: Card, now: datetime) -> None:
    named = {key_to_text(key.public): key for key in card.keys}
    peer.keys.exclude(public__in=named).filter(withdrawn_from=None).update(withdrawn_from=now)
    for public, key in named.items():
        PeerKey.objects.update_or_create(
            peer=peer,
            public=public,
            defaults={"counts_from": key.counts_from, "withdrawn_from": key.withdrawn_from},
        )


def end_peer(code: str, by: str = "") -> None:
    """Exchange nothing more with a peer: its parcels are refused, its token is void. Raises DeliveryRefused."""
    with transaction.atomic():
        peer = peer_of(code)
        Peer.objects.filter(pk=peer.pk).update(ended_at=timezone.now(), token_digest="")
        recording.keys_changed("a peer ended", by, {"peer": code})


def give_token(code: str, by: str = "") -> str:
    """A token with which a peer may fetch what is for it; shown once, and the one before is worth nothing."""
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        Peer.objects.filter(pk=peer_of(code).pk).update(token_digest=digest_of_token(secret))
        recording.keys_changed("a token for a peer", by, {"peer": code})
    return secret


def digest_of_token(secret: str) -> str:
    """What is kept of a token of 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def peer_with_token(secret: str) -> Peer | None:
    """Whose token it is."""
    return Peer.objects.filter(token_digest=digest_of_token(secret), ended_at=None).first() if secret else None


def reach(code: str, address: str, token: str, by: str = "") -> None:
    """Where we call a peer, and with which token of theirs, which lies in a file beside the database.

    Raises DeliveryRefused for an address that is not HTTPS, unless it is on this machine.
    """
    local = address.startswith(("http://127.0.0.1:", "http://localhost:"))
    if not (address.startswith("https://") or local) or not address.isprintable() or " " in address:
        raise DeliveryRefused("The address", repr(address), "one that begins with https://", "Ask the peer for it.")
    peer = peer_of(code)
    path = _token_file(peer)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with replaced_when_whole(path) as beside:
        beside.write_text(token.strip())
    path.chmod(0o600)
    with transaction.atomic():
        Peer.objects.filter(pk=peer.pk).update(address=address.rstrip("/") + "/")
        recording.keys_changed("the address of a peer", by, {"peer": code})


def token_for(peer: Peer) -> str:
    """The token with which we call a peer. Raises DeliveryRefused where there is none."""
    path = _token_file(peer)
    if not peer.address or not path.exists():
        raise DeliveryRefused(
            f"The way to {peer.code}", "no address or no token", "both, from the peer", "Give them: ogoh peer reach"
        )
    return path.read_text()


def _token_file(peer: Peer) -> Path:
    folder: Path = settings.HOME / "peer_tokens"
    return folder / peer.code


def subscribe(code: str, source: str, by: str = "") -> Subscription:
    """From the next release on, send a list to a peer. Raises DeliveryRefused."""
    with transaction.atomic():
        made, _ = Subscription.objects.get_or_create(peer=peer_of(code), source=source_of(source))
        recording.keys_changed("a list for a peer", by, {"peer": code, "source": source})
    return made


def take_from(code: str, name: str, source: str, by: str = "") -> Feed:
    """Let a peer's list become a list here: ``name`` is its code there. Raises DeliveryRefused."""
    peer, ours = peer_of(code), source_of(source)
    other = Feed.objects.filter(source=ours).exclude(peer=peer, name=name).first()
    if other is not None:
        raise DeliveryRefused(
            f"The source {source}",
            f"fed already by {other}",
            "one that nobody feeds",
            "Make a source of its own for it.",
        )
    with transaction.atomic():
        feed, _ = Feed.objects.get_or_create(peer=peer, name=name, defaults={"source": ours})
        if feed.source_id != ours.pk:
            raise DeliveryRefused(f"The list {name} of {code}", f"taken into {feed.source}", source, "It stays there.")
        recording.keys_changed("a list of a peer", by, {"peer": code, "name": name, "source": source})
    return feed


def source_of(code: str) -> Source:
    """A list that we hold. Raises DeliveryRefused."""
    source = Source.objects.filter(code=code).first()
    if source is None:
        known = ", ".join(Source.objects.values_list("code", flat=True)) or "none yet"
        raise DeliveryRefused("The source", repr(code), f"one that is known ({known})", "Make it: ogoh source add")
    return source

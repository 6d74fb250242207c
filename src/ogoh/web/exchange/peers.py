"""What can be done with peers: take in a card, say what goes to them and comes from them, end it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import RELEASE, Card, KeyFolder, VerifyingKey
from ogoh.delivery.parcel.keys import key_from_text, key_to_text
from ogoh.delivery.tables.writing import OWNER_ALONE, replaced_when_whole
from ogoh.web.exchange import recording
from ogoh.web.exchange.models import Feed, OwnList, Peer, PeerKey, Subscription, Taken
from ogoh.web.lists.models import Source

PREFIX = "ogoh_peer_"
"""Lets a secret scanner recognise a token that was published by mistake."""

_LOOK = "See: ogoh peer list"


def own_keys() -> KeyFolder:
    """The keys of this installation."""
    return KeyFolder(settings.PARCEL_KEYS)


def keys_of(code: str) -> Sequence[VerifyingKey]:
    """The keys of a peer; none where we do not exchange with it."""
    return [_verifying(key) for key in PeerKey.objects.filter(peer__code=code, peer__ended_at=None)]


def _verifying(key: PeerKey) -> VerifyingKey:
    return VerifyingKey(key_from_text(key.public), key.counts_from, key.withdrawn_from)


def peer_of(code: str) -> Peer:
    """A peer with whom we exchange. Raises DeliveryRefused."""
    found = Peer.objects.filter(code=code, ended_at=None).first()
    if found is None:
        known = ", ".join(Peer.objects.filter(ended_at=None).values_list("code", flat=True)) or "none yet"
        raise DeliveryRefused("The peer", repr(code), f"one that is known ({known})", "Take its card in: ogoh peer add")
    return found


def add_peer(card: Card, fingerprint: str, by: str = "") -> Peer:
    """Take a card in, or a newer one of a known peer; ``fingerprint`` is what its owner has read out.

    Keys that the newer card no longer names are withdrawn. Raises DeliveryRefused where the fingerprint is another, or
    where a key is in force on the card that was withdrawn: it is an older one.
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
    held = {key.public: _verifying(key) for key in peer.keys.select_for_update()}
    for public, key in named.items():
        if public in held:
            _refuse_revived(held[public], key, card)
    in_force = Q(withdrawn_from=None) | Q(withdrawn_from__gt=now)
    peer.keys.exclude(public__in=named).filter(in_force).update(withdrawn_from=now)
    for public, key in named.items():
        PeerKey.objects.update_or_create(
            peer=peer,
            public=public,
            defaults={"counts_from": key.counts_from, "withdrawn_from": key.withdrawn_from},
        )


def _refuse_revived(held: VerifyingKey, key: VerifyingKey, card: Card) -> None:
    """No card moves a withdrawal to a later moment: whoever has a stolen key would show an older card."""
    if held.withdrawn_by(key.withdrawn_from).withdrawn_from == key.withdrawn_from:
        return
    raise DeliveryRefused(
        f"The card of {card.code}",
        f"key {key.key_id} in force longer than an earlier card said",
        f"a key that is withdrawn from {held.withdrawn_from:%Y-%m-%d %H:%M} UTC on",
        "Nothing was changed. It is an older card: ask its owner for the newest.",
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
    path.parent.chmod(0o700)
    with replaced_when_whole(path, OWNER_ALONE) as beside:
        beside.write_text(token.strip())
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


def unsubscribe(code: str, source: str, by: str = "") -> None:
    """Send a list to a peer no more; what was sealed for it before can still be fetched. Raises DeliveryRefused."""
    with transaction.atomic():
        peer = peer_of(code)
        if not Subscription.objects.filter(peer=peer, source=source_of(source)).delete()[0]:
            raise DeliveryRefused(f"The list {source}", f"one that {code} does not get", "one that it gets", _LOOK)
        recording.keys_changed("a list for a peer no more", by, {"peer": code, "source": source})


def take_from(code: str, name: str, source: str, by: str = "") -> Feed:
    """Let a peer's list become a list here: ``name`` is its code there.

    Raises DeliveryRefused for a source that another list, or our own registry, fills.
    """
    with transaction.atomic():
        peer, ours = peer_of(code), Source.objects.select_for_update().get(pk=source_of(source).pk)
        _refuse_filled(ours, peer, name)
        feed, _ = Feed.objects.get_or_create(peer=peer, name=name, defaults={"source": ours})
        if feed.source_id != ours.pk:
            raise DeliveryRefused(f"The list {name} of {code}", f"taken into {feed.source}", source, "It stays there.")
        recording.keys_changed("a list of a peer", by, {"peer": code, "name": name, "source": source})
    return feed


def take_no_more(code: str, name: str, by: str = "") -> None:
    """Take a list of a peer no more. What came of it stays here as it is; the numbers of its releases count no more, so
    that the list can be taken anew. Raises DeliveryRefused."""
    with transaction.atomic():
        peer = peer_of(code)
        if not Feed.objects.filter(peer=peer, name=name).delete()[0]:
            raise DeliveryRefused(f"The list {name} of {code}", "one that is not taken", "one that is taken", _LOOK)
        Taken.objects.filter(peer=peer, kind=RELEASE, source=name).delete()
        recording.keys_changed("a list of a peer no more", by, {"peer": code, "name": name})


def _refuse_filled(source: Source, peer: Peer, name: str) -> None:
    other = Feed.objects.filter(source=source).exclude(peer=peer, name=name).first()
    own = OwnList.objects.filter(source=source).exists()
    if other is not None or own:
        raise DeliveryRefused(
            f"The source {source.code}",
            "kept by our own registry" if other is None else f"fed already by {other}",
            "one that nobody feeds",
            "Make a source of its own for it.",
        )


def source_of(code: str) -> Source:
    """A list that we hold. Raises DeliveryRefused."""
    source = Source.objects.filter(code=code).first()
    if source is None:
        known = ", ".join(Source.objects.values_list("code", flat=True)) or "none yet"
        raise DeliveryRefused("The source", repr(code), f"one that is known ({known})", "Make it: ogoh source add")
    return source

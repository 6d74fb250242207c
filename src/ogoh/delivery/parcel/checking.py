"""The checks of a header, one each: signature, addressee, key, clock, sizes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from ogoh.delivery.parcel.header import Header, time_to_text
from ogoh.delivery.parcel.keys import VerifyingKey
from ogoh.delivery.parcel.limits import Limits
from ogoh.delivery.parcel.refusal import (
    FalseSizes,
    NotForUs,
    TamperedParcel,
    TooLarge,
    UnknownKey,
    WithdrawnKey,
    WrongClock,
)


def refuse_unsigned(signed: bytes, header: Header, signature: bytes, known: Collection[VerifyingKey]) -> None:
    """Refuse what no known key of the sender has signed."""
    key = _key_of(header, known)
    if not key.has_signed(signed, signature):
        raise TamperedParcel(
            "The signature of the parcel",
            f"one that does not fit, under the name of key {header.signed_by}",
            f"the signature of {header.label.sender}",
            "Nothing was changed. Tell the sender by telephone: somebody has put this parcel together.",
        )


def _key_of(header: Header, known: Collection[VerifyingKey]) -> VerifyingKey:
    sender = header.label.sender
    for key in known:
        if key.key_id == header.signed_by:
            return key
    raise UnknownKey(
        "The key that signed the parcel",
        f"key {header.signed_by} under the name {sender}",
        f"one of the keys known of {sender}: {', '.join(key.key_id for key in known)}"
        if known
        else "an installation that is known here",
        f"If {sender} has a new key, ask for its card, compare the fingerprint by telephone, and take it in with "
        "ogoh peer add. If not, somebody else sent this.",
    )


def refuse_unaddressed(header: Header, ourselves: str) -> None:
    """Refuse what its sender meant for others, whoever sealed it for us."""
    if ourselves not in header.label.to:
        raise NotForUs(
            "The addressees of the parcel",
            ", ".join(header.label.to),
            f"{ourselves} among them",
            f"{header.label.sender} did not send this to you. Tell them: somebody opened it and passed it on.",
        )


def refuse_key_out_of_date(header: Header, known: Collection[VerifyingKey], now: datetime) -> None:
    """Refuse what a key signed that is withdrawn, or that did not count yet."""
    key, sender = _key_of(header, known), header.label.sender
    if key.withdrawn_from is not None and now >= key.withdrawn_from:
        raise WithdrawnKey(
            "The key that signed the parcel",
            f"key {key.key_id}, withdrawn from {time_to_text(key.withdrawn_from)}",
            f"a key of {sender} that is in force",
            f"Nothing was changed. Ask {sender} to seal it again with the new key; whoever has the old one may "
            "have written any date into it.",
        )
    if header.label.made_at < key.counts_from:
        raise WithdrawnKey(
            "The key that signed the parcel",
            f"key {key.key_id} in a parcel of {time_to_text(header.label.made_at)}",
            f"parcels made from {time_to_text(key.counts_from)} on, when this key began to count",
            f"Ask {sender} which of the two dates is wrong.",
        )


def refuse_future(header: Header, now: datetime, leeway: timedelta) -> None:
    """Refuse what was made in the future: one of two clocks is wrong."""
    made = header.label.made_at
    if made > now + leeway:
        raise WrongClock(
            "The time at which the parcel was made",
            time_to_text(made),
            f"no later than now, which is {time_to_text(now)} here",
            "One of the two clocks is wrong. If it is yours, set it and open the parcel again; if it is the "
            "sender's, the parcel has to be made anew.",
        )


def refuse_sizes(header: Header, limits: Limits) -> None:
    """Refuse what tells sizes beyond the limits, or rows too large for what they were packed into."""
    content = header.content
    for what, found, most in (
        ("rows", content.rows, limits.rows),
        ("bytes of rows", content.unpacked, limits.unpacked),
    ):
        if found > most:
            raise TooLarge(
                f"The {what}", f"{found:,}", f"at most {most:,}", "Nothing was unpacked. Ask the sender what it is."
            )
    most = max(limits.unsuspicious, limits.ratio * content.packed)
    if content.unpacked > most:
        raise FalseSizes(
            "The rows",
            f"{content.unpacked:,} bytes packed into {content.packed:,}",
            f"at most {limits.ratio} times as much: no list packs so well",
            "Nothing was unpacked. Tell the sender: this looks like a file made to fill a disk.",
        )

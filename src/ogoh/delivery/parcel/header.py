"""What a parcel says of itself: one line of JSON in canonical form (RFC 8785), which the signature covers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

import orjson

from ogoh.delivery.parcel.refusal import NotAParcel

FORMAT = 1
RELEASE = "release"
"""A list or what changed on it; the other kinds are those of the rooms that send them."""

_KIND = re.compile(r"[a-z][a-z_]{0,39}")
CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""What an installation or a list is called by."""
DIGEST = re.compile(r"[0-9a-f]{64}")
_KEY_ID = re.compile(r"[0-9a-f]{16}")
_NOTHING: Mapping[str, str] = MappingProxyType({})
MOST_ADDRESSEES = 100
HIGHEST_NUMBER = 2**31 - 1
"""Of a parcel: what databases hold in four bytes."""
LONGEST_ABOUT = 500


@dataclass(frozen=True, slots=True)
class Base:
    """The release that a delta builds on: its number, and the digest of the list after it."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Label:
    """What whoever seals says of the content.

    ``sender`` and ``to`` are codes of installations; ``number`` counts the parcels of one sender, kind and source from
    1. A release without ``builds_on`` is a full list; ``digest`` is that of the list after applying it (`ListDigest`),
    empty in other kinds. ``about`` holds short texts whose names the kind gives a meaning.
    """

    kind: str
    sender: str
    to: tuple[str, ...]
    number: int
    made_at: datetime
    source: str = ""
    builds_on: Base | None = None
    digest: str = ""
    about: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Content:
    """The rows as they lie in the parcel: how many bytes packed and their SHA-256, how many unpacked, how many rows."""

    packed: int
    sha256: str
    unpacked: int
    rows: int


@dataclass(frozen=True, slots=True)
class Header:
    """A label, the content under it, and the name of the key that has signed both."""

    label: Label
    content: Content
    signed_by: str

    def as_line(self) -> bytes:
        """The header as it stands in a parcel, without its line break."""
        label, content = self.label, self.content
        base = label.builds_on
        return orjson.dumps(
            {
                "about": dict(label.about),
                "builds_on": {"digest": base.digest, "number": base.number} if base else None,
                "digest": label.digest,
                "format": FORMAT,
                "from": label.sender,
                "kind": label.kind,
                "made_at": time_to_text(label.made_at),
                "number": label.number,
                "packed": {"bytes": content.packed, "sha256": content.sha256},
                "signed_by": self.signed_by,
                "source": label.source,
                "to": list(label.to),
                "unpacked": {"bytes": content.unpacked, "rows": content.rows},
            },
            option=orjson.OPT_SORT_KEYS,
        )


def header_from_line(line: bytes) -> Header:
    """A header from a line. Raises NotAParcel for anything but what `Header.as_line` writes."""
    try:
        told = orjson.loads(line)
        if orjson.dumps(told, option=orjson.OPT_SORT_KEYS) != line:
            raise ValueError("JSON that is not in canonical form")
        if told["format"] != FORMAT:
            raise _later_format(told["format"])
        header = _header(told)
        if header.as_line() != line:
            raise ValueError("fields that this format does not have")
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise NotAParcel(
            "The header of the parcel",
            f"something else ({fault})",
            "the header of a parcel of format 1",
            "Ask the sender to seal it again.",
        ) from None
    return header


def _later_format(found: object) -> NotAParcel:
    return NotAParcel(
        "The format of the parcel", f"format {found!r}", f"format {FORMAT}", "Bring this installation up to date."
    )


def _header(told: Mapping[str, Any]) -> Header:
    label = Label(
        kind=_fitting(_KIND, told["kind"], "kind"),
        sender=_fitting(CODE, told["from"], "from"),
        to=tuple(_fitting(CODE, one, "to") for one in _some(told["to"])),
        number=_number(told["number"], "number"),
        made_at=time_from_text(told["made_at"]),
        source=_fitting(CODE, told["source"], "source") if told["source"] != "" else "",
        builds_on=_base(told["builds_on"]),
        digest=_fitting(DIGEST, told["digest"], "digest") if told["digest"] != "" else "",
        about=_about(told["about"]),
    )
    packed, unpacked = told["packed"], told["unpacked"]
    content = Content(
        packed=_count(packed["bytes"], "packed bytes"),
        sha256=_fitting(DIGEST, packed["sha256"], "sha256"),
        unpacked=_count(unpacked["bytes"], "unpacked bytes"),
        rows=_count(unpacked["rows"], "rows"),
    )
    if label.kind == RELEASE:
        _look_at_release(label)
    if label.builds_on and label.builds_on.number >= label.number:
        raise ValueError("a release that builds on itself or on a later one")
    return Header(label, content, _fitting(_KEY_ID, told["signed_by"], "signed_by"))


def _look_at_release(label: Label) -> None:
    if not (label.source and label.digest):
        raise ValueError("a release without its source and its digest")
    dated = label.about.get("dated")
    if dated is not None and date.fromisoformat(dated).isoformat() != dated:
        raise ValueError("a release of no day")


def _base(told: Mapping[str, Any] | None) -> Base | None:
    if told is None:
        return None
    return Base(_number(told["number"], "builds_on"), _fitting(DIGEST, told["digest"], "builds_on"))


def _some(told: Any) -> list[Any]:
    if not isinstance(told, list) or not 0 < len(told) <= MOST_ADDRESSEES:
        raise ValueError(f"1 to {MOST_ADDRESSEES} addressees expected")
    return told


def _about(told: Any) -> Mapping[str, str]:
    if not isinstance(told, dict) or any(not _KIND.fullmatch(name) for name in told):
        raise ValueError("about is no object of short names")
    return MappingProxyType({name: _text(text) for name, text in told.items()})


def _text(told: Any) -> str:
    if not isinstance(told, str) or len(told) > LONGEST_ABOUT:
        raise ValueError(f"a text in about of more than {LONGEST_ABOUT} signs, or none")
    return told


def _fitting(form: re.Pattern[str], told: Any, name: str) -> str:
    if not isinstance(told, str) or not form.fullmatch(told):
        raise ValueError(f"{name} is not {form.pattern}")
    return told


def _number(told: Any, name: str) -> int:
    return _count(told, name, least=1, most=HIGHEST_NUMBER)


def _count(told: Any, name: str, least: int = 0, most: int = 2**53 - 1) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or not least <= told <= most:
        raise ValueError(f"{name} is no number from {least} to {most}")
    return told


def time_to_text(moment: datetime) -> str:
    """A moment as headers write it: UTC, whole seconds (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def time_from_text(text: str) -> datetime:
    """A moment from what `time_to_text` wrote. Raises ValueError."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

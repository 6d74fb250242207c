"""The header: one form, and nothing in it that the format does not have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from ogoh.delivery.parcel import Base, Content, Header, Label, refusal
from ogoh.delivery.parcel.header import HIGHEST_NUMBER, header_from_line
from tests.delivery.parcel.offices import NOON

DIGEST = "0" * 64
LABEL = Label("release", "ru-mvd", ("tj-ms", "kg"), 7, NOON, "bans", Base(6, DIGEST), DIGEST, {"dated": "2026-11-01"})
HEADER = Header(LABEL, Content(100, DIGEST, 1000, 10), "ab" * 8)


def test_a_header_is_read_as_it_was_written() -> None:
    assert header_from_line(HEADER.as_line()) == HEADER


def test_a_full_release_builds_on_nothing() -> None:
    full = Header(replace(LABEL, builds_on=None), HEADER.content, HEADER.signed_by)
    assert header_from_line(full.as_line()) == full


def said(**told: Any) -> bytes:
    line = orjson.loads(HEADER.as_line()) | told
    return orjson.dumps(line, option=orjson.OPT_SORT_KEYS)


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "Release"},
        {"kind": 5},
        {"from": "a b"},
        {"to": []},
        {"to": "tj-ms"},
        {"to": ["x"] * 101},
        {"number": 0},
        {"number": -1},
        {"number": True},
        {"number": 1.5},
        {"number": 1 << 31},
        {"number": 1 << 60},
        {"made_at": "2026-11-01"},
        {"made_at": "2026-11-01T12:00:00+05:00"},
        {"made_at": 5},
        {"source": ""},
        {"source": None},
        {"digest": ""},
        {"digest": "x" * 64},
        {"builds_on": {"number": 7, "digest": DIGEST}},
        {"builds_on": {"number": 6}},
        {"builds_on": 6},
        {"about": []},
        {"about": {"Dated": "x"}},
        {"about": {"dated": 5}},
        {"about": {"dated": "x" * 501}},
        {"about": {"dated": "yesterday"}},
        {"about": {"dated": "20261101"}},
        {"about": {"dated": "2026-02-30"}},
        {"packed": {"bytes": -1, "sha256": DIGEST}},
        {"packed": None},
        {"unpacked": {"bytes": 1}},
        {"signed_by": "nobody"},
        {"more": 1},
    ],
)
def test_anything_else_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(refusal.NotAParcel, match="header"):
        header_from_line(said(**told))


def test_a_number_is_one_that_every_database_holds() -> None:
    highest = replace(LABEL, number=HIGHEST_NUMBER, builds_on=Base(HIGHEST_NUMBER - 1, DIGEST))
    header = Header(highest, HEADER.content, HEADER.signed_by)
    assert header_from_line(header.as_line()) == header


def test_what_is_no_release_may_say_anything_of_a_day() -> None:
    other = replace(LABEL, kind="requests", builds_on=None, about={"dated": "soon"})
    assert header_from_line(Header(other, HEADER.content, HEADER.signed_by).as_line()).label == other


def test_another_order_or_blanks_are_refused() -> None:
    with pytest.raises(refusal.NotAParcel, match="canonical"):
        header_from_line(HEADER.as_line().replace(b",", b", ", 1))


def test_a_later_format_asks_for_a_newer_installation() -> None:
    with pytest.raises(refusal.NotAParcel, match="up to date"):
        header_from_line(said(format=2))

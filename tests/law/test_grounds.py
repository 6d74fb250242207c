"""The grounds as they lie in the file: dated, with source and confidence, and which of them held on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ogoh.law import (
    Confidence,
    Force,
    Precision,
    Register,
    UnusableLaw,
    controlled_persons,
    ground,
    grounds,
    grounds_on,
    known_agencies,
)
from ogoh.law.agencies import read_agencies
from ogoh.law.controlled_persons import read_controlled_persons
from ogoh.law.grounds import read_grounds
from ogoh.law.reading import Fields, law_of
from ogoh.law.words import AGENCY_NOTE, ENDS, ENTERS, EXCEPTIONS, GROUNDS, RESTRICTIONS, STARTS, WAYS_OUT

A_GROUND: dict[str, Any] = {
    "code": "X-1",
    "register": "entry_ban",
    "article": "Art. 1",
    "written": "ст. 1",
    "force": "mandatory",
    "term": {"years": 3, "starts": "exit"},
    "in_force": {"from": date(2015, 1, 10), "from_is": "exact", "to": None, "to_is": "open"},
    "confidence": {"ground": "high", "term": "high", "start": "medium"},
    "sources": ["https://example.org"],
}


def with_(**changed: object) -> dict[str, Any]:
    return {**A_GROUND, **changed}


def in_force(**changed: object) -> dict[str, Any]:
    return with_(in_force={**A_GROUND["in_force"], **changed})


def test_a_whole_ground_is_read() -> None:
    (one,) = read_grounds([A_GROUND]).values()
    assert (one.code, one.register, one.force) == ("X-1", Register.ENTRY_BAN, Force.MANDATORY)
    assert one.in_force.since == date(2015, 1, 10)
    assert one.start_confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (with_(sources=[]), "sources"),
        (with_(sources="https://example.org"), "sources"),
        (with_(confidence={}), "ground"),
        (with_(confidence={"ground": "high", "term": "sure", "start": "high"}), "term"),
        (with_(confidence=None), "confidence"),
        (with_(in_force=None), "in_force"),
        (in_force(**{"from": None}), "from"),
        (in_force(**{"from": "2015"}), "from"),
        (in_force(**{"from": "unknown"}), "from"),
        (in_force(**{"from": date(2015, 1, 10), "from_is": "unknown"}), "from"),
        (in_force(from_is="about"), "from_is"),
        (in_force(to=date(2014, 1, 1), to_is="exact"), "to"),
        (in_force(to=date(2024, 1, 1)), "to"),
        (with_(code=""), "code"),
        (with_(written=" "), "written"),
        (with_(register="both"), "register"),
        (with_(term={}), "term"),
        (with_(term={"years": 3, "until": "debt_paid"}), "term"),
        (with_(term={"years": 0, "starts": "exit"}), "years"),
        (with_(term={"years": 3}), "starts"),
        (with_(term={"until": "some day"}), "until"),
        (with_(term={"set_by": "me"}), "set_by"),
        (with_(kept_apart="yes"), "kept_apart"),
        (with_(kept_apart=1), "kept_apart"),
        (with_(kept_apart=None), "kept_apart"),
        (with_(keptapart=True), "keptapart"),
        (with_(note=3), "note"),
        (in_force(until=None), "until"),
        (with_(term={"years": 3, "starts": "exit", "computed": False}), "computed"),
        (with_(confidence={"ground": "high", "term": "high", "start": "high", "end": "high"}), "end"),
        ("a text", "the whole entry"),
    ],
)
def test_a_ground_without_what_makes_it_usable_is_refused_by_name(entry: object, field: str) -> None:
    with pytest.raises(UnusableLaw) as refused:
        read_grounds([entry])
    assert refused.value.field == field


def test_an_unknown_beginning_is_allowed_where_it_is_said() -> None:
    (one,) = read_grounds([in_force(**{"from": "unknown", "from_is": "unknown"})]).values()
    assert one.in_force.since is None
    assert one.in_force.since_is is Precision.UNKNOWN
    assert one.in_force.holds_on(date(1990, 1, 1))


def test_a_code_comes_once() -> None:
    with pytest.raises(UnusableLaw, match="each code once"):
        read_grounds([A_GROUND, A_GROUND])


def test_the_two_registers_share_no_ground() -> None:
    day = date(2026, 1, 1)
    bans, controlled = grounds_on(day, Register.ENTRY_BAN), grounds_on(day, "controlled_persons")
    assert (len(bans), len(controlled)) == (15, 10)
    assert not {one.code for one in bans} & {one.code for one in controlled}


def test_the_ninety_days_are_counted_by_the_law_of_the_day() -> None:
    def twelve(day: date) -> set[str]:
        return {one.code for one in grounds_on(day, "entry_ban") if "27-12" in one.code}

    assert twelve(date(2013, 12, 31)) == set()
    assert twelve(date(2014, 1, 1)) == twelve(date(2024, 12, 31)) == {"RU-114-27-12a"}
    assert twelve(date(2025, 1, 1)) == {"RU-114-27-12b"}


def test_nobody_was_controlled_before_the_registry_was_there() -> None:
    assert grounds_on(date(2025, 2, 4), "controlled_persons") == ()


def test_an_unknown_code_is_no_ground() -> None:
    assert ground("RU-1") is None


def test_both_countings_of_the_grounds_are_kept() -> None:
    told = controlled_persons()
    assert [count for count, _ in told.countings] == [10, 9]
    assert told.countings[0][0] == len(grounds_on(date(2026, 1, 1), "controlled_persons"))


def test_there_are_eleven_agencies_and_two_that_were() -> None:
    now = [one for one in known_agencies().values() if one.in_force.holds_on(date(2026, 1, 1))]
    assert len(now) == 11
    assert {"fms", "fskn"} == set(known_agencies()) - {one.code for one in now}


def test_everything_in_the_files_has_its_sentence() -> None:
    assert set(GROUNDS) == set(grounds())
    assert set(STARTS) == {one.term.starts for one in grounds().values() if one.term.starts}
    assert set(ENDS) == {one.term.until for one in grounds().values() if one.term.until}
    assert set(EXCEPTIONS) == {code for one in grounds().values() for code in one.exceptions}
    told = controlled_persons()
    assert set(ENTERS) == {told.enters}
    assert set(RESTRICTIONS) == set(told.restrictions)
    assert set(WAYS_OUT) == {*told.leaves, *told.remedies, *told.does_not_help}
    assert AGENCY_NOTE


AGENCIES: dict[str, Any] = {
    "in_force": A_GROUND["in_force"],
    "confidence": "medium",
    "sources": ["https://example.org"],
    "agencies": [
        {"code": "a", "written": "А"},
        {"code": "b", "written": "Б", "to": date(2016, 1, 1), "to_is": "exact"},
    ],
}
CONTROLLED: dict[str, Any] = {
    "in_force": A_GROUND["in_force"],
    "confidence": "high",
    "sources": ["https://example.org"],
    "update_hours": 4,
    "enters": "x",
    "leaves": ["x"],
    "remedies": ["x"],
    "does_not_help": ["x"],
    "restrictions": ["x"],
    "countings": [{"grounds": 10, "source": "https://example.org"}],
}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"agencies": None}, "agencies"),
        ({"agencies": []}, "agencies"),
        ({"agencies": "mvd"}, "agencies"),
        ({"agencies": ["mvd"]}, "the whole entry"),
        ({"agencies": [{"code": "a"}]}, "written"),
        ({"agencies": [{"code": "a", "written": "А", "to": "2016"}]}, "to_is"),
        ({"agencies": [{"code": "a", "written": "А", "to": "2016", "to_is": "exact"}]}, "to"),
        ({"agencies": [{"code": "a", "written": "А", "to": date(2014, 1, 1), "to_is": "exact"}]}, "to"),
        ({"agencies": [{"code": "a", "written": "А", "until": None}]}, "until"),
        ({"agencies": [{"code": "a", "written": "А"}] * 2}, "code"),
        ({"confidence": None}, "confidence"),
        ({"more": 1}, "more"),
    ],
)
def test_agencies_that_cannot_be_read_are_refused_by_name(changed: dict[str, object], field: str) -> None:
    with pytest.raises(UnusableLaw) as refused:
        read_agencies(Fields("agencies", {**AGENCIES, **changed}))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"update_hours": "four"}, "update_hours"),
        ({"update_hours": True}, "update_hours"),
        ({"update_hours": 0}, "update_hours"),
        ({"countings": None}, "countings"),
        ({"countings": [{"grounds": "ten", "source": "x"}]}, "grounds"),
        ({"countings": [{"grounds": 10}]}, "source"),
        ({"countings": [{"grounds": 10, "source": "x", "joined": False}]}, "joined"),
        ({"leaves": []}, "leaves"),
        ({"left": ["x"]}, "left"),
    ],
)
def test_a_registry_that_cannot_be_read_is_refused_by_name(changed: dict[str, object], field: str) -> None:
    with pytest.raises(UnusableLaw) as refused:
        read_controlled_persons(Fields("controlled", {**CONTROLLED, **changed}))
    assert refused.value.field == field


def test_whole_ones_are_read() -> None:
    assert read_controlled_persons(Fields("controlled", CONTROLLED)).update_hours == 4
    a, b = read_agencies(Fields("agencies", AGENCIES)).values()
    assert (a.in_force.to, b.in_force.to) == (None, date(2016, 1, 1))


@pytest.mark.parametrize("text", ["", "a text", "- a\n- list", "{", "a: 2015-13-45"])
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UnusableLaw, match=r"grounds\.yaml"):
        law_of("grounds.yaml", text)


def test_fields_name_their_entry() -> None:
    with pytest.raises(UnusableLaw, match="X-1, article"):
        Fields("X-1", {}).text("article")

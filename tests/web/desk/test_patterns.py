"""What wants an explanation is marked, and what does not is not."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.test import Client

from ogoh.web.accounts.models import Role
from ogoh.web.desk.patterns import Bar, Looked, looks_of, patterns
from tests.web.accounts.people import person, signed_in
from tests.web.desk.conftest import PERSON, Ask

NOON = datetime(2026, 11, 2, 12, tzinfo=ZoneInfo("Asia/Dushanbe"))


def looked(
    actor: str, times: int = 1, office: str = "dushanbe", who: str = "", hour: int = 12, ticket: bool = True
) -> list[Looked]:
    people = (frozenset({who}) if who else frozenset({f"{actor}{number}"}) for number in range(times))
    return [Looked(NOON.replace(hour=hour), actor, office, ticket, one) for one in people]


def bars(code: str, looks: list[Looked]) -> dict[str, Bar]:
    (found,) = [one for one in patterns(looks) if one.code == code]
    return {bar.called: bar for bar in found.bars}


def marked(code: str, looks: list[Looked]) -> set[str]:
    return {called for called, bar in bars(code, looks).items() if bar.stands_out}


def test_an_officer_far_above_the_office_is_marked() -> None:
    usual = [*looked("bob", 30), *looked("dora", 34)]
    assert marked("rate", [*usual, *looked("alice", 96)]) == {"alice"}
    assert marked("rate", [*usual, *looked("alice", 95)]) == set()


def test_few_looks_and_a_desk_of_one_mark_nobody() -> None:
    assert marked("rate", [*looked("alice", 19), *looked("bob", 1)]) == set()
    assert marked("rate", looked("alice", 500)) == set()


def test_another_office_is_no_measure_where_there_are_colleagues() -> None:
    looks = [*looked("alice", 90), *looked("bob", 60), *looked("charlie", 2, office="khujand")]
    assert marked("rate", looks) == set()


def test_an_officer_without_colleagues_is_measured_by_the_officers_elsewhere() -> None:
    elsewhere = [*looked("bob", 40, office="khujand"), *looked("dora", 60, office="kulob")]
    assert marked("rate", [*looked("alice", 500), *elsewhere]) == {"alice"}
    assert marked("rate", [*looked("alice", 149), *elsewhere]) == set()


def test_a_supervisor_without_colleagues_sees_the_mark_and_no_other_office() -> None:
    looks = [*looked("alice", 500), *looked("bob", 40, office="khujand", hour=3, ticket=False)]
    found = patterns(looks, "dushanbe")
    assert [(bar.called, bar.stands_out) for one in found for bar in one.bars] == [("alice", True)]


def test_what_one_office_cannot_know_is_not_told_to_it_as_nothing() -> None:
    assert [one.code for one in patterns(looked("alice"), "dushanbe")] == ["rate", "ticket", "night"]


def test_looks_without_a_ticket_are_marked_by_their_share() -> None:
    assert marked("ticket", [*looked("alice", 79), *looked("alice", 21, ticket=False)]) == {"alice"}
    assert marked("ticket", [*looked("alice", 80), *looked("alice", 20, ticket=False)]) == set()
    assert marked("ticket", looked("alice", 19, ticket=False)) == set()


def test_a_person_whom_three_offices_look_up_is_marked_and_not_named() -> None:
    places = ("dushanbe", "khujand", "kulob")
    looks = [one for place in places for one in looked("alice", office=place, who="0123456789abcdef")]
    assert marked("offices", looks) == {"01234567"}
    assert marked("offices", looks[:2]) == set()
    assert bars("offices", looks[:1]) == {}


def test_one_passport_under_three_spellings_is_one_person() -> None:
    looks = [
        Looked(NOON, "alice", place, True, frozenset({"passport", spelling}))
        for place, spelling in (("dushanbe", "a-spelling"), ("khujand", "b-spelling"), ("kulob", "z-spelling"))
    ]
    assert marked("offices", looks) == {"passport"}
    assert bars("offices", looks[:2]).keys() == {"passport"}


def test_number_and_name_of_one_person_are_one_bar() -> None:
    looks = [
        Looked(NOON, "alice", place, True, frozenset({"number", "name"})) for place in ("dushanbe", "khujand", "kulob")
    ]
    assert bars("offices", looks).keys() == {"name"}


def test_nights_are_marked() -> None:
    assert marked("night", [*looked("alice", hour=5), *looked("bob", hour=6), *looked("dora", hour=20)]) == {
        "alice",
        "dora",
    }


def test_a_supervisor_sees_the_own_office_and_an_auditor_all(ask: Ask, at_desk: Client) -> None:
    question = ask(PERSON)
    at_desk.get(f"/desk/card/{question.pk}/")
    assert [(one.actor, one.has_ticket) for one in looks_of()] == [("alice", False)]
    for name, role, office, sees in (
        ("eva", Role.SUPERVISOR, "dushanbe", True),
        ("fred", Role.SUPERVISOR, "khujand", False),
        ("gul", Role.AUDITOR, "khujand", True),
    ):
        page = signed_in(person(name, [role], where=office)).get("/desk/patterns/?language=en").content.decode()
        assert ("alice" in page) == sees
        assert ("The same person in several offices" in page) == (role is Role.AUDITOR)

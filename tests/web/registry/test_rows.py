"""What a release carries can be delivered: every row is accepted, and says who is meant under all their names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery import OTHER_GROUND, Entry, open_delivery
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.tables import write_table
from ogoh.identity import Document, PartialDate, Subject
from ogoh.law import grounds
from ogoh.names import WrittenName
from ogoh.web.accounts.models import User
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import deciding, ruling
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.rows import COLUMNS, ListRow, person_cells, rows_in_force, written_ground
from ogoh.web.registry.typed import read_person
from tests.web.registry.agencies import BANS, BECAUSE, CONTROLLED, CONTROLLED_STAY, FARRUKH, ZEBO, in_force, typed


def rows(register: SourceKind = BANS) -> list[ListRow]:
    return list(rows_in_force(register, timezone.now()))


def delivered(tmp_path: Path, register: SourceKind = BANS) -> list[Entry]:
    """The rows written as a list and opened as one; not one is rejected."""
    path = tmp_path / "list.jsonl"
    write_table(path, COLUMNS, (tuple(row.cells().values()) for row in rows(register)))
    with open_delivery(path) as opened:
        outcomes = list(opened.rows())
    assert all(isinstance(one, Entry) for one in outcomes), outcomes
    return [one for one in outcomes if isinstance(one, Entry)]


def test_a_confirmed_decision_is_a_row_that_a_delivery_accepts(author: User, second: User, tmp_path: Path) -> None:
    decision = in_force(author, second)
    (entry,) = delivered(tmp_path)
    assert (entry.reference, entry.agency) == (decision.reference, "Agency mvd")
    assert (entry.decided_on, entry.until) == (date(2026, 2, 1), date(2029, 1, 31))
    assert entry.grounds.startswith("пп. 8 ст. 26")
    assert entry.subject == read_person(FARRUKH)


def test_what_waits_or_was_declined_is_no_row(author: User, second: User) -> None:
    first = deciding.record(author, BANS, typed(), BECAUSE).decision
    assert rows() == []
    ruling.decline(second, first.reference, "Another number on paper")
    assert rows() == []


def test_rows_are_sorted_by_reference(author: User, second: User) -> None:
    for number in range(12):
        whom = {**ZEBO, "document_number": f"4009997{number:02}", "dob": f"03.02.19{60 + number}"}
        in_force(author, second, typed(whom), why=Why("From paper", despite="Another birth date"))
    found = [row.id for row in rows()]
    assert len(found) == 12
    assert found == sorted(found)


def test_the_two_registers_never_share_a_row(author: User, second: User) -> None:
    ban = in_force(author, second)
    controlled = in_force(author, second, CONTROLLED_STAY, CONTROLLED)
    assert [row.id for row in rows(BANS)] == [ban.reference]
    assert [row.id for row in rows(CONTROLLED)] == [controlled.reference]
    assert ban.subject_id != controlled.subject_id


def test_all_names_and_documents_of_a_person_travel(author: User, second: User, tmp_path: Path) -> None:
    decision = in_force(author, second)
    said = {"family_name": "Раҳимзода", "given_name": "Фаррух", "document_number": "402000001"}
    deciding.name(author, decision.reference, said, Why("New passport"))
    ruling.confirm(second, decision.reference)
    (entry,) = delivered(tmp_path)
    assert [name.text for name in entry.subject.names] == ["Раҳимзода Фаррух", "Раҳимов Фаррух Саидович"]
    assert {paper.folded for paper in entry.subject.documents} == {"402000001", "400123451"}


def test_a_ground_that_is_kept_apart_says_nothing_outside(author: User, second: User, tmp_path: Path) -> None:
    in_force(author, second, typed(ground="RU-114-27-1-apart", until="", legal_basis=""))
    (entry,) = delivered(tmp_path)
    assert entry.grounds == OTHER_GROUND


def test_every_ground_is_delivered_as_it_is_written() -> None:
    assert [code for code in grounds() if storable_grounds(written_ground(code)) != written_ground(code)] == []


def test_a_decision_that_expired_by_itself_is_no_row_any_more(author: User, second: User) -> None:
    in_force(author, second, typed(until="2029-01-31"))
    now = timezone.now()
    last = now.replace(year=2029, month=1, day=31, hour=12)
    assert len(list(rows_in_force(BANS, last))) == 1
    assert list(rows_in_force(BANS, last + timedelta(days=1))) == []


LETTERS = st.characters(categories=["L", "M", "N", "P", "Z", "S"], max_codepoint=0x2FFF)
texts = st.text(LETTERS, max_size=40)
people = st.fixed_dictionaries(
    {"family_name": texts, "given_name": texts, "patronymic": texts, "alias": texts},
    optional={"dob": st.sampled_from(["1990", "05.1990", "12.05.1990", "1968-1973", "1990; 1991", "около 1980"])}
    | {"document_number": st.sampled_from(["400123451", "4001 23451; A1234567", "", "№ 12345"])},
)


def names_of(subject: Subject) -> Iterator[str]:
    return (name.text for name in subject.names)


@given(people)
def test_whatever_is_taken_at_entry_reads_back_from_its_row_as_the_same_person(typed_in: dict[str, str]) -> None:
    try:
        subject = read_person(typed_in)
    except RegistryRefused:
        return
    again = read_person(person_cells(subject))
    assert list(names_of(again)) == list(names_of(subject))
    assert (again.births, again.documents) == (subject.births, subject.documents)


def test_a_subject_with_everything_reads_back_from_its_row() -> None:
    subject = Subject(
        names=(WrittenName(family="Раҳимов", given="Фаррух"), WrittenName(whole="Rahimov Farrukh")),
        births=(PartialDate(1968, last_year=1973), PartialDate(1990, 5)),
        citizenships=("TJ", "RU"),
        documents=(Document("40 0123451", "400123451"), Document("A-1234567", "A1234567", "national_id")),
        birthplace="Хуҷанд",
    )
    assert read_person(person_cells(subject)) == subject

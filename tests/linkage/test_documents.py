"""Document numbers in columns agree as they do one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.identity import Subject
from ogoh.identity.batch import subjects_batch
from ogoh.identity.document import Document
from ogoh.linkage.columns import NONE
from ogoh.linkage.documents import LEVELS, DocumentColumns, document_levels, documents_of
from ogoh.matching.compare import document_level
from ogoh.matching.key_numbers import number_of
from ogoh.matching.prepared import LEAST_NUMBER
from ogoh.names import WrittenName

Cell = tuple[str, ...]

NOBODY = (WrittenName(whole="Карим"),)
DIGITS = st.text("0123", min_size=4, max_size=9)
NUMBERS = (
    DIGITS
    | st.builds(str.__add__, st.text("AB", min_size=1, max_size=3), DIGITS)
    | st.text("AB01", min_size=4, max_size=10).filter(str.strip)
    | st.text("A0", min_size=30, max_size=32)
)


@st.composite
def two_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """Two numbers, often nearly the same: a sign more, less or other, or a series."""
    one = draw(NUMBERS)
    at, sign = draw(st.integers(0, len(one) - 1)), draw(st.sampled_from("0A9Z"))
    others = [one, one[:at] + one[at + 1 :], one[:at] + sign + one[at:], one[:at] + sign + one[at + 1 :]]
    others += [one.lstrip("AB"), "B" + one, "AC" + one.lstrip("AB"), one[::-1]]
    return one, draw(st.sampled_from([number for number in others if number]) | NUMBERS)


CELLS = st.lists(NUMBERS, max_size=3).map(tuple)


def columns(cells: list[Cell]) -> DocumentColumns:
    people = (Subject(NOBODY, documents=tuple(Document(number, number) for number in cell)) for cell in cells)
    return documents_of(subjects_batch(("", person) for person in people))


def levels(pairs: list[tuple[Cell, Cell]]) -> list[str]:
    """The level of each pair; empty where a side gives no number."""
    left, right = columns([one for one, _ in pairs]), columns([other for _, other in pairs])
    return ["" if code == NONE else LEVELS[code] for code in document_levels(left, right, left.of_row, right.of_row)]


def telling(cell: Cell) -> frozenset[str]:
    return frozenset(number for number in cell if len(number) >= LEAST_NUMBER)


def expected(one: Cell, other: Cell) -> str:
    return document_level(telling(one), telling(other)) if telling(one) and telling(other) else ""


@settings(max_examples=40)
@given(st.lists(two_numbers(), min_size=1, max_size=30))
def test_two_numbers_agree_as_they_do_one_by_one(pairs: list[tuple[str, str]]) -> None:
    cells: list[tuple[Cell, Cell]] = [((one,), (other,)) for one, other in pairs]
    assert levels(cells) == [expected(*pair) for pair in cells]


@settings(max_examples=40)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=30))
def test_cells_of_several_numbers_agree_as_they_do_one_by_one(pairs: list[tuple[Cell, Cell]]) -> None:
    assert levels(pairs) == [expected(*pair) for pair in pairs]


@given(two_numbers(), CELLS, CELLS)
def test_a_number_among_several_agrees_as_it_does_alone(both: tuple[str, str], more: Cell, others: Cell) -> None:
    pair = (both[0], *more), (both[1], *others)
    assert levels([pair]) == [expected(*pair)]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("A1234567", "A1234567", "equal"),
        ("A1234567", "A1234568", "one_apart"),
        ("A1234567", "1234567", "series"),
        ("AB1234567", "1234567", "series"),
        ("12345", "A12345", "renewed"),
        ("400123451", "410999888", "different"),
        ("400123451", "AC1234567", "renewed"),
        ("1234", "1234", ""),
    ],
)
def test_numbers_have_these_levels(one: str, other: str, level: str) -> None:
    assert levels([((one,), (other,)), ((other,), (one,))]) == [level, level]


@given(st.lists(CELLS, min_size=1, max_size=20))
def test_every_telling_number_is_a_key(cells: list[Cell]) -> None:
    found = columns(cells)
    assert set(found.keys().tolist()) == {number_of(number) for cell in cells for number in telling(cell)}

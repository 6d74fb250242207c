"""The strong keys: few, the same in every script, and never of a name alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import read_birth
from ogoh.matching import Prepared, prepare
from ogoh.matching.strong_keys import KeyKind, StrongKey, asked_strong_keys, listed_strong_keys
from tests.matching.records import record, subject

names = st.lists(
    st.sampled_from(("Холиқов", "Ҷамшед", "Алиевич", "Муҳаммад", "Юсуф", "KARIMOVA", "Zebo", "Нур", "Алӣ", "Азизода")),
    min_size=1,
    max_size=5,
).map(" ".join)
births = st.sampled_from(("", "1985", "05.1985", "01.01.1985", "14.05.1985", "~1985", "1980-1985"))
documents = st.sampled_from(("", "A1234567", "400123456"))


def told(name: str, born: str = "", document: str = "") -> Prepared:
    return record(name, born, document)


def met(asked: tuple[str, ...], listed: tuple[str, ...]) -> set[KeyKind]:
    both = {*asked_strong_keys(told(*asked))} & {*listed_strong_keys(told(*listed))}
    return {one.kind for one in both}


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        (("Холиқов Ҷамшед Алиевич", "14.05.1985"), ("KHOLIKOV JAMSHED", "14.05.1985")),
        (("KHALIKOV DZHAMSHED", "14.05.1985"), ("Холиқов Ҷамшед Алиевич", "14.05.1985")),
        (("Ҷамшед Холиқов", "05.04.1985"), ("Холиқов Ҷамшед", "04.05.1985")),
        (("Жусупов Азамат", "14.05.1985"), ("Юсуфов Азамат", "14.05.1985")),
        (("Карим Муҳаммад Алӣ", "14.05.1985"), ("Каримов Муҳаммадалӣ", "14.05.1985")),
    ],
)
def test_a_name_and_a_whole_date_meet_however_written(asked: tuple[str, ...], listed: tuple[str, ...]) -> None:
    assert met(asked, listed) == {KeyKind.NAMES_AND_BIRTH}


def test_a_document_meets_however_typed_and_whatever_the_name() -> None:
    assert met(("Somebody", "", "а 1234567"), ("Another Person", "1990", "A1234567")) == {KeyKind.DOCUMENT}


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        (("Холиқов Ҷамшед", "14.05.1985"), ("Холиқов Ҷамшед", "15.05.1985")),
        (("Холиқов Ҷамшед", "14.05.1985"), ("Солиев Ҷамшед", "14.05.1985")),
        (("Холиқов Ҷамшед", "1985"), ("Холиқов Ҷамшед", "1985")),
        (("Холиқов Ҷамшед", ""), ("Холиқов Ҷамшед", "")),
    ],
)
def test_another_day_another_name_and_a_name_without_a_day_do_not_meet(
    asked: tuple[str, ...], listed: tuple[str, ...]
) -> None:
    assert not met(asked, listed)


@pytest.mark.parametrize("born", ["", "1985", "01.01.1985", "~1985"])
def test_who_has_neither_a_number_nor_a_whole_date_has_no_key(born: str) -> None:
    assert not asked_strong_keys(record("Холиқов Ҷамшед Алиевич", born))


def test_three_names_a_date_and_a_passport_are_four_keys() -> None:
    assert len(listed_strong_keys(record("Холиқов Ҷамшед Алиевич", "14.05.1985", "A1234567"))) == 4


@given(names, births, documents)
def test_whoever_is_asked_about_as_listed_is_found(name: str, born: str, document: str) -> None:
    one = record(name, born, document)
    assert {*listed_strong_keys(one)} <= {*asked_strong_keys(one)}


@given(names, births, documents)
def test_keys_are_sorted_each_once_and_tell_their_kind_apart(name: str, born: str, document: str) -> None:
    keys = asked_strong_keys(record(name, born, document))
    assert list(keys) == sorted(set(keys))
    assert len({one.text for one in keys}) == len(keys)
    assert not document or StrongKey(KeyKind.DOCUMENT, _document(document)) in keys


def _document(number: str) -> bytes:
    parts = (b"ogoh strong key 1", b"document", number.encode())
    return b"".join(len(one).to_bytes(2, "big") + one for one in parts)


def test_the_bytes_of_a_number_are_those_that_two_installations_agreed_on() -> None:
    (key,) = listed_strong_keys(record("Холиқов Ҷамшед", "", "А 1234567"))
    assert key == StrongKey(KeyKind.DOCUMENT, _document("A1234567"))


def test_every_date_of_birth_counts() -> None:
    two = subject("Холиқов Ҷамшед", "14.05.1985")
    both = prepare(type(two)(two.names, (*two.births, read_birth("20.06.1986"))))
    assert len(listed_strong_keys(both)) == 2 * len(listed_strong_keys(prepare(two)))

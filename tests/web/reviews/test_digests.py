"""A digest tells nobody whom it stands for, and is the same however the number was typed."""

from __future__ import annotations

import re

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import Subject, read_document
from ogoh.names import WrittenName
from ogoh.web.reviews.digests import document_digests, identity_digest
from tests.web.checks.travellers import traveller

# An N that stands alone before a number says "number", and is no series.
NUMBERS = st.from_regex(r"([A-MO-Z][A-Z]?)?[1-9][0-9]{8,11}", fullmatch=True)


def digest(number: str) -> str:
    (only,) = document_digests(Subject(names=(), documents=(read_document(number),)))
    return only


@given(NUMBERS)
def test_a_digest_never_contains_the_number(number: str) -> None:
    made = digest(number)
    assert re.fullmatch(r"[0-9a-f]{64}", made)
    assert number.lower() not in made


@given(NUMBERS, NUMBERS)
def test_two_numbers_have_two_digests_and_one_has_one(one: str, other: str) -> None:
    assert (digest(one) == digest(other)) == (one == other)


@given(NUMBERS, st.sampled_from(" -"), st.integers(1, 8))
def test_a_number_typed_in_groups_and_small_letters_has_the_same_digest(number: str, sign: str, at: int) -> None:
    assert digest(number[:at] + sign + number[at:].lower()) == digest(number)


def test_another_installation_makes_other_digests() -> None:
    here = digest("400123451")
    with override_settings(SECRET_KEY="of another installation"):
        assert digest("400123451") != here


def test_a_digest_of_a_document_is_none_of_a_bucket() -> None:
    from ogoh.web.buckets import digest as bucket

    assert digest("400123451") != bucket("document", "400123451")


@pytest.mark.parametrize("name", ["Rahimov Farrukh", "ФАРРУХ РАҲИМОВ", "Рахимов, Фаррух"])
def test_a_listing_written_otherwise_is_the_same_person(name: str) -> None:
    first = traveller("Раҳимов Фаррух", "12.05.1990", "400123451")
    assert identity_digest(traveller(name, "1990-05-12", "400 123 451")) == identity_digest(first)


@pytest.mark.parametrize(
    "other",
    [
        traveller("Раҳимов Далер", "12.05.1990", "400123451"),
        traveller("Раҳимов Фаррух", "13.05.1990", "400123451"),
        traveller("Раҳимов Фаррух", "12.05.1990", "400123452"),
        traveller("Раҳимов Фаррух", "12.05.1990"),
        traveller("Раҳимов Фаррух"),
    ],
)
def test_a_listing_of_somebody_else_is_another_person(other: Subject) -> None:
    assert identity_digest(other) != identity_digest(traveller("Раҳимов Фаррух", "12.05.1990", "400123451"))


def test_names_in_which_nothing_can_be_read_are_told_apart_by_their_letters() -> None:
    one, other = (Subject(names=(WrittenName(text),)) for text in ("李", "王"))
    assert identity_digest(one) != identity_digest(other)
    assert identity_digest(Subject(names=()))

"""Digests tell a changed entry, and know a person again in the next delivery."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ogoh.delivery import Entry, content_digest, person_digest
from ogoh.identity import PartialDate, Sex, Subject, read_document
from ogoh.names import WrittenName

SUBJECT = Subject(
    names=(WrittenName(family="Раҳимов", given="Карим"), WrittenName(whole="Rahimov Karim")),
    births=(PartialDate(1975, 5, 14),),
    documents=(read_document("AA123456"),),
)
ENTRY = Entry(2, "R-7", SUBJECT, grounds="ст. 26", until=date(2029, 1, 1))


def test_the_row_of_an_entry_is_no_part_of_its_content() -> None:
    assert content_digest(replace(ENTRY, row=99)) == content_digest(ENTRY)


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENTRY, reference="R-8"),
        replace(ENTRY, grounds=""),
        replace(ENTRY, grounds="", agency="ст. 26"),
        replace(ENTRY, until=None),
        replace(ENTRY, until=None, decided_on=date(2029, 1, 1)),
        replace(ENTRY, subject=replace(SUBJECT, sex=Sex.MALE)),
        replace(ENTRY, subject=replace(SUBJECT, births=(PartialDate(1975, 5, 15),))),
        replace(ENTRY, subject=replace(SUBJECT, births=(PartialDate(1975, 5, 14, approximate=True),))),
        replace(ENTRY, subject=replace(SUBJECT, names=SUBJECT.names[:1])),
        replace(ENTRY, subject=replace(SUBJECT, names=(WrittenName(whole="Раҳимов Карим"),))),
        replace(ENTRY, subject=replace(SUBJECT, documents=())),
        replace(ENTRY, subject=replace(SUBJECT, citizenships=("TJ",))),
    ],
)
def test_any_other_change_changes_the_digest(changed: Entry) -> None:
    assert content_digest(changed) != content_digest(ENTRY)


def test_a_person_is_known_again_in_other_case_order_and_punctuation() -> None:
    again = replace(SUBJECT, names=(WrittenName(whole="КАРИМ, РАҲИМОВ"),))
    assert person_digest(again) == person_digest(SUBJECT)


def test_another_birth_date_is_another_person() -> None:
    assert person_digest(replace(SUBJECT, births=(PartialDate(1976, 5, 14),))) != person_digest(SUBJECT)

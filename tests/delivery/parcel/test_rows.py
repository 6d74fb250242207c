"""Rows: lossless, in one form alone, and nothing in them that a list may not hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery import Entry, content_digest
from ogoh.delivery.digest import digest_of_stored
from ogoh.delivery.parcel import in_order, read_row, read_stored, reference_of, refusal, removal_of, row_of
from ogoh.delivery.parcel.as_columns import COLUMNS, as_columns
from ogoh.identity import PartialDate, Sex, Subject, read_document, subject_to_json
from ogoh.identity.stored import stored_to_json
from ogoh.names import WrittenName
from tests.delivery.parcel.offices import TODAY, people, somebody

letters = st.text(st.characters(categories=("Ll", "Lu")), min_size=2, max_size=12)
nothing = st.just("")
names = st.builds(WrittenName, nothing, letters, letters, st.one_of(nothing, letters), st.booleans())
wholes = st.builds(WrittenName, letters, nothing, nothing, nothing, st.booleans())
births = st.builds(PartialDate, st.integers(1900, 2020), st.integers(1, 12), st.integers(1, 28))
years = st.builds(PartialDate, st.integers(1900, 2020), approximate=st.booleans())
documents = st.integers(10_000, 10**9).map(lambda number: read_document(f"№ {number}"))
subjects = st.builds(
    Subject,
    st.lists(st.one_of(names, wholes), min_size=1, max_size=3).map(tuple),
    st.lists(st.one_of(births, years), max_size=2).map(tuple),
    st.sampled_from([None, Sex.MALE, Sex.FEMALE]),
    st.lists(st.sampled_from(["TJ", "UZ", "KG"]), max_size=2, unique=True).map(tuple),
    st.lists(documents, max_size=2).map(tuple),
    st.one_of(st.just(""), letters),
)
entries = st.builds(
    Entry,
    st.just(1),
    letters,
    subjects,
    st.just("ст. 27"),
    st.one_of(st.just(""), letters),
    st.one_of(st.none(), st.dates(date(2000, 1, 1), TODAY)),
    st.one_of(st.none(), st.dates(TODAY, date(2060, 1, 1))),
)


@given(entry=entries)
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    assert read_row(1, row_of(entry), TODAY) == entry


@given(entry=entries)
def test_a_row_is_json_in_canonical_form(entry: Entry) -> None:
    row = row_of(entry)
    assert orjson.dumps(orjson.loads(row), option=orjson.OPT_SORT_KEYS) == row
    assert reference_of(row) == entry.reference


def test_a_removal_is_a_row_of_its_own() -> None:
    assert removal_of("7") == b'{"reference":"7","removed":true}'
    read = read_row(3, removal_of("7"), TODAY)
    assert (read.reference, read.removed, read.row) == ("7", True, 3)
    assert row_of(read) == removal_of("7")


def changed(**said: Any) -> bytes:
    told = orjson.loads(row_of(somebody()))
    told |= said
    return orjson.dumps({name: value for name, value in told.items() if value is not ...}, option=orjson.OPT_SORT_KEYS)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"reference": ""}, "reference"),
        ({"reference": ...}, "reference"),
        ({"reference": 7}, "reference"),
        ({"reference": "x" * 201}, "reference"),
        ({"reference": "a\u0000b"}, "reference"),
        ({"names": []}, "names"),
        ({"names": ...}, "subject"),
        ({"names": [{"whole": "1"}]}, "names"),
        ({"names": [{"whole": 5}]}, "names"),
        ({"names": [{"whole": "x" * 3000}]}, "names"),
        ({"names": [{"nick": "Фаррух"}]}, "subject"),
        ({"names": "Фаррух"}, "subject"),
        ({"names": [{"whole": "Фаррух", "weak": "yes"}]}, "whole row"),
        ({"births": ["12.05.1990"]}, "whole row"),
        ({"births": ["1990-13-01"]}, "subject"),
        ({"births": [[]]}, "subject"),
        ({"births": []}, "whole row"),
        ({"sex": "X"}, "subject"),
        ({"citizenships": ["Tajikistan"]}, "citizenships"),
        ({"citizenships": [[]]}, "citizenships"),
        ({"citizenships": "TJ"}, "citizenships"),
        ({"documents": [{"number": "x"}]}, "documents"),
        ({"documents": [{"number": "400123451", "kind": "licence"}]}, "documents"),
        ({"documents": [{"number": "400123451", "country": []}]}, "documents"),
        ({"documents": [{"number": 400123451}]}, "documents"),
        ({"birthplace": 5}, "birthplace"),
        ({"birthplace": "a\nb"}, "birthplace"),
        ({"grounds": "ВИЧ-инфекция"}, "grounds"),
        ({"agency": ["МВД"]}, "agency"),
        ({"agency": "x" * 2001}, "agency"),
        ({"decided_on": "14.05.2024"}, "decided_on"),
        ({"decided_on": 5}, "decided_on"),
        ({"decided_on": (TODAY + timedelta(days=5)).isoformat()}, "decided_on"),
        ({"until": "2020-01-01"}, "until"),
        ({"decided_on": "20240514"}, "decided_on"),
        ({"until": "2031-W18-5"}, "until"),
        ({"ethnicity": "any"}, "whole row"),
        ({"Раҳимов Фаррух": "any"}, "whole row"),
        ({"removed": True}, "whole row"),
    ],
)
def test_what_no_list_may_hold_is_refused_with_row_and_field(said: dict[str, Any], field: str) -> None:
    with pytest.raises(refusal.UnusableRow, match=rf"Row 17 of the parcel, (the )?{field}"):
        read_row(17, changed(**said), TODAY)


@pytest.mark.parametrize("row", [b"", b"{}", b"[]", b"5", b"{", b'{"reference":"1","removed":false}', b"\xff"])
def test_what_is_no_row_is_refused(row: bytes) -> None:
    with pytest.raises(refusal.UnusableRow):
        read_row(1, row, TODAY)


@pytest.mark.parametrize(
    "change", [lambda row: row.replace(b",", b", ", 1), lambda row: row.replace("ф".encode(), b"\\u0444")]
)
def test_one_row_has_one_form(change: Any) -> None:
    with pytest.raises(refusal.UnusableRow, match="canonical form"):
        read_row(1, change(row_of(somebody(agency="фмс"))), TODAY)


@given(st.binary(max_size=200))
def test_anything_is_read_or_refused(row: bytes) -> None:
    with pytest.raises(refusal.UnusableRow):
        read_row(1, row, TODAY)


plain = st.one_of(st.none(), st.booleans(), st.integers(0, 9), st.text(max_size=3))
anything = st.recursive(
    plain,
    lambda one: st.lists(one, max_size=2) | st.dictionaries(st.sampled_from(["number", "whole", "names"]), one),
    max_leaves=4,
)


@given(told=anything, field=st.sampled_from(sorted(orjson.loads(row_of(somebody())))))
def test_any_value_in_any_field_is_read_or_refused(told: Any, field: str) -> None:
    try:
        read_row(1, changed(**{field: told}), TODAY)
    except refusal.UnusableRow:
        return


@pytest.mark.parametrize("said", [{"births": ["1990-13-01"]}, {"Раҳимов Фаррух": "any"}])
def test_no_refusal_holds_a_name(said: dict[str, Any]) -> None:
    with pytest.raises(refusal.UnusableRow) as refused:
        read_row(1, changed(**said), TODAY)
    assert "Раҳимов" not in str(refused.value)


@given(entry=entries)
def test_what_is_stored_of_a_row_is_what_is_stored_of_its_entry(entry: Entry) -> None:
    read = read_stored(1, row_of(entry), TODAY)
    assert stored_to_json(read.subject) == subject_to_json(entry.subject)
    told = read.grounds, read.agency, read.decided_on, read.until
    assert digest_of_stored(read.reference, read.subject, *told) == content_digest(entry)


def test_rows_come_in_the_order_of_their_references_each_once() -> None:
    rows = people("1", "10", "2")
    assert [number for number, _ in in_order(rows)] == [1, 2, 3]
    for wrong in (people("2")[::-1] + people("1"), people("1") * 2):
        with pytest.raises(refusal.UnusableRow, match="Row 2"):
            list(in_order(wrong))


@pytest.mark.parametrize("reference", ['a"b', "a\\b", '"reference":"', "ё"])
def test_odd_references_are_put_in_order_too(reference: str) -> None:
    rows = sorted([*people("a"), row_of(somebody(reference))], key=lambda row: reference_of(row).encode())
    assert len(list(in_order(rows))) == 2


def test_a_row_stands_under_the_columns_of_a_list() -> None:
    told = dict(zip(COLUMNS, as_columns(somebody()), strict=True))
    assert told["family_name"] == "Раҳимов"
    assert told["alias"] == "Rahimov Farrukh"
    assert told["document_number"] == "4001 234-51"

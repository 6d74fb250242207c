from __future__ import annotations

from contextlib import suppress

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import Document, PartialDate, Sex, Subject, Unreadable, subject_from_json, subject_to_json
from ogoh.names import WrittenName

BIRTHS = st.sampled_from(
    (
        PartialDate(1970),
        PartialDate(1970, 5),
        PartialDate(1970, 5, 4),
        PartialDate(1970, 5, 4, approximate=True),
        PartialDate(1968, last_year=1973),
        PartialDate(1968, last_year=1968, approximate=True),
    )
)
NAMES = st.builds(
    WrittenName, whole=st.text(), family=st.text(), given=st.text(), patronymic=st.text(), weak=st.booleans()
)
DOCUMENTS = st.builds(Document, st.text(), st.text(), st.sampled_from(("passport", "national_id", "other")), st.text())
SUBJECTS = st.builds(
    Subject,
    names=st.lists(NAMES, max_size=3).map(tuple),
    births=st.lists(BIRTHS, max_size=3).map(tuple),
    sex=st.sampled_from((None, *Sex)),
    citizenships=st.lists(st.text(), max_size=3).map(tuple),
    documents=st.lists(DOCUMENTS, max_size=3).map(tuple),
    birthplace=st.text(),
)


@given(SUBJECTS)
def test_a_stored_subject_comes_back_whole(subject: Subject) -> None:
    assert subject_from_json(subject_to_json(subject)) == subject


def test_what_is_empty_or_as_usual_is_left_out() -> None:
    subject = Subject(
        names=(WrittenName(whole="Далер Каримов"),),
        births=(PartialDate(1975),),
        sex=Sex.MALE,
        documents=(Document("400123456", "400123456"),),
    )
    assert orjson.loads(subject_to_json(subject)) == {
        "names": [{"whole": "Далер Каримов"}],
        "births": ["1975"],
        "sex": "M",
        "documents": [{"number": "400123456"}],
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"names":[{"nickname":"x"}]}',
        '{"names":[],"births":["never"]}',
        '{"names":[],"births":["1970-02-31"]}',
        '{"names":[],"births":[1970]}',
        '{"names":[],"sex":"Q"}',
        '{"names":[],"documents":[{}]}',
        '{"names":[',
    ],
)
def test_what_was_never_stored_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="subject_to_json"):
        subject_from_json(text)


def test_half_a_character_cannot_be_stored() -> None:
    with pytest.raises(Unreadable, match="Unicode"):
        subject_to_json(Subject(names=(WrittenName(whole="\ud800"),)))


@given(st.text())
def test_any_text_is_a_subject_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert isinstance(subject_from_json(text), Subject)

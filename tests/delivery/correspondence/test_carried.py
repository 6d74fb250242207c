"""Requests and answers in a parcel: lossless, and whatever a peer writes is taken or rejected, never a fault."""

from __future__ import annotations

from datetime import date

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery.correspondence import (
    NOTHING,
    QUESTIONS,
    Outcome,
    RejectedRow,
    Reply,
    Request,
    TakenRow,
    Why,
    new_number,
)
from ogoh.delivery.correspondence.carried import (
    Rejection,
    rejection_as_row,
    rejections_in,
    replies_in,
    reply_as_row,
    request_as_row,
    requests_in,
)
from ogoh.identity import Document, PartialDate, Sex, Subject
from ogoh.names import WrittenName

TODAY = date(2026, 11, 28)

names = st.sampled_from(
    [
        WrittenName(whole="Раҳимов Фаррух"),
        WrittenName(family="Rahimov", given="Farrukh", patronymic="Saidovich"),
        WrittenName(whole="ابن سینا", weak=True),
    ]
)
subjects = st.builds(
    Subject,
    names=st.lists(names, min_size=1, max_size=3).map(tuple),
    births=st.sampled_from([(PartialDate(1990, 5, 12),), (PartialDate(1968, last_year=1973),)]),
    sex=st.sampled_from([None, *Sex]),
    citizenships=st.sampled_from([(), ("TJ",), ("TJ", "RU")]),
    documents=st.sampled_from([(), (Document("40 012", "40012", "national_id", "TJ"),)]),
    birthplace=st.sampled_from(["", "Хуҷанд"]),
)
numbers = st.builds(new_number, st.integers(2020, 2099))
texts = st.sampled_from(["", "Ман дар Хуҷанд будам", "ст. 26, ч. 1"])
requests = st.builds(
    Request, numbers, st.sampled_from([one.code for one in QUESTIONS]), subjects, st.just(TODAY), texts, texts
)
replies = st.builds(
    Reply, numbers, st.sampled_from([one for one in Outcome if one.is_final]), st.just(TODAY), texts, texts,
    st.sampled_from([None, date(2027, 5, 12)]), texts, texts, texts, st.one_of(st.just(NOTHING), subjects),
)  # fmt: skip


@given(st.lists(requests, max_size=4))
def test_requests_come_out_as_they_went_in(sent: list[Request]) -> None:
    table = requests_in([request_as_row(one) for one in sent], "", TODAY)
    assert [row.message for row in table.rows() if isinstance(row, TakenRow)] == sent


@given(st.lists(replies, max_size=4))
def test_answers_come_out_as_they_went_in(sent: list[Reply]) -> None:
    table = replies_in([reply_as_row(one) for one in sent], "", TODAY)
    assert [row.message for row in table.rows() if isinstance(row, TakenRow)] == sent


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("number", "question", "outcome", "asked_on", "answered_on", "until", "subject", "correction", "grounds")


@given(st.dictionaries(st.sampled_from(FIELDS), json), st.binary(max_size=20))
def test_whatever_a_peer_writes_is_taken_or_rejected(told: dict[str, object], noise: bytes) -> None:
    whole = {**orjson.loads(reply_as_row(Reply(new_number(2026), Outcome.LISTED, TODAY))), **told}
    try:
        row = orjson.dumps(whole)
    except TypeError:
        return
    for table in (requests_in([row, noise], "", TODAY), replies_in([row, noise], "", TODAY)):
        found = list(table.rows())
        assert len(found) == 2
        assert all(not isinstance(one, RejectedRow) or one.remedy for one in found)


@pytest.mark.parametrize(
    "change",
    [{"number": "261234567867"}, {"outcome": "perhaps"}, {"answered_on": "2030-01-01"}, {"explanation": "x" * 2001}],
)
def test_an_answer_that_is_none_is_rejected_with_a_remedy(change: dict[str, str]) -> None:
    row = orjson.dumps({**orjson.loads(reply_as_row(Reply(new_number(2026), Outcome.LISTED, TODAY))), **change})
    (found,) = replies_in([row], "", TODAY).rows()
    assert isinstance(found, RejectedRow)
    assert "Tell the sender" in found.remedy


def test_a_row_that_cannot_be_used_keeps_its_number_if_that_can_be_read() -> None:
    number = new_number(2026)
    rows = [orjson.dumps({"number": number}), orjson.dumps({"number": 7}), b"[]", b"?"]
    assert [row.reference for row in requests_in(rows, "", TODAY).rows() if isinstance(row, RejectedRow)] == [
        number,
        "",
        "",
        "",
    ]


@given(
    st.lists(st.builds(Rejection, numbers, st.sampled_from(["requests", "answers"]), st.sampled_from(Why)), max_size=4)
)
def test_rejections_come_out_as_they_went_in(told: list[Rejection]) -> None:
    assert list(rejections_in(map(rejection_as_row, told))) == told


@given(st.dictionaries(st.sampled_from(["number", "of", "why"]), json, max_size=3), st.binary(max_size=20))
def test_what_is_no_rejection_is_left_out(told: dict[str, object], noise: bytes) -> None:
    sound = Rejection(new_number(2026), "answers", Why.CLOSED)
    try:
        row = orjson.dumps(told)
    except TypeError:
        return
    assert sound in list(rejections_in([row, noise, rejection_as_row(sound)]))


def test_a_reason_of_a_later_version_is_one_that_we_cannot_tell() -> None:
    row = orjson.dumps({"number": "12/7", "of": "answers", "why": "something_new"})
    assert [one.why for one in rejections_in([row])] == [Why.UNUSABLE]

"""What was ever decided can be listed, and what stands goes to training as codes alone."""

from __future__ import annotations

import pytest

from ogoh.identity import Subject
from ogoh.matching.comparison import ATTRIBUTES
from ogoh.web.reviews.history import LABELLED, State, history, labelled_pairs
from ogoh.web.reviews.models import Review
from ogoh.web.reviews.services import take_back
from tests.web.reviews.people import FARRUKH, NAMESAKE, NOT_SAME, SAME, STRANGER, decide

pytestmark = pytest.mark.usefixtures("held")


def rows() -> list[dict[str, object]]:
    return [dict(zip(LABELLED, row, strict=True)) for row in labelled_pairs()]


def test_every_review_is_told_oldest_first_or_those_of_one_document() -> None:
    first, second = decide(NAMESAKE, NOT_SAME), decide(FARRUKH, SAME)
    third = decide(NAMESAKE, SAME)
    assert [one.review.pk for one in history()] == [first.pk, second.pk, third.pk]
    assert [(one.review.pk, one.state) for one in history(NAMESAKE)] == [
        (first.pk, State.SUPERSEDED),
        (third.pk, State.IN_FORCE),
    ]
    assert list(history(Subject(NAMESAKE.names))) == []


def test_only_reviews_that_stand_are_labelled_pairs() -> None:
    decide(NAMESAKE, SAME)
    decide(NAMESAKE, NOT_SAME)
    decide(FARRUKH, SAME)
    ended = decide(STRANGER, SAME)
    take_back(ended.pk, "Desk 5", "Looked again")
    assert [(row["label"], row["document"], row["birth"]) for row in rows()] == [
        (0, "different", "equal"),
        (1, "equal", "equal"),
    ]


def test_what_was_not_compared_is_empty_and_parts_stand_side_by_side() -> None:
    review = decide(NAMESAKE, NOT_SAME)
    told = [["given", "equal", 9.0], ["given", "missing", -3.0], ["kinship", "son", 2.0], ["a later one", "x", 1.0]]
    Review.objects.filter(pk=review.pk).update(evidence=told)
    (row,) = rows()
    assert {name: row[name] for name in ATTRIBUTES if row[name]} == {"given": "equal missing", "kinship": "son"}


def test_every_attribute_of_the_present_evidence_has_its_column() -> None:
    assert {attribute for attribute, _, _ in decide(NAMESAKE, NOT_SAME).evidence} <= set(ATTRIBUTES)

"""A decision is taken with who, when and why, or refused with what is missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ogoh.identity import Subject
from ogoh.matching.model import model
from ogoh.web.lists.services import add_source
from ogoh.web.reviews.models import Review
from ogoh.web.reviews.refusal import ReviewRefused
from ogoh.web.reviews.services import LONGEST_WHO, LONGEST_WHY, remember, take_back
from tests.web.checks.travellers import traveller
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import DALER, FEBRUARY, ZEBO
from tests.web.reviews.people import FARRUKH, NAMESAKE, NOT_SAME, SAME, STRANGER, decide

_NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("held")


def test_a_review_says_who_when_why_and_what_the_evidence_was() -> None:
    before = timezone.now()
    review = Review.objects.get(pk=decide(NAMESAKE, NOT_SAME).pk)
    assert (review.decided_by, review.reason, review.verdict) == ("Desk 4", "Compared the faces", "not_same")
    assert before <= review.decided_at <= timezone.now()
    assert (review.source.code, review.reference, review.model) == ("bans", "1", model().version)
    levels = {(attribute, level) for attribute, level, _ in review.evidence}
    assert {("birth", "equal"), ("document", "different")} <= levels


def test_nothing_of_traveller_and_listing_stands_in_the_row_in_clear() -> None:
    decide(NAMESAKE, NOT_SAME)
    row = str(Review.objects.values_list())
    assert [
        clear
        for clear in ("401777888", "400123451", "Фаррух", "Раҳимов", "12.05.1990", "1990-05-12", "farruh")
        if clear in row
    ] == []


def test_by_name_and_birth_date_alone_nothing_is_remembered() -> None:
    with pytest.raises(ReviewRefused, match="no document number") as refused:
        decide(traveller("Раҳимов Фаррух Саидович", "12.05.1990"), NOT_SAME)
    assert "silence the answer for the listed person" in str(refused.value)
    assert not Review.objects.exists()


def test_two_documents_are_one_too_many() -> None:
    both = Subject(NAMESAKE.names, NAMESAKE.births, documents=(*NAMESAKE.documents, *STRANGER.documents))
    with pytest.raises(ReviewRefused, match="several document numbers"):
        decide(both, NOT_SAME)


@pytest.mark.parametrize(
    ("source", "reference", "said"),
    [
        ("nobody", "1", "The source: found 'nobody'"),
        ("no\0body", "1", "The source"),
        ("bans", "99", "'99', which the list does not hold"),
        ("bans", "", "which the list does not hold"),
        ("bans", "1\0", "which the list does not hold"),
    ],
)
def test_an_unknown_source_or_listing_is_refused(source: str, reference: str, said: str) -> None:
    with pytest.raises(ReviewRefused, match=r"The (source|listing)") as refused:
        remember(NAMESAKE, source, reference, SAME, "Desk 4", "Compared the faces")
    assert said in str(refused.value)


def test_a_listing_of_another_source_is_not_meant() -> None:
    add_source("registry", "Invented registry", "controlled_persons")
    with pytest.raises(ReviewRefused, match="does not hold"):
        remember(NAMESAKE, "registry", "1", SAME, "Desk 4", "Compared the faces")


def test_a_listing_that_left_the_list_is_refused(deliver: Deliver) -> None:
    deliver((ZEBO, DALER), FEBRUARY)
    with pytest.raises(ReviewRefused, match="no longer on the list"):
        decide(NAMESAKE, NOT_SAME)


@pytest.mark.parametrize("who", ["", "  ", "x" * (LONGEST_WHO + 1), "Desk\n4", "Desk\t4", "Desk\u202e4", "Desk\udc80"])
def test_who_is_needed_in_one_plain_line(who: str) -> None:
    with pytest.raises(ReviewRefused, match="Who decides"):
        remember(NAMESAKE, "bans", "1", SAME, who, "Compared the faces")


@pytest.mark.parametrize("why", ["", "x" * (LONGEST_WHY + 1), "one\ntwo", "nul\0"])
def test_why_is_needed_in_one_plain_line(why: str) -> None:
    with pytest.raises(ReviewRefused, match="The reason"):
        remember(NAMESAKE, "bans", "1", SAME, "Desk 4", why)


@pytest.mark.parametrize("number", ["401777888", "401 777-888", "400123451"])
def test_a_document_number_is_not_kept_in_the_reason(number: str) -> None:
    with pytest.raises(ReviewRefused, match="a document number") as refused:
        remember(NAMESAKE, "bans", "1", NOT_SAME, "Desk 4", f"The passport {number} is new")
    assert number not in str(refused.value)


def test_not_the_same_as_somebody_whom_no_check_would_find_is_refused() -> None:
    with pytest.raises(ReviewRefused, match="no check of this traveller would find"):
        decide(STRANGER, NOT_SAME)


def test_the_same_as_somebody_whom_no_check_would_find_is_taken_and_said() -> None:
    assert remember(STRANGER, "bans", "1", SAME, "Desk 4", "Changed the name").beyond_keys
    assert not remember(NAMESAKE, "bans", "1", SAME, "Desk 4", "Renewed the passport").beyond_keys


def test_that_the_number_is_the_listings_own_is_said() -> None:
    assert remember(FARRUKH, "bans", "1", NOT_SAME, "Desk 4", "The list has it wrong").own_number
    assert not remember(NAMESAKE, "bans", "1", NOT_SAME, "Desk 4", "Compared the faces").own_number


def test_a_newer_review_supersedes_and_the_older_stays() -> None:
    older = decide(NAMESAKE, SAME)
    newer = remember(NAMESAKE, "bans", "1", NOT_SAME, "Desk 5", "Looked again")
    assert newer.replaced == older.pk
    older.refresh_from_db()
    assert (older.verdict, older.superseded_at is not None, older.taken_back_at) == ("same", True, None)


def test_taking_back_adds_who_when_and_why_and_changes_nothing_else() -> None:
    review = decide(NAMESAKE, NOT_SAME)
    ended = take_back(review.pk, "Desk 5", "Looked again")
    assert (ended.taken_back_by, ended.taken_back_reason) == ("Desk 5", "Looked again")
    assert ended.taken_back_at is not None
    assert (ended.decided_by, ended.reason, ended.verdict) == ("Desk 4", "Compared the faces", "not_same")


@pytest.mark.parametrize(("by", "why"), [("", "Looked again"), ("Desk 5", " "), ("Desk 5", "a\nb")])
def test_taking_back_needs_who_and_why(by: str, why: str) -> None:
    review = decide(NAMESAKE, NOT_SAME)
    with pytest.raises(ReviewRefused):
        take_back(review.pk, by, why)
    assert Review.objects.filter(taken_back_at=None).exists()


def test_a_review_is_taken_back_once() -> None:
    review = decide(NAMESAKE, NOT_SAME)
    take_back(review.pk, "Desk 5", "Looked again")
    with pytest.raises(ReviewRefused, match="taken back already"):
        take_back(review.pk, "Desk 6", "Looked again")
    assert Review.objects.get().taken_back_by == "Desk 5"


def test_a_superseded_review_cannot_be_taken_back() -> None:
    older = decide(NAMESAKE, NOT_SAME)
    decide(NAMESAKE, SAME)
    with pytest.raises(ReviewRefused, match="superseded by a newer one"):
        take_back(older.pk, "Desk 5", "Looked again")


@pytest.mark.parametrize("number", [0, 99, 10**30])
def test_an_unknown_review_is_refused(number: int) -> None:
    with pytest.raises(ReviewRefused, match="not known"):
        take_back(number, "Desk 5", "Looked again")


@pytest.mark.parametrize(
    "spoiled",
    [
        {"verdict": "perhaps"},
        {"decided_by": ""},
        {"reason": ""},
        {"taken_back_by": "Desk 5"},
        {"taken_back_at": _NOON},
        {"superseded_at": _NOON, "taken_back_at": _NOON},
    ],
    ids=str,
)
def test_the_database_itself_refuses_half_a_review(spoiled: dict[str, object]) -> None:
    review = decide(NAMESAKE, NOT_SAME)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(**spoiled)


def test_the_database_itself_holds_one_review_in_force_for_a_pair() -> None:
    review = decide(NAMESAKE, NOT_SAME)
    review.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        review.save(force_insert=True)


def test_two_travellers_have_two_reviews_of_one_listing() -> None:
    decide(NAMESAKE, NOT_SAME)
    decide(FARRUKH, SAME)
    assert Review.objects.filter(superseded_at=None).count() == 2

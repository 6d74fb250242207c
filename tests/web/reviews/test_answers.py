"""What a remembered decision does to answers, for whom, and for how long."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ogoh.identity import Subject
from ogoh.matching import Verdict
from ogoh.web.checks.services import check
from ogoh.web.lists.services import add_source, import_delivery
from ogoh.web.reviews import digests, standing
from ogoh.web.reviews.history import State, history
from ogoh.web.reviews.models import Review, ReviewVerdict
from ogoh.web.reviews.services import take_back
from ogoh.web.reviews.standing import in_force
from ogoh.web.selfcheck.services import public_verdict
from tests.web.checks.travellers import traveller
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import (
    DALER,
    FEBRUARY,
    FOUR,
    JANUARY,
    MARCH,
    ZEBO,
    changed,
    list_file,
)
from tests.web.lists.people import (
    FARRUKH as LISTED,
)
from tests.web.reviews.people import FARRUKH, NAMESAKE, NOT_SAME, SAME, STRANGER, answer, decide

pytestmark = pytest.mark.usefixtures("held")
OTHERS = (ZEBO, DALER)


def states() -> list[State]:
    return [one.state for one in history()]


def test_who_is_not_the_listed_person_has_no_record_any_more() -> None:
    assert answer(NAMESAKE).verdict is Verdict.POSSIBLE
    review = decide(NAMESAKE, NOT_SAME)
    told = answer(NAMESAKE)
    assert (told.verdict, told.listing, told.reference, told.reviewed) == (Verdict.NO_RECORD, None, "", False)
    assert [(one.number, one.reference, one.decided_by) for one in told.left_out] == [(review.pk, "1", "Desk 4")]


def test_the_listed_person_is_still_recorded() -> None:
    decide(NAMESAKE, NOT_SAME)
    told = answer(FARRUKH)
    assert (told.verdict, told.reference, told.left_out) == (Verdict.RECORDED, "1", ())


def test_who_asks_without_a_document_gets_the_answer_of_the_evidence() -> None:
    decide(NAMESAKE, NOT_SAME)
    assert answer(Subject(NAMESAKE.names, NAMESAKE.births)).verdict is not Verdict.NO_RECORD


def test_a_number_typed_otherwise_is_the_same_traveller() -> None:
    decide(NAMESAKE, NOT_SAME)
    assert answer(traveller("Rahimov Farrukh", "12.05.1990", "№ 401 777-888")).verdict is Verdict.NO_RECORD


def test_the_next_best_candidate_decides(deliver: Deliver) -> None:
    twin = changed(LISTED, id="9", document_number="403333333")
    deliver((*FOUR, twin), FEBRUARY)
    decide(NAMESAKE, NOT_SAME)
    told = answer(NAMESAKE)
    assert (told.verdict, told.reference) == (Verdict.POSSIBLE, "9")


def test_another_list_gives_its_own_answer(tmp_path: Path) -> None:
    add_source("registry", "Invented registry", "controlled_persons")
    import_delivery(list_file(tmp_path / "registry.csv", FOUR), "registry", JANUARY)
    decide(NAMESAKE, NOT_SAME)
    assert [one.verdict for one in check(NAMESAKE)] == [Verdict.NO_RECORD, Verdict.POSSIBLE]


def test_who_is_the_listed_person_is_recorded_with_the_comparison_as_it_is() -> None:
    before = answer(NAMESAKE)
    review = decide(NAMESAKE, SAME)
    told = answer(NAMESAKE)
    assert (told.verdict, told.reference, told.reviewed) == (Verdict.RECORDED, "1", True)
    assert (told.comparison, told.weight, told.document_agrees) == (before.comparison, before.weight, False)
    assert told.review is not None
    assert (told.review.number, told.review.decided_by) == (review.pk, "Desk 4")
    assert told.review.decided_at == Review.objects.get().decided_at


def test_the_same_person_is_found_where_no_key_leads() -> None:
    assert answer(STRANGER).verdict is Verdict.NO_RECORD
    decide(STRANGER, SAME)
    told = answer(STRANGER)
    assert (told.verdict, told.reference) == (Verdict.RECORDED, "1")
    assert told.weight is not None
    assert told.weight < 0


def test_of_two_listings_of_one_person_the_stronger_is_told() -> None:
    decide(NAMESAKE, SAME, "2")
    decide(NAMESAKE, SAME, "1")
    decide(NAMESAKE, SAME, "3")
    assert answer(NAMESAKE).reference == "1"


def test_the_public_page_keeps_its_stricter_rule() -> None:
    decide(NAMESAKE, SAME)
    assert public_verdict(answer(NAMESAKE)) is Verdict.POSSIBLE


def test_a_review_taken_back_holds_no_more_and_none_before_it_comes_back() -> None:
    decide(NAMESAKE, NOT_SAME)
    newest = decide(NAMESAKE, SAME)
    take_back(newest.pk, "Desk 5", "Looked again")
    told = answer(NAMESAKE)
    assert (told.verdict, told.reviewed, told.left_out) == (Verdict.POSSIBLE, False, ())
    assert states() == [State.SUPERSEDED, State.TAKEN_BACK]


def test_the_newest_review_holds() -> None:
    decide(NAMESAKE, NOT_SAME)
    decide(NAMESAKE, SAME)
    assert answer(NAMESAKE).verdict is Verdict.RECORDED
    decide(NAMESAKE, NOT_SAME)
    assert answer(NAMESAKE).verdict is Verdict.NO_RECORD
    assert states() == [State.SUPERSEDED, State.SUPERSEDED, State.IN_FORCE]


def test_of_two_documents_the_newer_review_holds() -> None:
    both = Subject(NAMESAKE.names, NAMESAKE.births, documents=(*NAMESAKE.documents, *FARRUKH.documents))
    decide(FARRUKH, SAME)
    decide(NAMESAKE, NOT_SAME)
    assert answer(both).verdict is Verdict.NO_RECORD


@pytest.mark.parametrize("delta", [False, True])
@pytest.mark.parametrize(
    "said",
    [
        {"grounds": "судимость"},
        {"family_name": "Рахимов", "given_name": "Фарух"},
        {"family_name": "Фаррух", "given_name": "Раҳимов"},
    ],
    ids=str,
)
def test_a_review_survives_new_deliveries_that_say_the_same_person_otherwise(
    deliver: Deliver, delta: bool, said: dict[str, str]
) -> None:
    review = decide(NAMESAKE, NOT_SAME)
    otherwise = changed(LISTED, **said)
    assert deliver((otherwise,) if delta else (otherwise, *OTHERS), FEBRUARY, delta=delta).changed == 1
    assert [one.number for one in answer(NAMESAKE).left_out] == [review.pk]
    assert states() == [State.IN_FORCE]


def test_a_review_outlives_the_listing_and_holds_again_when_it_comes_back(deliver: Deliver) -> None:
    decide(NAMESAKE, NOT_SAME)
    deliver(OTHERS, FEBRUARY)
    assert (states(), answer(NAMESAKE).left_out) == ([State.OFF_THE_LIST], ())
    deliver(FOUR, MARCH)
    assert (states(), answer(NAMESAKE).verdict) == ([State.IN_FORCE], Verdict.NO_RECORD)


@pytest.mark.parametrize("verdict", [SAME, NOT_SAME])
@pytest.mark.parametrize(
    "other",
    [
        {"dob": "13.05.1990"},
        {"document_number": "401777999"},
        {"given_name": "Далер"},
    ],
    ids=str,
)
def test_a_reference_that_passed_to_another_person_needs_a_new_look(
    deliver: Deliver, verdict: ReviewVerdict, other: dict[str, str]
) -> None:
    decide(NAMESAKE, verdict)
    deliver((changed(LISTED, **other), *OTHERS), FEBRUARY)
    told = answer(NAMESAKE)
    assert (told.reviewed, told.left_out, states()) == (False, (), [State.NEW_LOOK])


def test_a_new_look_supersedes_the_one_before(deliver: Deliver) -> None:
    decide(NAMESAKE, NOT_SAME)
    deliver((changed(LISTED, document_number="401777999"), *OTHERS), FEBRUARY)
    decide(NAMESAKE, NOT_SAME)
    assert (states(), answer(NAMESAKE).verdict) == ([State.SUPERSEDED, State.IN_FORCE], Verdict.NO_RECORD)


def test_new_tables_of_names_do_not_end_a_review(deliver: Deliver, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(NAMESAKE, NOT_SAME)
    deliver((changed(LISTED, grounds="судимость"), *OTHERS), FEBRUARY)
    monkeypatch.setattr(digests, "sounds_of", lambda name: sorted(name.text.upper().split()))
    assert (states(), answer(NAMESAKE).verdict) == ([State.IN_FORCE], Verdict.NO_RECORD)


def test_without_the_row_of_that_day_the_digest_decides(deliver: Deliver) -> None:
    decide(NAMESAKE, NOT_SAME)
    deliver((changed(LISTED, grounds="судимость"), *OTHERS), FEBRUARY)
    Review.objects.update(listing=None)
    assert states() == [State.IN_FORCE]
    deliver((changed(LISTED, dob="13.05.1990"), *OTHERS), MARCH)
    assert states() == [State.NEW_LOOK]


def test_a_traveller_without_a_document_costs_no_question_and_any_other_one() -> None:
    decide(NAMESAKE, NOT_SAME)
    for who, questions in ((Subject(NAMESAKE.names), 0), (NAMESAKE, 1), (STRANGER, 1)):
        with CaptureQueriesContext(connection) as asked:
            in_force(who)
        assert len(asked) == questions


@pytest.mark.sqlite_only
def test_reviews_are_found_by_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + standing._STANDING.format(places="%s"), ["x"])
        plan = [row[3] for row in cursor.fetchall()]
    assert not [step for step in plan if step.startswith("SCAN")]

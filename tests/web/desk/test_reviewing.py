"""A doubtful match is decided by a second person, once, and the decision settles it the next time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ogoh.web.accounts.models import HeldRole, Role, User
from ogoh.web.audit.models import Event
from ogoh.web.desk import services
from ogoh.web.desk.forgetting import forget_questions
from ogoh.web.desk.models import OpenReview, Question
from ogoh.web.desk.refusal import DeskRefused
from ogoh.web.languages import BY_CODE, date_in_words
from ogoh.web.reviews.models import Review, ReviewVerdict
from ogoh.web.reviews.services import take_back
from tests.web.accounts.people import person, signed_in
from tests.web.desk.conftest import DOUBTFUL, PERSON, Ask
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FEBRUARY, FOUR

DECISION = {"verdict": "not_same", "reason": "Compared the faces"}


@pytest.fixture
def opened(ask: Ask) -> OpenReview:
    """What Alice found doubtful."""
    (one,) = ask(DOUBTFUL).reviews.all()
    return one


def test_a_second_person_decides_and_the_next_question_is_settled(opened: OpenReview, bob: User, ask: Ask) -> None:
    browser = signed_in(bob)
    assert opened.number in browser.get("/desk/reviews/").content.decode()
    response = browser.post(f"/desk/reviews/{opened.number}/", DECISION)
    assert response.status_code == 302
    opened.refresh_from_db()
    assert (opened.decided_by, opened.verdict) == (bob, "not_same")
    settled = ask(DOUBTFUL)
    assert settled.answers[0]["verdict"] == "no_record"
    assert f"/desk/reviews/{opened.number}/note/" in signed_in(bob).get(f"/desk/card/{settled.pk}/").content.decode()
    assert Event.objects.filter(act="decision", details__contains='"actor":"bob"').count() == 1


def test_after_a_decision_the_question_is_asked_again_before_anything_is_certified(
    opened: OpenReview, bob: User, at_desk: Client
) -> None:
    card = f"/desk/card/{opened.question.pk}/"
    assert "Check once more" not in at_desk.get(f"{card}?language=en").content.decode()
    services.decide(bob, opened.number, ReviewVerdict.NOT_SAME, "Compared the faces")
    assert "Check once more" in at_desk.get(card).content.decode()
    refused = at_desk.post(f"{card}certificate/", {"in": "tg"})
    assert (refused.status_code, "has decided since this answer" in refused.content.decode()) == (409, True)
    asked = Question.objects.get(pk=at_desk.post(f"{card}again/")["Location"].split("/")[-2])
    assert (asked.presence, asked.answers[0]["verdict"]) == ("present", "no_record")
    assert "Check once more" not in at_desk.get(f"/desk/card/{asked.pk}/").content.decode()
    assert Event.objects.filter(act="look", details__contains="desk: present").count() == 2


def test_a_decision_on_another_question_about_the_same_passport_overtakes_this_one(
    opened: OpenReview, bob: User, ask: Ask
) -> None:
    other = ask(DOUBTFUL)
    assert not services.is_overtaken(other)
    services.decide(bob, opened.number, ReviewVerdict.NOT_SAME, "Compared the faces")
    assert services.is_overtaken(other)
    settled = ask(DOUBTFUL)
    take_back(Review.objects.get().pk, "bob", "It was the wrong page")
    assert services.is_overtaken(settled)


def test_the_log_says_in_which_office_and_on_which_doubtful_match_was_decided(opened: OpenReview, bob: User) -> None:
    services.decide(bob, opened.number, ReviewVerdict.NOT_SAME, "Compared the faces")
    event = Event.objects.get(act="decision")
    assert (event.office, f'"doubtful":"{opened.number}"' in event.details) == ("dushanbe", True)


def test_what_another_office_decided_is_not_told(opened: OpenReview, bob: User, charlie: User) -> None:
    services.decide(bob, opened.number, ReviewVerdict.NOT_SAME, "Compared the faces")
    told = [signed_in(one).get(f"/desk/reviews/?done={opened.number}").content.decode() for one in (bob, charlie)]
    assert ['role="status"' in page for page in told] == [True, False]
    assert signed_in(charlie).get(f"/desk/reviews/{opened.number}/note/").status_code == 404
    assert Event.objects.filter(act="refused", details__contains="of another office").count() == 1


@pytest.mark.parametrize("address", ["?done=%00", "%00/", "%00/note/", "?done=0OIL1-00000"])
def test_what_cannot_be_a_number_is_looked_up_nowhere(bob: User, address: str) -> None:
    assert signed_in(bob).get(f"/desk/reviews/{address}").status_code in (200, 404)


def test_the_same_person_is_recorded_the_next_time(opened: OpenReview, bob: User, ask: Ask) -> None:
    services.decide(bob, opened.number, ReviewVerdict.SAME, "The old passport was shown")
    assert ask(DOUBTFUL).answers[0]["verdict"] == "recorded"


def test_whoever_asked_does_not_decide(opened: OpenReview, alice: User) -> None:
    HeldRole.objects.create(user=alice, role=Role.REVIEWER)
    response = signed_in(alice).post(f"/desk/reviews/{opened.number}/?language=en", DECISION)
    assert response.status_code == 409
    assert "a second person has to decide" in response.content.decode()
    assert not Review.objects.exists()


def test_two_reviewers_at_once_are_one_decision(opened: OpenReview, bob: User) -> None:
    dora = person("dora", [Role.REVIEWER])
    first, second = signed_in(bob), signed_in(dora)
    assert second.get(f"/desk/reviews/{opened.number}/").status_code == 200
    assert first.post(f"/desk/reviews/{opened.number}/", DECISION).status_code == 302
    response = second.post(f"/desk/reviews/{opened.number}/?language=en", {**DECISION, "verdict": "same"})
    assert response.status_code == 409
    assert "decided this meanwhile" in response.content.decode()
    assert Review.objects.get().verdict == "not_same"


def test_a_decision_wants_a_fresh_code(opened: OpenReview, bob: User) -> None:
    browser = signed_in(bob, code_given=3600)
    response = browser.post(f"/desk/reviews/{opened.number}/", DECISION)
    assert response.status_code == 302
    assert "/staff/code/again/" in response["Location"]
    assert not Review.objects.exists()


def test_a_stranger_decides_nothing(opened: OpenReview, charlie: User) -> None:
    browser = signed_in(charlie)
    assert opened.number not in browser.get("/desk/reviews/").content.decode()
    assert browser.post(f"/desk/reviews/{opened.number}/", DECISION).status_code == 404
    with pytest.raises(DeskRefused):
        services.decide(charlie, opened.number, ReviewVerdict.SAME, "no reason")
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"verdict": ""}, {"reason": " "}, {"verdict": "perhaps"}, {"reason": "Another passport, 405 208-466"}],
)
def test_a_decision_says_which_and_why(opened: OpenReview, bob: User, change: dict[str, str]) -> None:
    response = signed_in(bob).post(f"/desk/reviews/{opened.number}/", {**DECISION, **change})
    assert response.status_code == 422
    assert not Review.objects.exists()


def test_a_reason_with_a_name_is_refused_in_the_reader_s_language(opened: OpenReview, bob: User) -> None:
    typed = {**DECISION, "reason": "раҳимов нест"}
    response = signed_in(bob).post(f"/desk/reviews/{opened.number}/?language=tg", typed)
    assert (response.status_code, "Номҳо ва рақамҳоро" in response.content.decode()) == (409, True)
    assert not Review.objects.exists()


def test_a_listing_that_went_meanwhile_is_not_decided_about(opened: OpenReview, bob: User, deliver: Deliver) -> None:
    deliver(FOUR[1:], FEBRUARY)
    response = signed_in(bob).post(f"/desk/reviews/{opened.number}/?language=en", DECISION)
    assert (response.status_code, "Ask the question anew" in response.content.decode()) == (409, True)


def test_a_reviewers_look_is_recorded_each_time_the_page_is_shown(opened: OpenReview, bob: User) -> None:
    browser = signed_in(bob)
    browser.get(f"/desk/reviews/{opened.number}/")
    assert browser.post(f"/desk/reviews/{opened.number}/", {"verdict": ""}).status_code == 422
    assert Event.objects.filter(act="look", details__contains="desk: a second person").count() == 2


def test_the_note_is_printed_for_not_the_same_alone(opened: OpenReview, bob: User, at_desk: Client) -> None:
    assert at_desk.get(f"/desk/reviews/{opened.number}/note/").status_code == 404
    services.decide(bob, opened.number, ReviewVerdict.NOT_SAME, "Compared the faces")
    page = at_desk.get(f"/desk/reviews/{opened.number}/note/?in=en").content.decode()
    assert opened.number in page
    assert "this is not the same person" in page
    assert "free of charge" in page


class TestForgetting:
    def later(self, question: Question, **ago: float) -> None:
        Question.objects.filter(pk=question.pk).update(asked_at=timezone.now() - timedelta(**ago))

    def test_after_a_day_nobody_can_say_whom_a_question_was_about(self, ask: Ask, at_desk: Client) -> None:
        question = ask(PERSON)
        assert forget_questions() == 0
        self.later(question, hours=25)
        assert forget_questions() == 1
        question.refresh_from_db()
        assert (question.subject, question.answers[0]["verdict"]) == ("", "recorded")
        assert (question.answers[0]["listing"], question.answers[0]["reference"]) == (None, "")
        assert Event.objects.filter(act="aged", details__contains='"forgotten":1').count() == 1
        assert at_desk.get(f"/desk/card/{question.pk}/").status_code == 404

    def test_the_mandate_and_the_doubtful_listing_are_forgotten_too(self, ask: Ask) -> None:
        question = ask(DOUBTFUL, presence="mandate", mandate="M-12/2026")
        self.later(question, days=31)
        assert forget_questions() == 1
        question.refresh_from_db()
        opened = question.reviews.get()
        assert (question.mandate, opened.listing, opened.reference) == ("", None, "")

    def test_a_question_that_waits_is_kept_until_it_is_decided(self, opened: OpenReview, bob: User) -> None:
        self.later(opened.question, days=3)
        assert forget_questions() == 0
        services.decide(bob, opened.number, ReviewVerdict.SAME, "Compared the faces")
        assert forget_questions() == 1

    def test_it_does_not_wait_for_ever(self, opened: OpenReview, bob: User) -> None:
        self.later(opened.question, days=31)
        assert forget_questions() == 1
        with pytest.raises(DeskRefused):
            services.decide(bob, opened.number, ReviewVerdict.SAME, "Compared the faces")


def test_a_person_is_told_at_the_desk_who_looked_them_up(ask: Ask, at_desk: Client) -> None:
    ask(PERSON)
    page = at_desk.post("/desk/looks/", {"document": "400 123 451", "presence": "on"}).content.decode()
    assert "alice" in page
    assert "dushanbe" in page
    assert date_in_words(timezone.localdate(), BY_CODE["tg"]) in page
    assert "desk: present" not in page
    assert at_desk.post("/desk/looks/", {"document": "400123451"}).status_code == 422
    assert at_desk.post("/desk/looks/", {"document": "x", "presence": "on"}).status_code == 422
    assert Event.objects.filter(act="export").count() == 1

"""What a traveller is told, and what not."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from itertools import product

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import PartialDate, Sex, write_mrz
from ogoh.matching import Verdict
from ogoh.names import WrittenName
from ogoh.web.buckets import Allowance
from ogoh.web.checks import asking
from ogoh.web.checks.services import Answer, ListNotReadyError
from ogoh.web.languages import LANGUAGES, Language
from ogoh.web.lists.services import add_source
from ogoh.web.selfcheck import limits, services, views
from ogoh.web.selfcheck.guidance import GUIDANCE
from ogoh.web.selfcheck.services import public_verdict
from tests.web.selfcheck.people import CONTROLLED, RECORDED, RENEWED, UNLISTED

pytestmark = pytest.mark.usefixtures("lists")

ZONE = write_mrz(
    WrittenName(family="RAHIMOV", given="FARRUKH"),
    PartialDate(1990, 5, 12),
    Sex.MALE,
    "TJ",
    "400123451",
    date(2030, 1, 1),
)


def answer_to(client: Client, question: dict[str, str], language: str = "en") -> str:
    response = client.post(f"/{language}/check/", question)
    assert response.status_code == 200, response.content.decode()
    return unescape(response.content.decode())


def verdicts(page: str) -> list[str]:
    """The shapes of the result blocks, in their order."""
    return re.findall(r'class="result (\w+)"', page)


def test_a_traveller_whose_number_is_listed_is_recorded(client: Client) -> None:
    assert verdicts(answer_to(client, RECORDED)) == ["octagon", "circle"]


def test_the_same_name_and_date_with_another_number_is_only_possible(client: Client) -> None:
    assert verdicts(answer_to(client, RENEWED)) == ["triangle", "circle"]


def test_a_traveller_on_no_list_is_told_that_no_record_was_found(client: Client) -> None:
    assert verdicts(answer_to(client, UNLISTED)) == ["circle", "circle"]


def test_the_registry_of_controlled_persons_is_an_answer_of_its_own(client: Client) -> None:
    page = answer_to(client, CONTROLLED)
    assert verdicts(page) == ["circle", "octagon"]
    assert "This registry is not an entry ban." in page


def test_the_machine_readable_zone_is_enough_by_itself(client: Client) -> None:
    assert verdicts(answer_to(client, {"zone": ZONE})) == ["octagon", "circle"]


def test_a_recorded_match_without_the_document_number_is_never_said_in_public() -> None:
    strong = Answer(Verdict.RECORDED, "x", "X", "entry_ban", date(2026, 1, 1), 1, document_agrees=False)
    assert public_verdict(strong) is Verdict.POSSIBLE


@pytest.mark.parametrize("question", [RECORDED, RENEWED, UNLISTED])
def test_an_answer_has_its_four_parts_in_order(client: Client, question: dict[str, str]) -> None:
    page = answer_to(client, question)
    places = [page.index(f'<h2 id="{part}">') for part in ("found", "means", "do", "not")]
    assert places == sorted(places)


@pytest.mark.parametrize("question", [RECORDED, RENEWED])
def test_nothing_of_the_listing_is_shown_beyond_what_was_typed(client: Client, question: dict[str, str]) -> None:
    page = answer_to(client, question)
    assert not [secret for secret in ("Раҳимов", "Саидович", "превышение", "400123451") if secret in page]


def test_the_name_is_shown_as_typed_and_as_read(client: Client) -> None:
    page = answer_to(client, {**RECORDED, "family_name": "Раҳимов", "given_name": "Фаррух"})
    assert "<bdi>Раҳимов Фаррух</bdi>" in page
    assert "<bdi>Rahimov " in page


def test_what_was_typed_cannot_become_markup(client: Client) -> None:
    response = client.post("/en/check/", {**UNLISTED, "family_name": "<script>alert(1)</script>"})
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_dates_are_in_words_in_every_language(client: Client, language: Language) -> None:
    page = answer_to(client, UNLISTED, language.code)
    assert "2026" in page
    assert not re.search(r"\d\d[./]\d\d[./]\d\d", page.split("<main")[1])


def test_tajik_months_are_written_small(client: Client) -> None:
    assert "12 май 2026" in answer_to(client, UNLISTED, "tg")


@pytest.mark.parametrize("question", [RECORDED, RENEWED, UNLISTED])
def test_no_answer_promises_entry_and_every_one_says_what_it_leaves_out(
    client: Client, question: dict[str, str]
) -> None:
    page = answer_to(client, question)
    assert "No answer here is a permission to enter." in page
    assert "about 7 in 10" in page
    assert not re.search(r"free to enter|you may enter|✓|✔|#0a0|green", page, re.IGNORECASE)


def test_a_source_that_delivered_nothing_is_among_the_lists_not_looked_at(client: Client) -> None:
    add_source("late", "The late list", "entry_ban")
    page = answer_to(client, UNLISTED)
    assert len(verdicts(page)) == 2
    assert page.index("Lists that we did not look at") < page.index("The late list")


def test_a_list_that_is_being_prepared_gives_no_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_ready(subject: object) -> tuple[Answer, ...]:
        raise ListNotReadyError("bans")

    monkeypatch.setattr(asking, "check", not_ready)
    response = client.post("/en/check/", UNLISTED)
    assert response.status_code == 503
    assert "We cannot look now" in response.content.decode()


def test_without_any_list_the_page_says_that_it_could_not_look(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "check", lambda subject: ())
    page = answer_to(client, UNLISTED)
    assert "We hold no list at this moment" in page
    assert "the registry of controlled persons" in page


def test_every_verdict_of_every_kind_has_its_guidance() -> None:
    wanted = {(kind, verdict) for kind in services.KINDS for verdict in Verdict}
    assert set(GUIDANCE) == wanted


def said_by_both(bans: Verdict, registry: Verdict) -> tuple[Answer, ...]:
    told = (("entry_ban", bans), ("controlled_persons", registry))
    return tuple(
        Answer(verdict, kind, "The list of some ministry", kind, date(2026, 9, 30), 1, document_agrees=True)
        for kind, verdict in told
    )


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_length_of_a_page_does_not_tell_the_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setattr(limits, "ALLOWANCES", dict.fromkeys(limits.ALLOWANCES, Allowance(100, 1.0)))
    lengths = set()
    for bans, registry in product(Verdict, repeat=2):
        said = said_by_both(bans, registry)
        monkeypatch.setattr(asking, "check", lambda subject, said=said: said)
        lengths.add(len(client.post(f"/{language.code}/check/", UNLISTED).content))
    assert lengths == {views.BYTES_PER_STEP}


@given(taken=st.floats(0, 30), step=st.floats(0.05, 5))
def test_answers_leave_at_whole_steps_after_the_question(taken: float, step: float) -> None:
    steps = (taken + views.seconds_to_next_step(taken, step)) / step
    assert steps == pytest.approx(round(steps))
    assert steps >= 1 - 1e-9

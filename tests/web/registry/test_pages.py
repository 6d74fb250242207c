"""The registry's pages: a decision written, confirmed and looked back on; what is refused stays in the form."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from ogoh.web.accounts.models import Role, User
from ogoh.web.registry import deciding, ruling
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.models import Attachment, Decision, Version
from tests.web.accounts.people import person, signed_in
from tests.web.registry.agencies import BANS, BECAUSE, CONTROLLED, CONTROLLED_STAY, FARRUKH, events, in_force, typed

CASE = {
    "ground": "RU-114-26-8",
    "number": "17/2026",
    "decided_on": "01.02.2026",
    "until": "31.01.2029",
    "reason": "From the decision on paper",
}


@pytest.fixture(params=["en", "tg", "ru", "uz", "uz-cyrl", "ky"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def sent(browser: Client, address: str, **said: str) -> HttpResponse:
    """A form of a page as it is sent: with what the page said was seen."""
    seen = re.search(r'name="seen" value="([^"]*)"', page(browser, address))
    answer = browser.post(address, {"seen": seen.group(1) if seen else "", **said})
    assert isinstance(answer, HttpResponse)
    return answer


def written(browser: Client, **changed: object) -> Decision:
    answer = browser.post("/registry/record/entry_ban/", {**FARRUKH, **CASE, **changed})
    assert answer.status_code == 302, answer.content.decode()
    return Decision.objects.latest("pk")


def test_a_decision_is_written_on_one_page_and_confirmed_on_another(author: User, second: User) -> None:
    paper = SimpleUploadedFile("Раҳимов.pdf", b"%PDF-1.7 x")
    decision = written(signed_in(author), papers=paper)
    done = page(signed_in(author), f"/registry/{decision.reference}/?done=written&language=en")
    assert "counts once a second person" in done
    browser = signed_in(second)
    assert decision.reference in page(browser, "/registry/?language=en")
    address = f"/registry/{decision.reference}/confirm/"
    shown = page(browser, address)
    assert "Раҳимов Фаррух Саидович" in shown
    assert "application/pdf" in shown
    assert sent(browser, address, do="confirm").headers["Location"].endswith("?done=confirmed")
    assert "In force" in page(browser, f"/registry/{decision.reference}/")
    assert ("bob", "registry: a decision") in events("look")


def test_declining_wants_a_reason(author: User, second: User) -> None:
    decision = written(signed_in(author))
    browser = signed_in(second)
    browser.get("/staff/?language=en")
    address = f"/registry/{decision.reference}/confirm/"
    assert sent(browser, address, do="decline").status_code == 409
    assert sent(browser, address, do="decline", reason="Another number").status_code == 302
    assert "Declined" in page(browser, f"/registry/{decision.reference}/")


def test_the_author_sees_no_button_to_confirm(author: User) -> None:
    decision = written(signed_in(author))
    browser = signed_in(author)
    shown = page(browser, f"/registry/{decision.reference}/confirm/?language=en")
    assert "You wrote this yourself" in shown
    assert 'value="confirm"' not in shown
    assert browser.post(f"/registry/{decision.reference}/confirm/", {"do": "confirm"}).status_code == 409


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"ground": ""}, "without a ground"),
        ({"until": "01.01.2026"}, "before the day of the decision"),
        ({"family_name": "", "given_name": "", "patronymic": ""}, "name of the person"),
        ({"reason": ""}, "Write the reason"),
        ({"dob": "soon"}, "birth date"),
        ({"papers": SimpleUploadedFile("x.pdf", b"PK\x03\x04")}, "PDF"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(author: User, changed: dict[str, object], words: str) -> None:
    browser = signed_in(author)
    browser.get("/staff/?language=en")
    answer = browser.post("/registry/record/entry_ban/", {**FARRUKH, **CASE, **changed})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert words in shown
    assert 'value="400123451"' in shown
    assert not Decision.objects.exists()


def test_more_papers_than_are_taken_are_not_passed_over(author: User, settings: Settings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000
    browser = signed_in(author)
    browser.get("/staff/?language=en")
    paper = SimpleUploadedFile("x.pdf", b"%PDF-1.7" + bytes(3_000))
    answer = browser.post("/registry/record/entry_ban/", {**FARRUKH, **CASE, "papers": paper})
    assert answer.status_code == 422
    assert "All papers together" in answer.content.decode()


def test_somebody_who_is_alike_is_shown_and_can_be_called_the_same(author: User, second: User) -> None:
    first = in_force(author, second)
    browser = signed_in(author)
    browser.get("/staff/?language=en")
    again = {**FARRUKH, **CASE, "number": "9"}
    answer = browser.post("/registry/record/entry_ban/", again)
    assert answer.status_code == 422
    assert f'value="{first.reference}"' in answer.content.decode()
    assert browser.post("/registry/record/entry_ban/", {**again, "same_as": first.reference}).status_code == 302
    assert Decision.objects.latest("pk").subject_id == first.subject_id


def test_that_it_is_the_same_person_is_not_forgotten_while_the_term_is_mended(author: User, second: User) -> None:
    first = in_force(author, second)
    browser = signed_in(author)
    said = {**FARRUKH, **CASE, "until": "31.01.2036", "same_as": first.reference}
    shown = browser.post("/registry/record/entry_ban/", said).content.decode()
    assert f'<input type="hidden" name="same_as" value="{first.reference}">' in shown


def test_a_term_that_does_not_fit_is_written_once_somebody_says_why(author: User) -> None:
    browser = signed_in(author)
    browser.get("/staff/?language=en")
    long = {**FARRUKH, **CASE, "until": "31.01.2036"}
    shown = browser.post("/registry/record/entry_ban/", long).content.decode()
    assert "longer than the law gives" in shown
    assert 'name="despite"' in shown
    assert written(browser, until="31.01.2036", despite="So it stands on paper").versions.get().despite


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("lift", {}),
        ("annul", {}),
        ("extend", {"until": "01.06.2029", "despite": "By a second decision"}),
        ("name", {"family_name": "Раҳимзода", "given_name": "Фаррух"}),
    ],
)
def test_each_act_has_its_page(author: User, second: User, act: str, said: dict[str, str]) -> None:
    decision = in_force(author, second)
    browser = signed_in(author)
    address = f"/registry/{decision.reference}/{act}/"
    assert sent(browser, address, reason="Because", **said).status_code == 302
    assert decision.versions.latest("sequence").act == act


def test_a_correction_begins_with_what_stands(author: User, second: User) -> None:
    decision = in_force(author, second)
    browser = signed_in(author)
    address = f"/registry/{decision.reference}/correct/"
    shown = page(browser, address)
    assert 'value="Раҳимов"' in shown
    assert 'value="RU-114-26-8" selected' in shown
    assert sent(browser, address, **{**FARRUKH, **CASE, "number": "18", "legal_basis": ""}).status_code == 302
    assert decision.versions.latest("sequence").number == "18"


def test_the_state_on_a_past_day_is_shown(author: User, second: User) -> None:
    decision = in_force(author, second)
    browser = signed_in(author)
    assert "Not recorded yet" in page(browser, f"/registry/{decision.reference}/?on=01.01.2020&language=en")
    assert "Write the day" in page(browser, f"/registry/{decision.reference}/?on=soon&language=en")


def test_a_paper_is_given_to_its_agency_alone_and_never_shown_in_the_page(author: User, stranger: User) -> None:
    why = Why("From paper", papers=[b"%PDF-1.7 x"])
    version = deciding.record(author, BANS, typed(), why)
    address = f"/registry/papers/{Attachment.objects.get().pk}/"
    answer = signed_in(author).get(address)
    assert (answer.content, answer.headers["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{version.decision.reference}')
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert signed_in(stranger).get(address).status_code == 404
    assert events("look") == [("alice", "registry: a paper")]


def test_another_agency_sees_nothing(author: User, second: User, stranger: User) -> None:
    decision = in_force(author, second)
    browser = signed_in(stranger)
    for way in ("", "confirm/", "lift/", "correct/"):
        assert browser.get(f"/registry/{decision.reference}/{way}").status_code == 404
    assert decision.reference not in page(browser, "/registry/")
    assert "no such decision" in page(browser, f"/registry/?find={decision.reference}&language=en")
    assert "no such decision" in page(browser, "/registry/?find=17/2026&language=en")


def test_a_decision_is_found_by_reference_and_by_number(author: User, second: User) -> None:
    decision = in_force(author, second)
    for text in (decision.reference, "17/2026"):
        assert (
            signed_in(author).get("/registry/", {"find": text}).headers["Location"].endswith(f"{decision.reference}/")
        )


def test_the_registry_of_controlled_persons_says_what_it_brings(author: User, second: User) -> None:
    decision = in_force(author, second, CONTROLLED_STAY, CONTROLLED)
    shown = page(signed_in(author), f"/registry/{decision.reference}/?language=en")
    assert "It is no entry ban" in shown
    assert "no marriage" in shown


def test_an_amnesty_on_its_pages(author: User, second: User) -> None:
    decision = in_force(author, second)
    heads = [signed_in(person(f"head{number}", [Role.SUPERVISOR])) for number in range(3)]
    rule = {"title": "Spring", "register": "entry_ban", "citizenships": "TJ", "reason": "By treaty"}
    assert heads[0].post("/registry/amnesties/", {**rule, "citizenships": ""}).status_code == 422
    address = heads[0].post("/registry/amnesties/", rule).headers["Location"].partition("?")[0]
    assert decision.reference in page(heads[0], address)
    assert heads[0].post(address, {"do": "approve-applied"}).status_code == 409
    for head in heads[1:]:
        assert head.post(address, {"do": "approve-applied"}).status_code == 302
    assert heads[0].post(address, {"do": "apply"}).status_code == 302
    assert Version.objects.latest("pk").act == "lift"
    for head in heads[1:]:
        assert head.post(address, {"do": "approve-undone"}).status_code == 302
    assert heads[0].post(address, {"do": "undo", "reason": ""}).status_code == 409
    assert heads[0].post(address, {"do": "undo", "reason": "Struck down"}).status_code == 302
    assert Version.objects.latest("pk").act == "reinstate"


def test_the_pages_speak_every_language(author: User, second: User, language: str) -> None:
    decision = in_force(author, second, CONTROLLED_STAY, CONTROLLED)
    deciding.name(author, decision.reference, {"document_number": "402000001"}, BECAUSE)
    browser = signed_in(second)
    head = signed_in(person("head", [Role.SUPERVISOR]))
    for address in ("", f"{decision.reference}/", f"{decision.reference}/confirm/", "record/entry_ban/"):
        assert "{" not in page(browser, f"/registry/{address}?language={language}")
    page(head, f"/registry/amnesties/?language={language}")
    ruling.confirm(second, decision.reference)


def test_the_start_page_links_by_role_and_agency(author: User) -> None:
    assert "/registry/" in page(signed_in(author), "/staff/")
    assert "/registry/amnesties/" in page(signed_in(person("head", [Role.SUPERVISOR])), "/staff/")
    elsewhere = signed_in(person("elsewhere", [Role.SUPERVISOR], where="khorog"))
    assert "/registry/amnesties/" not in page(elsewhere, "/staff/")
    assert "no agency" in page(elsewhere, "/registry/amnesties/?language=en")

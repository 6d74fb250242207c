"""Nobody confirms or overwrites what they did not see, and whoever was shown a person is in the log."""

from __future__ import annotations

import re

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from ogoh.web.accounts.models import Role, User
from ogoh.web.registry import amnesty, deciding, recording, ruling
from ogoh.web.registry.amnesty_rule import Rule
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.models import AmnestyApproval, Decision, Version
from ogoh.web.registry.refusal import RegistryRefused
from tests.web.accounts.people import person, signed_in
from tests.web.registry.agencies import BANS, BECAUSE, FARRUKH, ZEBO, events, in_force, typed

CASE = {"ground": "RU-114-26-8", "number": "17/2026", "decided_on": "01.02.2026", "until": "31.01.2029"}


def opened(browser: Client, address: str) -> str:
    """What a page says was seen."""
    found = re.search(r'name="seen" value="([^"]+)"', browser.get(f"{address}?language=en").content.decode())
    assert found
    return found.group(1)


@pytest.fixture
def third(author: User) -> User:
    return person("dilbar", [Role.REGISTRAR])


def test_a_version_that_took_the_place_of_the_one_seen_is_not_confirmed(
    author: User, second: User, third: User
) -> None:
    decision = in_force(author, second)
    deciding.lift(author, decision.reference, BECAUSE)
    browser, address = signed_in(second), f"/registry/{decision.reference}/confirm/"
    seen = opened(browser, address)
    ruling.decline(third, decision.reference, "Not lifted")
    deciding.annul(author, decision.reference, BECAUSE)
    for do in ("confirm", "decline"):
        answer = browser.post(address, {"do": do, "seen": seen, "reason": "Wrong"})
        assert answer.status_code == 409
        assert "changed since you opened it" in answer.content.decode()
        assert "Decision annulled" in answer.content.decode()
    assert decision.versions.filter(ruling=None).count() == 1
    assert browser.post(address, {"do": "confirm", "seen": opened(browser, address)}).status_code == 302


def test_a_click_that_says_neither_of_the_two_is_not_understood(author: User, second: User) -> None:
    reference = deciding.record(author, BANS, typed(), BECAUSE).decision.reference
    browser, address = signed_in(second), f"/registry/{reference}/confirm/"
    for do in ("", "delete"):
        assert browser.post(address, {"do": do, "seen": opened(browser, address), "reason": "x"}).status_code == 400
    assert browser.post(address, {"do": "confirm"}).status_code == 409, "it says not what it saw"
    assert Version.objects.get() == Version.objects.get(ruling=None)


@pytest.mark.parametrize("act", ["correct", "extend", "lift", "annul", "name"])
def test_a_form_that_was_filled_in_before_another_change_was_confirmed_overwrites_nothing(
    author: User, second: User, act: str
) -> None:
    decision = in_force(author, second)
    browser, address = signed_in(author), f"/registry/{decision.reference}/{act}/"
    seen = opened(browser, address)
    deciding.correct(author, decision.reference, {"number": "18/2026"}, Why("Misread"))
    ruling.confirm(second, decision.reference)
    said = {**FARRUKH, **CASE, "until": "01.06.2028", "reason": "Because", "seen": seen, "despite": "All the same"}
    answer = browser.post(address, said)
    assert answer.status_code == 422
    assert "changed since you opened it" in answer.content.decode()
    assert decision.versions.count() == 2


def test_a_form_overwrites_no_name_that_came_through_another_decision(author: User, second: User) -> None:
    first = in_force(author, second)
    again = in_force(author, second, typed(number="9"), why=Why("From paper", same_as=first.reference))
    browser, address = signed_in(author), f"/registry/{first.reference}/correct/"
    seen = opened(browser, address)
    deciding.name(author, again.reference, {"document_number": "402000001"}, Why("New passport"))
    ruling.confirm(second, again.reference)
    answer = browser.post(address, {**FARRUKH, **CASE, "number": "18", "reason": "Because", "seen": seen})
    assert answer.status_code == 422
    assert first.versions.count() == 1


def test_a_correction_that_fits_nothing_any_more_is_told_again_after_a_click(author: User, second: User) -> None:
    decision = in_force(author, second)
    with pytest.raises(RegistryRefused, match="changed since"):
        deciding.lift(author, decision.reference, Why("Because", seen="1.0"))
    assert deciding.lift(author, decision.reference, BECAUSE).act == "lift", "a command need not say what it saw"


def test_whoever_is_shown_a_person_is_in_the_log(author: User, second: User) -> None:
    decision = in_force(author, second)
    before = len(events("look"))
    signed_in(author).get(f"/registry/{decision.reference}/correct/")
    deciding.lift(author, decision.reference, BECAUSE)
    signed_in(second).get(f"/registry/{decision.reference}/confirm/")
    assert events("look")[before:] == [
        ("alice", "registry: a decision to be corrected"),
        ("bob", "registry: what waits at a decision"),
    ]
    signed_in(author).get(f"/registry/{decision.reference}/lift/")
    assert len(events("look")) == before + 2, "a page that shows nobody is no look"


def test_a_slip_in_the_reference_makes_no_two_strangers_one(author: User, second: User) -> None:
    first = in_force(author, second, typed(ZEBO))
    browser = signed_in(author)
    browser.get("/staff/?language=en")
    said = {**FARRUKH, **CASE, "reason": "From paper", "despite": "All the same", "same_as": first.reference}
    answer = browser.post("/registry/record/entry_ban/", said)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "does not fit the person of that decision" in shown
    assert "Назарова" not in shown
    assert f'name="same_as" value="{first.reference}"' not in shown, "or it could never be sent otherwise"
    assert Decision.objects.count() == 1


def test_somebody_with_another_name_is_the_same_by_the_number_that_stands_there(author: User, second: User) -> None:
    first = in_force(author, second)
    said = typed({**FARRUKH, "family_name": "Каримзода", "given_name": "Пайрав", "patronymic": ""}, number="9")
    version = deciding.record(author, BANS, said, Why("From paper", same_as=first.reference))
    assert (version.same_as, version.decision.subject_id) == (first, first.subject_id)


def test_nobody_is_the_same_as_somebody_whom_nobody_has_confirmed(author: User) -> None:
    first = deciding.record(author, BANS, typed(), BECAUSE).decision
    with pytest.raises(RegistryRefused, match="not confirmed yet"):
        deciding.record(author, BANS, typed(number="9"), Why("From paper", same_as=first.reference))


def test_who_confirms_sees_what_was_known_and_what_this_decision_adds(author: User, second: User) -> None:
    first = in_force(author, second)
    said = typed({**FARRUKH, "citizenship": "", "document_number": "402000001"}, number="9")
    reference = deciding.record(author, BANS, said, Why("From paper", same_as=first.reference)).decision.reference
    shown = signed_in(second).get(f"/registry/{reference}/confirm/?language=en").content.decode()
    assert f"Written down as the same person as in {first.reference}, Agency mvd" in shown
    assert f"Known from {first.reference} and before" in shown
    assert "</span>400123451</td>" in shown
    assert "</span>400123451; 402000001</td>" in shown
    assert "</span>the same</td>" in shown


@pytest.fixture
def heads(author: User) -> list[User]:
    return [person(f"head{number}", [Role.SUPERVISOR]) for number in range(4)]


def test_an_approval_is_of_the_step_that_the_button_named(author: User, second: User, heads: list[User]) -> None:
    in_force(author, second)
    one = amnesty.try_out(heads[0], BANS, "Spring", Rule(citizenships=("TJ",)), "By treaty")
    browser, address = signed_in(heads[3]), f"/registry/amnesties/{one.pk}/"
    assert 'value="approve-applied"' in browser.get(f"{address}?language=en").content.decode()
    for do in ("", "approve", "approve-", "drop"):
        assert browser.post(address, {"do": do}).status_code == 400
    for head in heads[1:3]:
        amnesty.approve(head, one.pk)
    amnesty.apply(heads[0], one.pk)
    answer = browser.post(address, {"do": "approve-applied"})
    assert answer.status_code == 409
    assert "applied already" in answer.content.decode()
    assert 'value="approve-undone"' in answer.content.decode(), "the page shows where it stands now"
    assert not AmnestyApproval.objects.filter(by=heads[3]).exists()


def test_a_busy_database_is_told_in_the_form_of_an_amnesty(heads: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_said: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(amnesty, "try_out", busy)
    browser = signed_in(heads[0])
    browser.get("/staff/?language=en")
    rule = {"title": "Spring", "register": "entry_ban", "citizenships": "TJ", "reason": "By treaty"}
    answer = browser.post("/registry/amnesties/", rule)
    assert answer.status_code == 422
    assert "try again in some minutes" in answer.content.decode()
    assert 'value="Spring"' in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_while_the_log_cannot_be_written_nobody_is_shown(
    author: User, second: User, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    reference = deciding.record(author, BANS, typed(), BECAUSE).decision.reference
    browser, address = signed_in(second), f"/registry/{reference}/confirm/"
    seen = opened(browser, address)

    def busy(*_said: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(recording, "looked", busy)
    monkeypatch.setattr(recording, "ruled", busy)
    answer = getattr(browser, method)(address, {"do": "confirm", "seen": seen})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "try again in some minutes" in shown
    assert "Раҳимов" not in shown
    assert "Nothing waits" not in shown
    assert Version.objects.get(ruling=None).decision.reference == reference


def test_what_was_typed_as_a_reference_stays_out_of_the_log_unless_it_is_one(author: User, second: User) -> None:
    from ogoh.web.audit.models import Event

    in_force(author, second)
    for text in ("Раҳимов Фаррух 400123451", "eb-000000001 Раҳимов", " eb-000000777 "):
        with pytest.raises(RegistryRefused):
            deciding.lift(author, text, BECAUSE)
    told = "".join(one.details for one in Event.objects.filter(act="refused"))
    assert "400123451" not in told
    assert "Раҳимов" not in told.encode().decode("unicode_escape", "ignore") + told
    assert told.count("eb-000000777") == 1


def test_days_moments_and_dates_of_birth_are_in_words(author: User, second: User, settings: Settings) -> None:
    settings.TIME_OF_STAFF = "Asia/Dushanbe"
    decision = in_force(author, second)
    deciding.lift(author, decision.reference, BECAUSE)
    shown = ""
    for address in ("", f"{decision.reference}/confirm/", f"{decision.reference}/"):
        shown = signed_in(second).get(f"/registry/{address}?language=en").content.decode()
        assert not re.search(r">\s*\d\d\.\d\d\.\d{4}", shown), address
        assert not re.search(r"\d{4}-\d\d-\d\d\s*<", shown), address
    assert "12 May 1990" in shown


def test_a_day_that_cannot_be_read_is_told_of_the_field_it_was_typed_into(author: User, second: User) -> None:
    decision = in_force(author, second)
    shown = signed_in(author).get(f"/registry/{decision.reference}/?on=soon&language=en").content.decode()
    assert "Write the day as 14.05.2024." in shown
    assert "the term runs" not in shown.partition("<h2>")[0]


def test_exceptions_of_a_ground_are_told(author: User, second: User) -> None:
    decision = in_force(author, second)
    shown = signed_in(author).get(f"/registry/{decision.reference}/?language=en").content.decode()
    assert "Exceptions by law" in shown
    assert "urgent treatment" in shown

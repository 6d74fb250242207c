"""The page of the exchange: for those who manage lists, in words, without anybody's name."""

from __future__ import annotations

import pytest

from ogoh.delivery.parcel import ParcelRefused, refusal
from ogoh.web.accounts.models import Role
from ogoh.web.exchange import pages
from ogoh.web.exchange.outbox import unanswered
from ogoh.web.exchange.pages import OUTCOMES
from tests.web.accounts.people import person, signed_in
from tests.web.exchange.states import FARRUKH, MALIKA, States, dushanbe

pytestmark = pytest.mark.django_db(transaction=True)


def page(language: str = "en") -> str:
    browser = signed_in(person("alice", [Role.LIST_MANAGER]))
    browser.cookies["ogoh_language"] = language
    answer = browser.get("/exchange/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_installation_that_exchanges_nothing_says_so(states: States) -> None:
    shown = page()
    assert "No release was made yet." in shown
    assert "Nothing is missing" in shown


def test_what_was_answered_and_what_is_missing_is_shown_without_names(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    states.hears(states.answers())
    states.keeps(dict([FARRUKH, MALIKA]))
    states.releases()
    with pytest.raises(refusal.Gap):
        states.takes(states.release_file())
    shown = page()
    assert "releases before it are missing" in shown
    assert "release bans 1 (whole list)" in shown
    assert "Раҳимов" not in shown


def test_what_is_older_than_is_shown_is_counted(states: States, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_SHOWN", 2)
    states.keeps(dict([FARRUKH]))
    for _ in range(5):
        states.takes(states.release_file())
    shown = page()
    assert shown.count("Older ones that are not shown: 3.") == 2
    assert "Nothing is missing" in shown


def test_a_parcel_whose_file_is_gone_is_shown(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.release_file().unlink()
    assert unanswered(dushanbe()) == []
    assert "its file is gone" in page()


@pytest.mark.parametrize("language", ["tg", "ru", "uz", "uz-cyrl", "ky"])
def test_it_speaks_the_languages_of_the_staff(states: States, language: str) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    shown = page(language)
    assert [word for word in ("release bans", "Parcels that were taken", "no answer yet") if word in shown] == []


def test_every_reason_of_refusal_has_words() -> None:
    assert {kind.reason for kind in ParcelRefused.__subclasses__()} <= OUTCOMES.keys()

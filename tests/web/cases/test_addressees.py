"""Where requests about a list go and what was agreed is written down on a page by whoever keeps lists."""

from __future__ import annotations

import pytest
from django.test import Client

from ogoh.web.accounts.models import User
from ogoh.web.audit.models import Event
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.addressees import set_addressee
from ogoh.web.cases.days import terms_of
from ogoh.web.cases.models import Addressee
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.lists.models import Source

AGREED = {
    "name": "МВД",
    "address": "ул. 1\nМосква",
    "answer_days": "15",
    "extension_days": "0",
    "remind_after": "20, 10; 10",
    "escalate_after": "2",
    "answers_here": "",
}


def test_what_was_agreed_is_typed_and_holds(supervising: Client, held: Source, bob: User) -> None:
    page = supervising.get("/cases/addressees/bans/?language=en").content.decode()
    assert 'value="20, 30"' in page
    typed = {**AGREED, "answers_here": str(bob.office_id)}
    shown = supervising.post("/cases/addressees/bans/?language=en", typed, follow=True).content.decode()
    assert "МВД" in shown
    assert "It is written down." in shown
    one = Addressee.objects.get()
    assert (one.answer_days, one.extension_days, one.remind_after, one.escalate_after) == (15, 0, [10, 20], 2)
    assert (one.address.splitlines(), one.answers_here) == (["ул. 1", "Москва"], bob.office)
    assert terms_of(held).remind_after == (10, 20)
    assert '"changed":["address","answer_days"' in Event.objects.filter(act="grant").latest("number").details


def test_what_stays_as_it_was_is_not_written(supervising: Client, held: Source) -> None:
    supervising.post("/cases/addressees/bans/", AGREED)
    events = Event.objects.count()
    assert supervising.post("/cases/addressees/bans/", {**AGREED, "remind_after": "10 20"}).status_code == 302
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", " "),
        ("name", "x" * 201),
        ("address", "x" * 1001),
        ("answer_days", ""),
        ("answer_days", "0"),
        ("answer_days", "366"),
        ("answer_days", "тридцать"),
        ("extension_days", "-1"),
        ("remind_after", "20, завтра"),
        ("remind_after", "0"),
        ("remind_after", "9" * 50),
        ("remind_after", " ".join(map(str, range(1, 12)))),
        ("escalate_after", "999999999999"),
        ("answers_here", "0"),
        ("answers_here", "nowhere"),
    ],
)
def test_what_cannot_be_meant_is_to_be_mended(supervising: Client, held: Source, field: str, text: str) -> None:
    answer = supervising.post("/cases/addressees/bans/?language=en", {**AGREED, field: text})
    assert answer.status_code == 422
    assert "Please mend" in answer.content.decode()
    assert not Addressee.objects.exists()


def test_no_list_no_page(supervising: Client) -> None:
    assert supervising.get("/cases/addressees/nobody/").status_code == 404


@pytest.mark.parametrize(
    "changed",
    [{"name": "x" * 201}, {"name": ""}, {"address": "x" * 1001}, {"answer_days": 0}, {"remind_after": [0]}],
)
def test_no_command_writes_what_the_page_would_refuse(held: Source, changed: dict[str, object]) -> None:
    with pytest.raises(CaseRefused):
        set_addressee(Actor("command"), held, changed)
    assert not Addressee.objects.exists()

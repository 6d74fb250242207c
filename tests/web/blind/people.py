"""An owner that is asked by the test's own client, and travellers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

import tests.blind.asked  # noqa: F401  # left out where there is no libsodium
from ogoh.blind import Answers, KeyedList, Questions, read
from ogoh.identity import subject_as_typed
from ogoh.names import WrittenName
from ogoh.web.blind.askers import allow
from ogoh.web.blind.asking import AskedBy, Traveller
from ogoh.web.blind.building import build
from ogoh.web.blind.keys import new_key, signing_key
from ogoh.web.blind.listed import listed_as, listed_in, newest_of
from ogoh.web.blind.models import Asker, BlindKey
from ogoh.web.blind.places import offered
from ogoh.web.exchange.models import Peer
from ogoh.web.exchange.peers import add_peer, give_token, own_keys
from tests.web.exchange.states import at

BY = AskedBy("command tester", "a test")

# Two who are on the list of the tests, each written in another way; one whose passport was renewed; one who is not.
SAME = ("RAHIMOV FARRUKH", "1990-05-12", "400 123 451")
RENEWED = ("Назарова Зебо", "03.02.1985", "400777888")
NOT_LISTED = ("Зарринкамар Хуршеда", "09.08.1999", "402468013")
WITHOUT_KEY = ("Шарипов Далер", "1979", "")


@dataclass(frozen=True, slots=True)
class Told:
    """A status, and the one fault or the bytes that came with it."""

    status: int
    body: bytes
    headers: Any

    @property
    def fault(self) -> dict[str, str]:
        """The fault that is told."""
        (fault,) = json.loads(self.body)["errors"]
        return dict(fault)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The endpoint, called with a token; `ogoh.web.blind.asking` takes it for an owner."""

    secret: str

    def called(self, path: str, body: bytes | None = None, authorization: str | None = None) -> Told:
        """GET, or POST where there is a body."""
        headers = {"authorization": f"Bearer {self.secret}" if authorization is None else authorization}
        if body is None:
            response: Any = Client().get(f"/blind/v1/{path}", headers=headers)
        else:
            response = Client().post(f"/blind/v1/{path}", body, "application/octet-stream", headers=headers)
        data = b"".join(response.streaming_content) if response.streaming else response.content
        return Told(response.status_code, data, response.headers)

    def answers(self, questions: Questions) -> Answers:
        """The answers to one request."""
        told = self.called("questions", questions.to_bytes())
        assert told.status == 200, told.body
        return Answers.from_bytes(told.body)


def endpoint(code: str = "khujand", per_day: int = 1_000) -> Endpoint:
    """A peer that may ask so much, at the endpoint."""
    secret = give_token(peer(code).code)
    allow(code, per_day)
    return Endpoint(secret)


def peer(code: str) -> Peer:
    """Another installation, whose card was taken in."""
    with at(code):
        card = own_keys().card if own_keys().has_keys else own_keys().make(code, code.capitalize(), timezone.now())
    return add_peer(card, card.fingerprint)


def asker(code: str = "khujand") -> Asker:
    return Asker.objects.get(peer__code=code)


def key_of_newest(code: str = "bans") -> BlindKey:
    """A key of the newest delivery, as it is made for a build."""
    return new_key(listed_as(newest_of(code)))


def built(key: BlindKey) -> KeyedList:
    """The file of a key, built where askers fetch it."""
    build(key.name, listed_in(newest_of(key.code)), offered(key.name))
    return opened(key)


def opened(key: BlindKey) -> KeyedList:
    return read(offered(key.name).read_bytes(), [signing_key().public])


def travellers(*told: tuple[str, str, str]) -> Sequence[Traveller]:
    """People to ask about, by number."""
    return [
        Traveller.of(str(at), subject_as_typed(WrittenName(name), born=born, document=document))
        for at, (name, born, document) in enumerate(told)
    ]

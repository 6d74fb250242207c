"""Parcels by HTTPS: a live server, tokens, parts of a file, and a line that breaks in the middle."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from threading import Thread
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from ogoh.web.exchange import fetching
from ogoh.web.exchange.fetching import ParcelNotCarried, PeerNotReached, Synced, fetch, sync
from ogoh.web.exchange.models import Peer, Sent
from ogoh.web.exchange.outbox import path_of, send
from ogoh.web.exchange.peers import end_peer, give_token, peer_of, reach
from tests.web.exchange.states import FARRUKH, MALIKA, States, at, dushanbe, equal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(live_server: LiveServer, states: States) -> str:
    """Moscow's, which Dushanbe calls."""
    return str(live_server.url)


@pytest.fixture
def token(states: States) -> str:
    return give_token("dushanbe")


@pytest.fixture
def sent(states: States) -> Sent:
    """A parcel that does not pack well."""
    with at("moscow"):
        return send("requests", peer_of("dushanbe"), (b'{"x":"' + token_hex(100).encode() + b'"}' for _ in range(600)))


def called(address: str, token: str) -> Synced:
    with at("dushanbe"):
        reach("moscow", address, token)
        return sync(peer_of("moscow"), "bob")


def asked(token: str, sent: Sent | None = None, **headers: str) -> Any:
    where = f"/exchange/v1/parcels/{sent.pk}/" if sent else "/exchange/v1/parcels/"
    return Client().get(where, headers={"Authorization": f"Bearer {token}", **headers})


def handed_in(content: bytes, token: str) -> Any:
    """What Moscow says of what Dushanbe hands over."""
    with at("moscow"):
        return Client().post(
            "/exchange/v1/parcels/",
            content,
            content_type="application/octet-stream",
            headers={"Authorization": f"Bearer {token}"},
        )


def settled(token: str, sent: Sent, outcome: object = "taken") -> Any:
    where = f"/exchange/v1/parcels/{sent.pk}/taken/"
    return Client().post(where, {"outcome": outcome}, "application/json", headers={"Authorization": f"Bearer {token}"})


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_release_is_fetched_and_its_receipt_handed_over(states: States, server: str, token: str) -> None:
    states.keeps(dict([FARRUKH, MALIKA]))
    states.releases()
    with at("dushanbe"):
        reach("moscow", server, token)
        # Both sides are one process here: the receipt is opened with Moscow's keys when Dushanbe's call is over.
        offered = fetching._offers(peer_of("moscow"))
        states.takes(fetch(peer_of("moscow"), offered[0]))
    assert equal()
    receipt = states.answers()
    posted = handed_in(receipt.read_bytes(), token)
    assert (posted.status_code, posted.json()["accepted"]) == (201, 1)
    assert Sent.objects.get(kind="release").outcome == "taken"
    assert asked(token).json()["parcels"] == []


def test_what_is_offered_is_there_byte_for_byte(sent: Sent, token: str) -> None:
    (offered,) = asked(token).json()["parcels"]
    answer = asked(token, sent)
    assert body(answer) == path_of(sent).read_bytes()
    assert (answer["ETag"], int(answer["Content-Length"])) == (f'"{offered["sha256"]}"', offered["bytes"])


@pytest.mark.parametrize(
    ("asks", "begin", "end"),
    [("bytes=0-9", 0, 10), ("bytes=10-", 10, None), ("bytes=-5", -5, None), ("bytes=0-99999999999", 0, None)],
)
def test_a_part_is_given_where_a_part_is_asked_for(
    sent: Sent, token: str, asks: str, begin: int, end: int | None
) -> None:
    answer = asked(token, sent, Range=asks)
    whole = path_of(sent).read_bytes()
    assert body(answer) == whole[begin:end]
    assert answer.status_code == (200 if len(whole[begin:end]) == len(whole) else 206)


@pytest.mark.parametrize("asks", ["bytes=9-1", "bytes=-", "bytes=0-1,3-4", "lines=0-1"])
def test_a_part_that_cannot_be_meant_is_the_whole(sent: Sent, token: str, asks: str) -> None:
    answer = asked(token, sent, Range=asks)
    assert (answer.status_code, len(body(answer))) == (200, sent.size)


def test_who_asks_for_the_head_alone_gets_no_part(sent: Sent, token: str) -> None:
    where = f"/exchange/v1/parcels/{sent.pk}/"
    answer = Client().head(where, headers={"Authorization": f"Bearer {token}", "Range": "bytes=0-9"})
    assert (answer.status_code, answer["Content-Length"]) == (200, str(sent.size))


@pytest.mark.parametrize("asks", ["bytes=999999999-", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(sent: Sent, token: str, asks: str) -> None:
    answer = asked(token, sent, Range=asks)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{sent.size}")


def test_what_is_held_already_is_not_sent_and_another_file_not_gone_on_with(sent: Sent, token: str) -> None:
    tag = f'"{sent.sha256}"'
    for held in (tag, f'"another", W/{tag}', "*"):
        assert asked(token, sent, **{"If-None-Match": held}).status_code == 304
    assert asked(token, sent, **{"If-None-Match": '"another"'}).status_code == 200
    answer = asked(token, sent, Range="bytes=10-", **{"If-Range": '"another"'})
    assert (answer.status_code, len(body(answer))) == (200, sent.size)


@pytest.mark.parametrize("secret", ["", "ogoh_peer_of_nobody", "x" * 10_000])
def test_without_a_token_nothing_is_told(sent: Sent, secret: str) -> None:
    for answer in (asked(secret), asked(secret, sent)):
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_a_token_opens_what_is_for_its_peer_alone(states: States, sent: Sent) -> None:
    of_moscow = give_token("moscow")
    assert asked(of_moscow).json()["parcels"] == []
    assert asked(of_moscow, sent).status_code == 404


def test_a_new_token_voids_the_one_before_and_an_ended_peer_has_none(sent: Sent, token: str) -> None:
    new = give_token("dushanbe")
    assert (asked(token).status_code, asked(new).status_code) == (401, 200)
    end_peer("dushanbe")
    assert asked(new).status_code == 401


@pytest.mark.parametrize("content", [b"", b"no parcel", b"age-encryption.org/v1\n"])
def test_what_is_no_parcel_is_refused_in_words(states: States, token: str, content: bytes) -> None:
    posted = handed_in(content, token)
    assert posted.status_code in (409, 422)
    (fault,) = posted.json()["errors"]
    assert fault.keys() == {"field", "found", "expected", "remedy"}
    assert posted.json()["reason"]


def test_ten_gigabytes_are_refused_before_they_are_read(states: States, token: str) -> None:
    posted = Client().generic(
        "POST",
        "/exchange/v1/parcels/",
        b"",
        headers={"Authorization": f"Bearer {token}"},
        CONTENT_LENGTH=str(10 * 10**9),
    )
    assert posted.status_code == 413


class BreakingLine:
    """Passes bytes on to a server and cuts each connection when so many have come back."""

    def __init__(self, server: str, after: int) -> None:
        self._to = ("127.0.0.1", int(server.rpartition(":")[2]))
        self._after = after
        self.cut = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._listening.accept()
            except OSError:
                return
            Thread(target=self._pass_on, args=(caller,), daemon=True).start()

    def _pass_on(self, caller: socket.socket) -> None:
        with caller, socket.create_connection(self._to) as server:
            server.sendall(caller.recv(65_536))
            passed = 0
            while some := server.recv(4096):
                passed += len(some)
                if passed > self._after:
                    self.cut += 1
                    return
                caller.sendall(some)

    def close(self) -> None:
        self._listening.close()


@pytest.fixture
def breaking(server: str) -> Iterator[BreakingLine]:
    line = BreakingLine(server, 12_000)
    yield line
    line.close()


def test_a_line_that_breaks_is_gone_on_with_where_it_broke(
    states: States, sent: Sent, breaking: BreakingLine, token: str
) -> None:
    assert sent.size > 30_000
    seen: list[int] = []
    with at("dushanbe"):
        reach("moscow", breaking.address, token)
        peer = peer_of("moscow")
        (offered,) = fetching._offers(peer)
        path = fetch(peer, offered, lambda there, whole: seen.append(there))
    assert breaking.cut >= 2
    assert path.read_bytes() == path_of(sent).read_bytes()
    assert seen == sorted(seen), "nothing is fetched twice"


def test_a_part_of_an_earlier_call_is_gone_on_with(
    states: States, sent: Sent, server: str, token: str, own_home: Path
) -> None:
    part = own_home / "home" / "parcels" / "in" / "moscow" / f"{sent.sha256}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(path_of(sent).read_bytes()[:20_000])
    seen: list[int] = []
    with at("dushanbe"):
        reach("moscow", server, token)
        (offered,) = fetching._offers(peer_of("moscow"))
        fetch(peer_of("moscow"), offered, lambda there, whole: seen.append(there))
    assert min(seen) > 20_000


def test_a_part_of_something_else_is_thrown_away(
    states: States, sent: Sent, server: str, token: str, own_home: Path
) -> None:
    part = own_home / "home" / "parcels" / "in" / "moscow" / f"{sent.sha256}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x" * 100)
    with at("dushanbe"):
        reach("moscow", server, token)
        (offered,) = fetching._offers(peer_of("moscow"))
        with pytest.raises(ParcelNotCarried, match="other bytes"):
            fetch(peer_of("moscow"), offered)
        assert fetch(peer_of("moscow"), offered).read_bytes() == path_of(sent).read_bytes()


def test_a_peer_that_does_not_answer_is_told_in_words(states: States, server: str, token: str) -> None:
    with pytest.raises(PeerNotReached, match="status 401"):
        called(server, "ogoh_peer_wrong")
    with pytest.raises(PeerNotReached, match="give the same command again"):
        called("http://127.0.0.1:9", token)


@pytest.mark.parametrize("address", ["http://example.org/", "ftp://x", "https://x y", "", "example.org"])
def test_a_peer_is_called_by_https_alone(states: States, address: str) -> None:
    from ogoh.delivery import DeliveryRefused

    with at("dushanbe"), pytest.raises(DeliveryRefused, match="https://"):
        reach("moscow", address, "x")
    assert not Peer.objects.get(code="moscow").address
    assert dushanbe().token_digest == ""

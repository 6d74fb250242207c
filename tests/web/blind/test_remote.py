"""The owner is called where we reach it, and nowhere that it says itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from ogoh.blind import BlindRefused
from ogoh.web.blind.remote import OfferedKey, Owner

KEY = "0123456789abcdef"


class Telling(BaseHTTPRequestHandler):
    """Says whatever it is told to say, and notes what was asked."""

    told: object = {}
    status = 200
    headers_told: tuple[tuple[str, str], ...] = ()
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        data = json.dumps(self.told).encode()
        self.send_response(self.status)
        for name, value in self.headers_told:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def owner() -> Iterator[tuple[Owner, type[Telling]]]:
    telling = type("Told", (Telling,), {"asked": []})
    server = HTTPServer(("127.0.0.1", 0), telling)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Owner(f"http://127.0.0.1:{server.server_port}/", "secret"), telling
    server.shutdown()
    server.server_close()


def offer(**change: object) -> dict[str, object]:
    key = {"key": KEY, "list": "bans", "delivery": 1, "dated": "2026-01-10", "file": f"/blind/v1/lists/{KEY}"}
    return {"keys": [key | change], "allowed": {"in_a_request": 2_000, "left_today": 5}}


@pytest.mark.parametrize("address", [f"/blind/v1/lists/{KEY}", "@elsewhere/", "https://elsewhere/", "/\n", 5])
def test_the_file_is_asked_for_by_its_key_whatever_address_is_told(
    owner: tuple[Owner, type[Telling]], address: object
) -> None:
    there, telling = owner
    telling.told = offer(file=address)
    (key,) = there.offer().keys
    there.file(key)
    assert telling.asked == ["/blind/v1/keys", f"/blind/v1/lists/{KEY}"]


def test_what_can_be_fetched_is_said(owner: tuple[Owner, type[Telling]]) -> None:
    there, telling = owner
    telling.told = offer(file=None)
    assert there.offer().keys == (OfferedKey(KEY, "bans", 1, "2026-01-10", False),)


@pytest.mark.parametrize("key", ["", "../../x", "@elsewhere/", KEY.upper(), f"{KEY}0", 5, None])
def test_a_key_that_is_none_is_not_asked_for(owner: tuple[Owner, type[Telling]], key: object) -> None:
    there, telling = owner
    telling.told = offer(key=key)
    with pytest.raises(BlindRefused, match="what cannot be read"):
        there.offer()


def test_the_token_goes_nowhere_else(owner: tuple[Owner, type[Telling]]) -> None:
    there, telling = owner
    telling.status, telling.headers_told = 302, (("Location", "/elsewhere"),)
    with pytest.raises(BlindRefused, match="status 302"):
        there.offer()
    assert telling.asked == ["/blind/v1/keys"]


def test_a_refusal_is_told_in_the_owner_s_words(owner: tuple[Owner, type[Telling]]) -> None:
    there, telling = owner
    telling.status = 429
    telling.told = {"errors": [{"field": "The questions", "found": "9", "expected": "5", "remedy": "Wait."}]}
    with pytest.raises(BlindRefused, match=r"The questions: found 9, expected 5\. Wait\."):
        there.offer()

"""The owner's endpoint as an asker calls it: HTTPS, a token, and refusals in the owner's own words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils import timezone

from ogoh.blind import Answers, BlindRefused, Questions
from ogoh.web.exchange.peers import keys_of, peer_of, token_for

LARGEST = 500_000_000
"""Bytes of an answer that are read at most."""

_SECONDS = 120


@dataclass(frozen=True, slots=True)
class OfferedKey:
    """A key that the owner holds, and the address of its file; empty where the file is got by another way."""

    key: str
    code: str
    delivery: int
    dated: str
    file: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What the owner holds, oldest first, and what may be asked."""

    keys: tuple[OfferedKey, ...]
    in_a_request: int
    left_today: int


class _NotElsewhere(HTTPRedirectHandler):
    """No redirection is followed: the token is for the owner alone."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner at the address where we reach a peer, with the token that it gave us."""

    address: str
    token: str

    def offer(self) -> Offer:
        """Raises `BlindRefused` for whatever keeps the owner from answering."""
        try:
            told = json.loads(self._called("/blind/v1/keys"))
            keys = tuple(
                OfferedKey(one["key"], one["list"], one["delivery"], one["dated"], one["file"] or "")
                for one in told["keys"]
            )
            return Offer(keys, int(told["allowed"]["in_a_request"]), int(told["allowed"]["left_today"]))
        except (ValueError, KeyError, TypeError):
            raise self._unusable("what cannot be read") from None

    def file(self, offered: OfferedKey) -> bytes:
        """The file of a key. Raises `BlindRefused`."""
        return self._called(offered.file)

    def answers(self, questions: Questions) -> Answers:
        """The answers to one request. Raises `BlindRefused`."""
        return Answers.from_bytes(self._called("/blind/v1/questions", questions.to_bytes()))

    def _called(self, path: str, body: bytes | None = None) -> bytes:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/octet-stream"}
        request = Request(self.address.rstrip("/") + path, body, headers)  # noqa: S310  # `reach` takes only HTTPS
        try:
            with build_opener(_NotElsewhere).open(request, timeout=_SECONDS) as response:
                return self._read(response)
        except HTTPError as refused:
            raise self._refused(refused) from None
        except (OSError, HTTPException) as fault:
            raise self._unusable(f"no answer ({getattr(fault, 'reason', fault)})") from None

    def _read(self, response: HTTPResponse) -> bytes:
        data: bytes = response.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise self._unusable(f"more than {LARGEST:,} bytes")
        return data

    def _refused(self, refused: HTTPError) -> BlindRefused:
        try:
            fault = json.loads(refused.read(LARGEST))["errors"][0]
            told = [str(fault[name]) for name in ("field", "found", "expected", "remedy")]
        except (ValueError, KeyError, TypeError, IndexError, OSError):
            return self._unusable(f"status {refused.code}")
        return BlindRefused(*told)

    def _unusable(self, found: str) -> BlindRefused:
        return BlindRefused(
            f"The owner at {self.address}", found, "an endpoint of Ogoh", "Look at the address, and try again later."
        )


def owner_called(code: str) -> Owner:
    """The peer of this code, as it is reached. Raises DeliveryRefused."""
    peer = peer_of(code)
    return Owner(peer.address, token_for(peer))


def keys_that_count(code: str) -> list[bytes]:
    """The public keys with which a peer signs now. Raises DeliveryRefused."""
    peer, now = peer_of(code), timezone.now()
    keys = [one for one in keys_of(peer.code) if one.counts_from <= now]
    return [one.public for one in keys if one.withdrawn_from is None or now < one.withdrawn_from]

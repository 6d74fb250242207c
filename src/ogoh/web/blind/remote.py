"""The owner's endpoint as an asker calls it: HTTPS, a token, and refusals in the owner's own words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError

from django.utils import timezone

from ogoh.blind import Answers, BlindRefused, Questions
from ogoh.web.blind.places import is_name
from ogoh.web.exchange.calling import call, told_in
from ogoh.web.exchange.peers import keys_of, peer_of, token_for

LARGEST = 500_000_000
"""Bytes of an answer that are read at most."""

_SECONDS = 120


@dataclass(frozen=True, slots=True)
class OfferedKey:
    """A key that the owner holds, and whether its file can be fetched; else it is got by another way."""

    key: str
    code: str
    delivery: int
    dated: str
    has_file: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What the owner holds, oldest first, and what may be asked."""

    keys: tuple[OfferedKey, ...]
    in_a_request: int
    left_today: int


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner at the address where we reach a peer, with the token that it gave us."""

    address: str
    token: str

    def offer(self) -> Offer:
        """Raises `BlindRefused` for whatever keeps the owner from answering."""
        try:
            told = json.loads(self._called("/blind/v1/keys"))
            keys, allowed = tuple(map(_offered, told["keys"])), told["allowed"]
            return Offer(keys, int(allowed["in_a_request"]), int(allowed["left_today"]))
        except (ValueError, KeyError, TypeError):
            raise self._unusable("what cannot be read") from None

    def file(self, offered: OfferedKey) -> bytes:
        """The file of a key. Raises `BlindRefused`."""
        return self._called(f"/blind/v1/lists/{offered.key}")

    def answers(self, questions: Questions) -> Answers:
        """The answers to one request. Raises `BlindRefused`."""
        return Answers.from_bytes(self._called("/blind/v1/questions", questions.to_bytes()))

    def _called(self, path: str, body: bytes | None = None) -> bytes:
        headers = {"Content-Type": "application/octet-stream"}
        try:
            with call(self.address.rstrip("/") + path, self.token, _SECONDS, body, headers) as response:
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
        told = told_in(refused)
        if told is None:
            return self._unusable(f"status {refused.code}")
        fault, _ = told
        return BlindRefused(fault.field, fault.found, fault.expected, fault.remedy)

    def _unusable(self, found: str) -> BlindRefused:
        return BlindRefused(
            f"The owner at {self.address}", found, "an endpoint of Ogoh", "Look at the address, and try again later."
        )


def _offered(told: Any) -> OfferedKey:
    """Raises ValueError, KeyError, TypeError. What the owner says of an address is not followed."""
    key = str(told["key"])
    if not is_name(key):
        raise ValueError("a key that is none")
    return OfferedKey(key, str(told["list"]), int(told["delivery"]), str(told["dated"]), bool(told["file"]))


def owner_called(code: str) -> Owner:
    """The peer of this code, as it is reached. Raises DeliveryRefused."""
    peer = peer_of(code)
    return Owner(peer.address, token_for(peer))


def keys_that_count(code: str) -> list[bytes]:
    """The public keys with which a peer signs now. Raises DeliveryRefused."""
    peer, now = peer_of(code), timezone.now()
    return [one.public for one in keys_of(peer.code) if one.counts_at(now)]

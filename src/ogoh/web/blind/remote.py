"""The owner's endpoint as an asker calls it: HTTPS, a token, and refusals in the owner's own words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from ogoh.blind import Answers, BlindRefused, Questions

LARGEST = 500_000_000
"""Bytes of an answer that are read at most."""

_SECONDS = 120
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


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
    """The owner at an address such as https://lists.example; ``token`` is what the owner gave us."""

    address: str
    token: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
            raise BlindRefused(
                "The address", repr(self.address), "one that begins with https://", "Ask the owner for it."
            )

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
        request = Request(self.address.rstrip("/") + path, body, headers)  # noqa: S310  # looked at above
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

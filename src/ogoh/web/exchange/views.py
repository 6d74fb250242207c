"""For peers, by their token: what is there for them, each parcel with resumption, and the way in for theirs.

    GET  v1/parcels/                the list of parcels that the peer has not answered, as JSON
    GET  v1/parcels/NUMBER/         one of them; ETag, If-None-Match, Range and If-Range (RFC 9110)
    POST v1/parcels/NUMBER/taken/   the peer has it, and what became of it there
    POST v1/parcels/                a parcel of the peer's, as it is

Each installation calls the other: nobody has to be reached to send, only to be fetched from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import update_wrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    JsonResponse,
)
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import ParcelRefused
from ogoh.web.accounts.access import by_token
from ogoh.web.exchange.calling import LARGEST_POSTED, Fault, bearer, problem
from ogoh.web.exchange.days import TooManyToday, count_parcel, seconds_until_tomorrow
from ogoh.web.exchange.models import Peer, Sent
from ogoh.web.exchange.outbox import path_of, unanswered
from ogoh.web.exchange.peers import peer_with_token
from ogoh.web.exchange.receipts import note_fetched
from ogoh.web.exchange.receiving import Offer, receive

_BLOCK = 1 << 16
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_OUTCOME = re.compile(r"[a-z_]{1,40}")
_LONGEST_OUTCOME = 1_000

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Peer, Rest], HttpResponseBase]


def _for_peers(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Give the view the peer whose token was shown."""

    def called(request: HttpRequest, /, *args: Rest.args, **named: Rest.kwargs) -> HttpResponseBase:
        peer = peer_with_token(bearer(request))
        if peer is None:
            fault = Fault("Authorization", "no token that is known", "Bearer and a token", "Make it: ogoh peer token")
            return problem(401, fault, "unknown_token")
        return view(request, peer, *args, **named)

    update_wrapper(called, view)
    return by_token(called)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_peers
def parcels(request: HttpRequest, peer: Peer) -> HttpResponseBase:
    """What is there for a peer, or a parcel of the peer's."""
    return _take(request, peer) if request.method == "POST" else _no_store(JsonResponse({"parcels": _waiting(peer)}))


@require_safe
@_for_peers
def parcel(request: HttpRequest, peer: Peer, number: int) -> HttpResponseBase:
    """One parcel, or the part of it that is asked for."""
    sent = _sent(peer, number)
    return _no_such_parcel(number) if sent is None or not path_of(sent).exists() else _served(request, sent)


@require_POST
@_for_peers
def taken(request: HttpRequest, peer: Peer, number: int) -> HttpResponseBase:
    """The peer has a parcel, and does not want it again."""
    sent = _sent(peer, number)
    if sent is None:
        return _no_such_parcel(number)
    outcome = _outcome_in(request.read(_LONGEST_OUTCOME))
    if outcome is None:
        fault = Fault("outcome", "something else", "taken, or the reason of a refusal", "Send what the page says.")
        return problem(400, fault, "unknown_outcome")
    note_fetched(sent, outcome)
    return _no_store(HttpResponse(status=204))


def _sent(peer: Peer, number: int) -> Sent | None:
    return Sent.objects.filter(peer=peer, pk=number).first() if number < 1 << 63 else None


def _no_such_parcel(number: int) -> HttpResponse:
    fault = Fault("The parcel", f"number {number}", "one that is for you and still kept", "Ask for the list again.")
    return problem(404, fault, "no_such_parcel")


def _outcome_in(body: bytes) -> str | None:
    try:
        told = json.loads(body)["outcome"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return told if isinstance(told, str) and _OUTCOME.fullmatch(told) else None


def _no_store(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _waiting(peer: Peer) -> list[dict[str, str | int]]:
    """In the order in which they are to be taken."""
    return [
        {
            "parcel": sent.pk,
            "kind": sent.kind,
            "source": sent.source,
            "number": sent.number,
            "bytes": sent.size,
            "sha256": sent.sha256,
        }
        for sent in unanswered(peer)
    ]


def _served(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    tag = f'"{sent.sha256}"'
    if _is_held(request.headers.get("If-None-Match", ""), tag):
        return _tagged(HttpResponseNotModified(), tag)
    begin, end = _part(request, tag, sent.size) or (0, sent.size)
    if begin >= end:
        fault = Fault("Range", f"from byte {begin} on", f"a part of {sent.size} bytes", "Ask for what is there.")
        refused = problem(416, fault, "no_such_range")
        refused["Content-Range"] = f"bytes */{sent.size}"
        return refused
    response = FileResponse(_blocks(path_of(sent), begin, end), content_type="application/octet-stream")
    response["Content-Length"] = str(end - begin)
    if (begin, end) != (0, sent.size):
        response.status_code = 206
        response["Content-Range"] = f"bytes {begin}-{end - 1}/{sent.size}"
    return _tagged(response, tag)


def _is_held(told: str, tag: str) -> bool:
    """Whether the caller has it already (RFC 9110, section 13.1.2): one of several tags, or any."""
    return any(one.strip().removeprefix("W/") in (tag, "*") for one in told.split(","))


def _part(request: HttpRequest, tag: str, size: int) -> tuple[int, int] | None:
    """First and last byte that are asked for, the last exclusive; an empty part where it is not there.

    None for the whole: where no part, or one that cannot be meant, is asked for (RFC 9110, section 14.2).
    """
    found = _RANGE.fullmatch(request.headers.get("Range", "")) if request.method == "GET" else None
    if found is None or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = found[1], found[2]
    if not first:
        return (max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return int(first), min(size, int(last) + 1) if last else size


def _tagged(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    return response


def _blocks(path: Path, begin: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(begin)
        while begin < end and (some := file.read(min(_BLOCK, end - begin))):
            begin += len(some)
            yield some


def _take(request: HttpRequest, peer: Peer) -> HttpResponse:
    told = request.headers.get("Content-Length", "")
    if told.isdecimal() and int(told) > LARGEST_POSTED:
        return _too_large()
    try:
        count_parcel(peer)
        with TemporaryDirectory(dir=settings.HOME) as folder:
            path = Path(folder) / "posted.parcel"
            if not _written(request, path):
                return _too_large()
            came = receive(path, f"peer {peer.code}", Offer(peer, handed_over=True))
    except DeliveryRefused as why:
        return _refused(why)
    return _no_store(JsonResponse({"taken": came.header.label.number, "accepted": came.accepted}, status=201))


def _refused(why: DeliveryRefused) -> HttpResponse:
    """422 for ever; 409 where the same parcel may be taken later; 429 where it may be tomorrow."""
    fault = Fault(why.what, why.found, why.expected, why.remedy)
    if isinstance(why, TooManyToday):
        response = problem(429, fault, "too_many")
        response["Retry-After"] = str(seconds_until_tomorrow())
        return response
    if isinstance(why, ParcelRefused):
        return problem(409 if why.passes else 422, fault, why.reason)
    return problem(409, fault, "refused")


def _too_large() -> HttpResponse:
    fault = Fault("The parcel", "more", f"at most {LARGEST_POSTED} bytes this way", "Let us fetch it.")
    return problem(413, fault, "too_large")


def _written(request: HttpRequest, path: Path) -> bool:
    """Write what is sent to a file; no where it is too much."""
    written = 0
    with path.open("wb") as file:
        while some := request.read(_BLOCK):
            written += len(some)
            if written > LARGEST_POSTED:
                return False
            file.write(some)
    return True

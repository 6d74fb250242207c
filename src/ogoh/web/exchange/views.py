"""For peers, by their token: what is there for them, each parcel with resumption, and the way in for theirs.

    GET  v1/parcels/          the list of parcels that the peer has not answered, as JSON
    GET  v1/parcels/NUMBER/   one of them; ETag, If-None-Match, Range and If-Range (RFC 9110)
    POST v1/parcels/          a parcel of the peer's, as it is

Each installation calls the other: nobody has to be reached to send, only to be fetched from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    JsonResponse,
)
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import ParcelRefused
from ogoh.web.accounts.access import by_token
from ogoh.web.exchange.models import Peer, Sent
from ogoh.web.exchange.outbox import path_of, unanswered
from ogoh.web.exchange.peers import peer_with_token
from ogoh.web.exchange.receiving import receive

LARGEST_POSTED = 50_000_000
"""In bytes. What is larger is fetched, which can be gone on with."""

_BLOCK = 1 << 16
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def parcels(request: HttpRequest) -> HttpResponseBase:
    """What is there for a peer, or a parcel of the peer's."""
    peer = _caller(request)
    if peer is None:
        return _unknown()
    return _take(request, peer) if request.method == "POST" else _no_store(JsonResponse({"parcels": _waiting(peer)}))


@require_safe
@by_token
def parcel(request: HttpRequest, number: int) -> HttpResponseBase:
    """One parcel, or the part of it that is asked for."""
    peer = _caller(request)
    if peer is None:
        return _unknown()
    sent = Sent.objects.filter(peer=peer, pk=number).first()
    if sent is None or not path_of(sent).exists():
        return _refuse(404, "no_such_parcel", "There is no such parcel for you, or it is no longer kept.")
    return _served(request, sent)


def _caller(request: HttpRequest) -> Peer | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return peer_with_token(secret.strip()) if kind.lower() == "bearer" else None


def _unknown() -> HttpResponse:
    response = _refuse(401, "unknown_token", "A token is needed that ogoh peer token has made.")
    response["WWW-Authenticate"] = "Bearer"
    return response


def _refuse(status: int, reason: str, sentence: str) -> HttpResponse:
    return _no_store(JsonResponse({"refused": reason, "sentence": sentence}, status=status))


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
    if tag in request.headers.get("If-None-Match", ""):
        return _tagged(HttpResponseNotModified(), tag)
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    begin, end = _part(found, sent.size) if found and request.headers.get("If-Range", tag) == tag else (0, sent.size)
    if begin >= end:
        refused = _refuse(416, "no_such_range", f"The parcel has {sent.size} bytes.")
        refused["Content-Range"] = f"bytes */{sent.size}"
        return refused
    if end == sent.size:
        Sent.objects.filter(pk=sent.pk).update(fetched_at=timezone.now(), asked_again=False)
    response = FileResponse(_blocks(path_of(sent).open("rb"), begin, end), content_type="application/octet-stream")
    response["Content-Length"] = str(end - begin)
    if (begin, end) != (0, sent.size):
        response.status_code = 206
        response["Content-Range"] = f"bytes {begin}-{end - 1}/{sent.size}"
    return _tagged(response, tag)


def _part(found: re.Match[str], size: int) -> tuple[int, int]:
    """First and last byte that are asked for, the last exclusive; an empty part where there is none."""
    first, last = found[1], found[2]
    if not first:
        return (max(0, size - int(last)), size) if last else (size, size)
    return int(first), min(size, int(last) + 1) if last else size


def _tagged(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    return response


def _blocks(file: IO[bytes], begin: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(begin)
        while begin < end and (some := file.read(min(_BLOCK, end - begin))):
            begin += len(some)
            yield some


def _take(request: HttpRequest, peer: Peer) -> HttpResponse:
    told = request.headers.get("Content-Length", "")
    if told.isdecimal() and int(told) > LARGEST_POSTED:
        return _refuse(413, "too_large", f"At most {LARGEST_POSTED} bytes are taken this way; let us fetch it.")
    with TemporaryDirectory(dir=settings.HOME) as folder:
        path = Path(folder) / "posted.parcel"
        if not _written(request, path):
            return _refuse(413, "too_large", f"At most {LARGEST_POSTED} bytes are taken this way; let us fetch it.")
        try:
            came = receive(path, f"peer {peer.code}")
        except DeliveryRefused as why:
            return _refuse(422, why.reason if isinstance(why, ParcelRefused) else "refused", str(why))
    return _no_store(JsonResponse({"taken": came.header.label.number, "accepted": came.accepted}, status=201))


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

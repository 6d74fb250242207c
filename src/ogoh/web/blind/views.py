"""The endpoint: which keys are held, the file of a key, and questions. Thin; refusals in one shape."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ogoh.blind import MOST_IN_A_BATCH, BadPoint, BlindRefused, NoSodiumError
from ogoh.blind.sodium import BYTES
from ogoh.web.accounts.access import by_token
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.blind.answering import BatchTooLarge, answer_request, refusals_recorded, refuse_too_many
from ogoh.web.blind.askers import QuotaSpent, asker_of, left_today, record_shut_out
from ogoh.web.blind.keys import KeyNotHeld, forget_ended, keys_in_force
from ogoh.web.blind.models import Asker, BlindKey
from ogoh.web.blind.places import is_name, offered
from ogoh.web.exchange.calling import Fault, bearer, problem
from ogoh.web.exchange.days import seconds_until_tomorrow

BYTES_TYPE = "application/octet-stream"
_MOST_THROWN_AWAY = 16_000_000
_STATUS: dict[type[BlindRefused], int] = {BatchTooLarge: 413, KeyNotHeld: 410, QuotaSpent: 429, BadPoint: 422}

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Asker, Rest], HttpResponseBase]


def _for_askers(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Give the view the asker whose token was shown; say what is refused as JSON."""

    def called(request: HttpRequest, /, *args: Rest.args, **named: Rest.kwargs) -> HttpResponseBase:
        secret = bearer(request)
        asker = asker_of(secret)
        if asker is None:
            record_shut_out(secret)
            return _unknown_asker()
        try:
            response = view(request, asker, *args, **named)
        except BlindRefused as refused:
            response = _refusal(refused)
        except NoSodiumError:
            response = problem(503, Fault("The owner", "a machine without libsodium", "one with it", "Tell the owner."))
        response["Cache-Control"] = "no-store"
        return response

    update_wrapper(called, view)
    return by_token(called)


@_for_askers
@require_GET
def keys(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The keys under which questions are answered, their files, and how much the caller may ask."""
    forget_ended()
    allowed = {"in_a_request": MOST_IN_A_BATCH, "a_day": asker.per_day, "left_today": left_today(asker)}
    return JsonResponse({"keys": [_told(one) for one in keys_in_force()], "allowed": allowed})


def _told(key: BlindKey) -> dict[str, object]:
    path = offered(key.name)
    return {
        "key": key.name,
        "public": key.public,
        "list": key.code,
        "name": key.list_name,
        "kind": key.kind,
        "delivery": key.delivery,
        "dated": key.dated.isoformat(),
        "ends": key.ends_at.isoformat(timespec="seconds"),
        "file": reverse("blind:file", args=[key.name]) if path.exists() else None,
    }


@_for_askers
@require_GET
def file(request: HttpRequest, asker: Asker, name: str) -> HttpResponseBase:
    """The file of keyed outputs of a key in force."""
    forget_ended()
    with refusals_recorded(asker):
        key = keys_in_force().filter(name=name).first() if is_name(name) else None
        if key is None or not offered(key.name).exists():
            raise KeyNotHeld(name)
    with transaction.atomic():
        told: dict[str, Json] = {"asker": str(asker), "key": key.name, "list": key.code, "delivery": key.delivery}
        record(Happening(Act.BLIND, f"asker {asker}", purpose="a file fetched", told=told))
    return FileResponse(offered(key.name).open("rb"), content_type=BYTES_TYPE)


@_for_askers
@require_POST
def questions(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The answers to a message of questions."""
    told = request.META.get("CONTENT_LENGTH") or ""
    length = int(told) if told.isdecimal() else 0
    if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        _throw_away(request, length)
        refuse_too_many(asker, length // BYTES)
    return HttpResponse(answer_request(asker, request.body), content_type=BYTES_TYPE)


def _throw_away(request: HttpRequest, length: int) -> None:
    """Read what nobody wants, within reason: a caller that still sends does not hear why it is refused."""
    for _ in range(math.ceil(min(length, _MOST_THROWN_AWAY) / 65_536)):
        if not request.read(65_536):
            return


def _unknown_asker() -> HttpResponse:
    found = "nothing, or a token that is unknown, or that of a peer that may not ask"
    expected = "Bearer and the token of a peer that may ask blind questions"
    return problem(401, Fault("Authorization", found, expected, "Ask the owner of the list."))


def _refusal(refused: BlindRefused) -> HttpResponse:
    status = _STATUS.get(type(refused), 400)
    response = problem(status, Fault(refused.what, refused.found, refused.expected, refused.remedy))
    if isinstance(refused, QuotaSpent):
        response["Retry-After"] = str(seconds_until_tomorrow())
    return response

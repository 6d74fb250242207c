"""The routes: one, and its description. Thin on the same service as the page and the command."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer

from ogoh import matching
from ogoh.web.api.models import ApiToken
from ogoh.web.api.pages import PlainDocs
from ogoh.web.api.reading import UnusableQuestionError, subject_of
from ogoh.web.api.schemas import Fault, Problem, Question, Reason, Reply, ReviewTold, SourceAnswer, Unseen
from ogoh.web.api.services import seconds_to_wait, token_in_force
from ogoh.web.checks.asking import Asking, ask_lists
from ogoh.web.checks.services import Answer, ListNotReadyError
from ogoh.web.reviews.standing import Decided
from ogoh.web.unseen import lists_not_looked_at


class TooManyQuestionsError(Exception):
    """A caller has spent its questions; ``seconds`` says when the next may come."""

    def __init__(self, seconds: float, per_minute: int) -> None:
        self.seconds, self.per_minute = math.ceil(seconds), per_minute
        super().__init__(f"{per_minute} questions a minute are spent")


class CallerToken(HttpBearer):
    """A bearer token (RFC 6750) made by ``ogoh token add``."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The caller, or nobody; a caller over its limit is refused here, before anything is read."""
        caller = token_in_force(token)
        if caller is not None and (wait := seconds_to_wait(caller)):
            raise TooManyQuestionsError(wait, caller.per_minute)
        return caller


class ReadableJson(JSONRenderer):
    """JSON in which Tajik stays Tajik: a third of the bytes, and legible in a log or terminal."""

    def __init__(self) -> None:
        self.json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Ogoh",
    version="1",
    description=(
        "Asks every list that this installation holds about one traveller. The answers are no_record, possible "
        "and recorded, each with the date it rests on; none of them is a permission to enter. "
        "The check is free of charge for the traveller."
    ),
    urls_namespace="api",
    openapi_url="v1/openapi.json",
    docs_url="v1/docs",
    docs=PlainDocs(),
    auth=CallerToken(),
    renderer=ReadableJson(),
)


@api.post(
    "v1/check",
    response={200: Reply, 400: Problem, 401: Problem, 422: Problem, 429: Problem, 503: Problem},
    url_name="check",
    summary="Ask about one traveller",
    openapi_extra={"x-example": {"name": "Раҳимов Фаррух", "born": "12.05.1990", "document": "400123456"}},
)
def ask(request: HttpRequest, response: HttpResponse, question: Question) -> Reply:
    """Every source's answer. Of the question a keyed digest is stored, so that the traveller can be told who asked."""
    response["Cache-Control"] = "no-store"
    caller: ApiToken = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    answers = ask_lists(subject_of(question), Asking(f"token {caller.name}", "interface"))
    with translation.override(question.language):
        unseen = lists_not_looked_at(answers)
        return Reply(
            answers=[_said(answer, answer.as_of) for answer in answers if answer.as_of is not None],
            not_looked_at=[Unseen(code=code, words=str(words)) for code, words in unseen.items()],
        )


def _said(answer: Answer, as_of: date) -> SourceAnswer:
    evidence = answer.comparison.evidence if answer.comparison else ()
    return SourceAnswer(
        verdict=answer.verdict.value,
        source=answer.source_code,
        source_name=answer.source_name,
        source_kind=answer.source_kind,
        as_of=as_of,
        listing=answer.reference,
        document_agrees=answer.document_agrees,
        weight=answer.weight,
        probability=answer.probability,
        reasons=[Reason(attribute=one.attribute, level=one.level, bits=one.bits) for one in evidence],
        words=list(matching.explain(answer.comparison, gettext)) if answer.comparison else [],
        review=_review(answer.review) if answer.review else None,
        left_out=[_review(one) for one in answer.left_out],
    )


def _review(one: Decided) -> ReviewTold:
    return ReviewTold(
        number=one.number, listing=one.reference, verdict=one.verdict, by=one.decided_by, at=one.decided_at
    )


def _problem(request: HttpRequest, status: int, *faults: Fault) -> HttpResponse:
    response: HttpResponse = api.create_response(request, Problem(errors=list(faults)), status=status)
    response["Cache-Control"] = "no-store"
    return response


@api.exception_handler(UnusableQuestionError)
def _unusable(request: HttpRequest, error: UnusableQuestionError) -> HttpResponse:
    return _problem(request, 422, *error.faults)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _problem(request, 422, *(_fault(one) for one in error.errors))


def _fault(error: dict[str, Any]) -> Fault:
    # ("body", "question", field, …): the first two are ninja's own.
    field = ".".join(str(step) for step in error["loc"][2:]) or "body"
    return Fault(field=field, found=str(error.get("type", "")), expected=str(error.get("msg", "")))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    fault = Fault(field="body", found="what is no JSON", expected="one JSON object in UTF-8")
    return _problem(request, error.status_code, fault)


@api.exception_handler(AuthenticationError)
def _unknown_caller(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    found = "an unknown or revoked token" if request.headers.get("Authorization") else "nothing"
    fault = Fault(field="Authorization", found=found, expected="Bearer and a token made by 'ogoh token add'")
    response = _problem(request, 401, fault)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ListNotReadyError)
@api.exception_handler(OperationalError)
def _not_ready(request: HttpRequest, error: Exception) -> HttpResponse:
    """A list whose keys are stale, or one that is being written: on SQLite there is one writer at a time."""
    fault = Fault(
        field="source", found="a list that is being prepared", expected="the same question some minutes later"
    )
    return _problem(request, 503, fault)


@api.exception_handler(TooManyQuestionsError)
def _too_many(request: HttpRequest, error: TooManyQuestionsError) -> HttpResponse:
    fault = Fault(
        field="Authorization",
        found="a token whose questions are spent",
        expected=f"at most {error.per_minute} questions a minute; the next in {error.seconds} seconds",
    )
    response = _problem(request, 429, fault)
    response["Retry-After"] = str(error.seconds)
    return response

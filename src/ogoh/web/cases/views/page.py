"""What the pages of requests share: rows, steps and answers in words, chosen filters, forms with their faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ogoh.delivery.correspondence import BY_CODE, OUTCOME_WORDS, corrected_in_words
from ogoh.web.cases import words
from ogoh.web.cases.answering import reply_of
from ogoh.web.cases.applying import Unapplied
from ogoh.web.cases.days import Row
from ogoh.web.cases.models import Act, Case, CaseAnswer, State
from ogoh.web.languages import Language, date_in_words, language_of_request
from ogoh.web.lists.models import Source

DONE: Mapping[str, Promise] = {
    "opened": _("The request is open. Print the note with its number for the person."),
    "told": _("The request is closed: the person was told."),
    "withdrawn": _("The request is withdrawn. Nothing more is done with it."),
    "brought": _("The request will be sent again with the next letter."),
    "taken-up": _("It is written down what you did."),
    "settled": _("The answer you chose holds. Tell the person."),
    "addressee": _("It is written down. It holds from the next letter on."),
    "answered": _("The answer is written down. It goes back with the next letter."),
}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A request in a list: ``urgent`` says that the owner or we let somebody wait."""

    case: Case
    question: str
    state: Promise
    urgency: Promise | None
    due_on: str
    days_left: int | None
    days_over: int

    @property
    def urgent(self) -> bool:
        """Whether the answer is overdue."""
        return self.days_over > 0


def shown_rows(rows: Iterable[Row], language: Language) -> list[ShownRow]:
    """Rows in words."""
    return [
        ShownRow(
            row.case,
            gettext(BY_CODE[row.case.question].label),
            words.STATES[State(row.case.state)],
            words.URGENCIES[row.urgency] if row.urgency is not None else None,
            date_in_words(row.case.due_on, language) if row.case.due_on else "",
            row.days_left,
            row.days_over,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """An answer in words; ``on_list`` says what became of it on the list."""

    answer: CaseAnswer
    outcome: str
    answered_on: str
    until: str
    corrected: str
    on_list: Promise | str


def said_answer(answer: CaseAnswer, language: Language) -> SaidAnswer:
    """An answer in words."""
    reply = reply_of(answer)
    applied = _("The list was changed accordingly.") if answer.delivery_id else ""
    return SaidAnswer(
        answer,
        gettext(OUTCOME_WORDS[reply.outcome]),
        date_in_words(answer.answered_on, language),
        date_in_words(answer.until, language) if answer.until else "",
        corrected_in_words(reply.correction, partial(words.birth_in_words, language=language)),
        words.UNAPPLIED[Unapplied(answer.unapplied)] if answer.unapplied else applied,
    )


def steps_of(case: Case, language: Language) -> list[tuple[str, Promise, str, Promise | str]]:
    """The history of a request: day, what, by whom, remark."""
    return [
        (
            date_in_words(one.on, language),
            words.ACTS[Act(one.act)],
            one.by.full_name if one.by else "",
            words.remark_of(one),
        )
        for one in case.steps.select_related("by")
    ]


def language_of(request: HttpRequest) -> Language:
    """The language in which the page is shown."""
    return getattr(request, "language", None) or language_of_request(request)


def source_chosen(request: HttpRequest) -> Source | None:
    """The list that a page is narrowed to."""
    return Source.objects.filter(code=request.GET.get("source", "").replace("\0", "")).first()


def state_chosen(request: HttpRequest) -> str:
    """The state that a page is narrowed to."""
    chosen = request.GET.get("state", "")
    return chosen if chosen in State.values else ""


def form_page(
    request: HttpRequest, template: str, form: object, context: Mapping[str, object] | None = None, status: int = 0
) -> HttpResponse:
    """A page with a form; 422 where something in it is to be mended."""
    wrong = bool(getattr(form, "errors", None))
    return render(request, template, {"form": form, **(context or {})}, status=status or (422 if wrong else 200))

"""Addresses of the requests."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, register_converter
from django.urls import path as django_path
from django.urls.converters import IntConverter, StringConverter

from ogoh.delivery.correspondence import DIGITS
from ogoh.web.cases.views import addressees, answers, asked, batches, desk
from ogoh.web.cases.views.busy import answering_busy


class CaseNumber(StringConverter):
    """The number of a request."""

    regex = f"[0-9]{{{DIGITS}}}"


class SourceCode(StringConverter):
    """A list, by the code of its source."""


class BatchNumber(IntConverter):
    """A batch, by its row."""


class AskedNumber(IntConverter):
    """A request of another office, by its row."""


register_converter(CaseNumber, "case")
register_converter(SourceCode, "source")
register_converter(BatchNumber, "batch")
register_converter(AskedNumber, "asked")


def path(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """An address whose view never fails because somebody else is writing."""
    return django_path(route, answering_busy(view), name=name)


app_name = "cases"
urlpatterns = [
    path("", desk.listed, name="list"),
    path("find/", desk.find, name="find"),
    path("open/", desk.opened, name="open"),
    path("consent/", desk.consent, name="consent"),
    path("batches/", batches.batches, name="batches"),
    path("batches/<batch:number>/", batches.batch, name="batch"),
    path("batches/<batch:number>/table/", batches.table, name="table"),
    path("batches/<batch:number>/parcel/", batches.parcel, name="parcel"),
    path("batches/<batch:number>/letter/", batches.letter, name="letter"),
    path("answers/", answers.answers, name="answers"),
    path("asked/", asked.inbox, name="asked"),
    path("asked/take/", asked.take, name="take"),
    path("asked/back/", asked.back, name="back"),
    path("asked/back/table/", asked.back_table, name="back-table"),
    path("asked/back/letter/", asked.back_letter, name="back-letter"),
    path("asked/<asked:number>/", asked.answer, name="answer"),
    path("addressees/", addressees.addressees, name="addressees"),
    path("addressees/<source:code>/", addressees.addressee, name="addressee"),
    path("<case:number>/", desk.case, name="case"),
    path("<case:number>/note/", desk.note, name="note"),
    path("<case:number>/told/", desk.told, name="told"),
    path("<case:number>/withdraw/", desk.withdraw, name="withdraw"),
    path("<case:number>/brought/", desk.brought, name="brought"),
    path("<case:number>/taken-up/", desk.taken_up, name="taken-up"),
    path("<case:number>/settle/", desk.settle, name="settle"),
]

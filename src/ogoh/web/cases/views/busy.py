"""A page instead of a failure where somebody else is writing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from ogoh.web import errors
from ogoh.web.cases.writing import Busy

View = Callable[..., HttpResponse]


def answering_busy(view: View) -> View:
    """A page for whatever the database kept from being done, where the view has none of its own."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except (Busy, OperationalError):
            return errors.busy(request)

    return answered

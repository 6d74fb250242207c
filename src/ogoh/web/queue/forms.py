"""What is typed at the counter: numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ogoh.web.queue.models import HIGHEST_COUNTER
from ogoh.web.queue.refusal import NO_SUCH_COUNTER, NO_SUCH_TICKET


def _number(label: Any, wrong: Any, highest: int, **attributes: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", **attributes})
    kinds = ("required", "invalid", "min_value", "max_value")
    messages = dict.fromkeys(kinds, wrong)
    return forms.IntegerField(label=label, min_value=1, max_value=highest, widget=widget, error_messages=messages)


class SeatForm(forms.Form):
    """At which counter somebody sits."""

    counter = _number(_("Number of your counter"), NO_SUCH_COUNTER, HIGHEST_COUNTER, autofocus=True)


class BackForm(forms.Form):
    """Who has come after all."""

    back = _number(_("Number on the ticket"), NO_SUCH_TICKET, 1_000_000)

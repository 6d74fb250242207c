"""What is typed about the addressee of a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.models import Office
from ogoh.web.cases.models import LONGEST_ADDRESS, LONGEST_TERM, MOST_REMINDERS, Addressee
from ogoh.web.selfcheck.forms import Line

_OFF = {"autocomplete": "off"}
_DAYS = _("Write a number of days, at most 365.")
_SEVERAL = _("Write at most ten numbers of days, such as: 20, 30")


class Days(forms.IntegerField):
    """A number of days."""

    def __init__(self, label: Any, least: int = 1) -> None:
        same = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _DAYS)
        super().__init__(label=label, min_value=least, max_value=LONGEST_TERM, error_messages=same)


class SeveralDays(Line):
    """Several numbers of days, such as 20, 30; none is possible."""

    def clean(self, value: Any) -> Any:
        """The numbers, each once and in their order."""
        parts = str(super().clean(value)).replace(";", " ").replace(",", " ").split()
        if len(parts) > MOST_REMINDERS or not all(part.isascii() and part.isdigit() for part in parts):
            raise forms.ValidationError(_SEVERAL)
        days = sorted({int(part) for part in parts})
        if not all(1 <= one <= LONGEST_TERM for one in days):
            raise forms.ValidationError(_SEVERAL)
        return days


class AddresseeForm(forms.Form):
    """Where requests about a list go, and what was agreed."""

    name = Line(label=_("The owner, as it stands in letters"), max_length=200, widget=forms.TextInput(attrs=_OFF))
    address = Line(
        label=_("The address, line by line"),
        max_length=LONGEST_ADDRESS,
        widget=forms.Textarea(attrs={"rows": 4, **_OFF}),
    )
    answer_days = Days(_("Days for the answer"))
    extension_days = Days(_("Days by which the answer may be put off, once"), least=0)
    remind_after = SeveralDays(
        label=_("Remind after so many days"), help_text=_("One or more, such as: 20, 30"), max_length=60
    )
    escalate_after = Days(_("Days past the term until a supervisor is told"))
    answers_here = forms.ModelChoiceField(
        Office.objects.all(),
        label=_("If it is our own list: the office that answers what others ask"),
        required=False,
        empty_label=_("No office"),
        error_messages={"invalid_choice": _("Choose an office.")},
    )

    def __init__(self, data: Any, one: Addressee) -> None:
        given = {name: getattr(one, name) for name in self.base_fields}
        super().__init__(data, initial={**given, "remind_after": ", ".join(map(str, one.remind_after))})

    def clean_name(self) -> str:
        """Somebody."""
        name = str(self.cleaned_data["name"]).strip()
        if not name:
            raise forms.ValidationError(_("Write who keeps the list."))
        return name

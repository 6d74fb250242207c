"""What an officer types: whom, and why they may look that person up; and what a second person decides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.models import Office
from ogoh.web.desk.models import Presence
from ogoh.web.desk.services import WITHOUT_NAMES, Reason
from ogoh.web.queue.services import find_ticket
from ogoh.web.reviews.models import ReviewVerdict
from ogoh.web.selfcheck.forms import CheckForm, Line

_LONGEST_MANDATE, _LONGEST_TICKET, _LONGEST_REASON = 40, 20, 1000
_MANDATE = re.compile(r"(?=.*\d)(?:[^\W\d_]{0,5}(?:[\d\s./№-]|$))+")
"""A number as registers give it: digits and signs, letters at most five together, so that no name is written."""


_LONG_NUMBER = re.compile(r"(?:\d[\s.-]?){6}")

_WHY = _("Say why you look: the person is here, or a mandate is on file.")


class DeskForm(CheckForm):
    """A question at the desk. Valid means: ``subject`` and ``reason`` are there."""

    presence = forms.ChoiceField(
        label=_("Why you look"),
        choices=[(Presence.PRESENT, _("The person is here")), (Presence.MANDATE, _("A mandate is on file"))],
        widget=forms.RadioSelect,
        required=True,
        error_messages={"required": _WHY, "invalid_choice": _WHY},
    )
    mandate = Line(
        label=_("Number of the mandate"),
        help_text=_("Only where the person is not here."),
        max_length=_LONGEST_MANDATE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ticket = Line(
        label=_("Number of the ticket"),
        max_length=_LONGEST_TICKET,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    from_picture = forms.BooleanField(required=False, widget=forms.HiddenInput)
    names_confirmed = forms.BooleanField(
        label=_("I compared the name with the page of the passport, letter by letter"), required=False
    )

    needed: ClassVar[Mapping[str, Promise]] = {
        "family_name": _("Write the family name as it stands in the passport."),
        "given_name": _("Write the given name as it stands in the passport."),
        "birth": _("Write the birth date."),
        "document": _("Write the number of the passport."),
    }
    """It is another person's passport that the officer holds."""
    reason: Reason

    def __init__(self, *args: Any, office: Office, **named: Any) -> None:
        super().__init__(*args, **named)
        self._office = office
        del self.fields["proof"]
        self.fields["given_name"].help_text = _("Only one name in the passport? Write it above, and a dash here.")
        self.fields["patronymic"].label = _("Patronymic, if the passport shows one")
        # A scanner types the zone: it is the first field, and the cursor stands in it.
        self.order_fields(["zone"])
        self.fields["zone"].widget.attrs["autofocus"] = True
        for name in ("family_name", "given_name", "patronymic", "birth"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Read whom, then why."""
        cleaned = super().clean()
        presence = cleaned.get("presence")
        mandate = "" if presence == Presence.PRESENT else cleaned.get("mandate", "").strip()
        if presence == Presence.MANDATE and not mandate and "mandate" not in self.errors:
            self.add_error("mandate", _("Write the number of the mandate: the person is not here."))
        elif mandate and not self._is_number_of_mandate(mandate):
            self.add_error(
                "mandate", _("Write the number of the mandate alone, as it is on file: no name, no passport.")
            )
        if cleaned.get("from_picture") and not cleaned.get("names_confirmed"):
            self.add_error("names_confirmed", _("Compare the name with the page: a picture is often misread."))
        if presence and not self.errors:
            self.reason = Reason(Presence(presence), mandate, cleaned.get("ticket", "").strip())
        return cleaned

    def _is_number_of_mandate(self, mandate: str) -> bool:
        """It goes into the log, where no name and no document number may stand."""
        bare = "".join(sign for sign in mandate.upper() if sign.isalnum())
        own = {one.folded for one in self.subject.documents} if hasattr(self, "subject") else set()
        return bool(_MANDATE.fullmatch(mandate)) and not any(number and number in bare for number in own)

    def clean_ticket(self) -> str:
        """A number that the office gave, not long ago."""
        typed = str(self.cleaned_data["ticket"]).strip()
        if not typed:
            return ""
        ticket = find_ticket(self._office, int(typed)) if re.fullmatch(r"[0-9]{1,7}", typed) else None
        if ticket is None:
            raise forms.ValidationError(_("Your office gave no such number. Leave it empty where there is no ticket."))
        return ticket.label


class DecisionForm(forms.Form):
    """Same person or not, and why."""

    verdict = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            (ReviewVerdict.SAME, _("This is the same person")),
            (ReviewVerdict.NOT_SAME, _("This is not the same person")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = Line(
        label=_("The reason"),
        help_text=_("In one line, without names and numbers: what you compared, and what it showed."),
        max_length=_LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_reason(self) -> str:
        """Whoever meets the decision later must know why."""
        reason = str(self.cleaned_data["reason"]).strip()
        if not reason:
            raise forms.ValidationError(_("Write the reason: whoever meets the decision later must know."))
        if _LONG_NUMBER.search(reason):
            raise forms.ValidationError(WITHOUT_NAMES)
        return reason


class LooksForm(forms.Form):
    """Whose looks are to be told."""

    document = Line(
        label=_("Passport number"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "autofocus": True}),
    )
    presence = forms.BooleanField(
        label=_("The person is here and asks"),
        error_messages={"required": _("Only the person may be told: tick that they are here and ask.")},
    )

    def clean_document(self) -> str:
        """Something that can be read as a number."""
        number = str(self.cleaned_data["document"]).strip()
        if not any(sign.isdigit() for sign in number):
            raise forms.ValidationError(
                _("We cannot read this number. Write the letters and digits of the passport number.")
            )
        return number

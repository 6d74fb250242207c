"""What an officer types: whom, and why they may look that person up; and what a second person decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.desk.models import Presence
from ogoh.web.desk.services import Reason
from ogoh.web.reviews.models import ReviewVerdict
from ogoh.web.selfcheck.forms import CheckForm, Line

_LONGEST_MANDATE, _LONGEST_TICKET, _LONGEST_REASON = 100, 20, 1000

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

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
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
        presence, mandate = cleaned.get("presence"), cleaned.get("mandate", "").strip()
        if presence == Presence.MANDATE and not mandate and "mandate" not in self.errors:
            self.add_error("mandate", _("Write the number of the mandate: the person is not here."))
        if presence == Presence.PRESENT:
            mandate = ""
        if cleaned.get("from_picture") and not cleaned.get("names_confirmed"):
            self.add_error("names_confirmed", _("Compare the name with the page: a picture is often misread."))
        if presence and not self.errors:
            self.reason = Reason(Presence(presence), mandate, cleaned.get("ticket", "").strip())
        return cleaned


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

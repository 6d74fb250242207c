"""What staff type about requests: the person and the question, the answer to another office, a table that came."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ogoh.delivery.correspondence import (
    LONGEST_LISTING,
    LONGEST_STATEMENT,
    NOTHING,
    OUTCOME_WORDS,
    QUESTIONS,
    Outcome,
    Reply,
)
from ogoh.delivery.particulars import day_of
from ogoh.identity import Subject, Unreadable, read_birth, read_citizenship, read_document
from ogoh.names import WrittenName, can_be_read
from ogoh.web.cases.models import Asked
from ogoh.web.cases.opening import NEVER_WRITTEN, refuse_unstorable
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.languages import LANGUAGES
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today
from ogoh.web.selfcheck.forms import CheckForm, Line

_OFF = {"autocomplete": "off"}


def translated(text: str) -> Any:
    """A sentence of another room, in the language of the page."""
    from django.utils.translation import gettext_lazy

    return gettext_lazy(text)


class SourceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # django's own is no generic at run time
    """A list, by the name of its owner."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=Source.objects.all(),
            to_field_name="code",
            empty_label=None,
            error_messages={"required": _("Choose a list."), "invalid_choice": _("Choose a list.")},
            **options,
        )

    def label_from_instance(self, obj: Any) -> str:
        """What people call it."""
        return str(obj.name)


class Text(Line):
    """Free text that holds nothing that is never stored."""

    def __init__(self, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": 4, **_OFF})
        super().__init__(max_length=LONGEST_STATEMENT, **{"widget": area, **options})

    def clean(self, value: Any) -> Any:
        """The text, or what may not be written."""
        text = str(super().clean(value)).strip()
        try:
            refuse_unstorable(text)
        except CaseRefused as refused:
            raise forms.ValidationError(str(NEVER_WRITTEN)) from refused
        return text


class OpenForm(CheckForm):
    """A request: the person as the passport shows, the list, the question, the consent. Valid: ``subject`` is there."""

    citizenship = Line(label=_("Citizenship"), max_length=60, widget=forms.TextInput(attrs=_OFF))
    source = SourceField(label=_("The list"))
    question = forms.ChoiceField(
        label=_("What the person asks"),
        choices=[(one.code, translated(one.label)) for one in QUESTIONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a question."), "invalid_choice": _("Choose a question.")},
    )
    listing = Line(
        label=_("Number of the record on the list, if it is known"),
        max_length=LONGEST_LISTING,
        widget=forms.TextInput(attrs=_OFF),
    )
    statement = Text(
        label=_("What the person says"),
        help_text=_("Also what they were told elsewhere, by whom and when. Nothing of health, religion or politics."),
    )
    language = forms.ChoiceField(
        label=_("The language of the person"), choices=[(one.code, one.own_name) for one in LANGUAGES]
    )
    consent = forms.BooleanField(
        label=_("I read the consent to the person, or they read it, and they agreed"),
        error_messages={"required": _("Without the person's consent nothing is sent.")},
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        del self.fields["proof"]
        self.order_fields(["zone"])
        for name in ("family_name", "given_name", "patronymic", "birth"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Read the person, then the citizenship."""
        cleaned = super().clean()
        text = str(cleaned.get("citizenship", "")).strip()
        if text and not self.errors:
            try:
                self.subject = replace(self.subject, citizenships=(read_citizenship(text),))
            except Unreadable:
                self.add_error("citizenship", _("We do not know this country. Write its name or its code, such as TJ."))
        return cleaned


class NoteForm(forms.Form):
    """What was done or compared, in a line."""

    note = Text(label=_("What you did, or what you compared"), help_text=_("Without names and numbers."))


class FileForm(forms.Form):
    """A table that came, and whose it is."""

    source = SourceField(label=_("The list"))


class RequestsForm(FileForm):
    """A table of requests, and the office that sent it."""

    sender = Line(label=_("The office that asks"), max_length=100, widget=forms.TextInput(attrs=_OFF))

    def clean_sender(self) -> str:
        """Some office."""
        sender = str(self.cleaned_data["sender"]).strip()
        if not sender:
            raise forms.ValidationError(_("Write which office asks."))
        return sender


class AnswerForm(forms.Form):
    """The answer to a request of another office. Valid means: ``correction`` and the days are read."""

    outcome = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(one.value, translated(OUTCOME_WORDS[one])) for one in Outcome],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")},
    )
    listing = Line(
        label=_("Number of the record on the list"), max_length=LONGEST_LISTING, widget=forms.TextInput(attrs=_OFF)
    )
    grounds = Text(label=_("Grounds"), widget=forms.TextInput(attrs=_OFF))
    agency = Line(label=_("Agency"), max_length=200, widget=forms.TextInput(attrs=_OFF))
    until = Line(label=_("Until"), help_text=_("For example 12.05.2027"), max_length=30)
    corrected_name = Line(label=_("The name as it is right"), max_length=200, widget=forms.TextInput(attrs=_OFF))
    corrected_dob = Line(label=_("The birth date as it is right"), max_length=30, widget=forms.TextInput(attrs=_OFF))
    corrected_document = Line(label=_("The passport number as it is right"), max_length=60)
    explanation = Text(label=_("Explanation"))
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    correction: Subject = NOTHING

    def clean_edition(self) -> int:
        """Which edition was seen; one that says nothing saw none."""
        edition = self.cleaned_data["edition"]
        return -1 if edition is None else int(edition)

    def clean_until(self) -> Any:
        """A day, or nothing."""
        text = str(self.cleaned_data["until"]).strip()
        day = day_of(text) if text else None
        if text and day is None:
            raise forms.ValidationError(_("We cannot read this day. Write it as 12.05.2027."))
        return day

    def clean(self) -> dict[str, Any]:
        """Read what is corrected."""
        cleaned = super().clean() or {}
        name, birth, document = (
            str(cleaned.get(f"corrected_{one}", "")).strip() for one in ("name", "dob", "document")
        )
        if name and not can_be_read(name):
            self.add_error("corrected_name", _("Write your name in Cyrillic, Latin or Persian letters."))
        try:
            births = (read_birth(birth),) if birth else ()
        except Unreadable:
            births = ()
            self.add_error("corrected_dob", _("We cannot read this day. Write it as 12.05.2027."))
        try:
            documents = (read_document(document),) if document else ()
        except Unreadable:
            documents = ()
            self.add_error(
                "corrected_document",
                _("We cannot read this number. Write the letters and digits of the passport number."),
            )
        self.correction = Subject(names=(WrittenName(whole=name),) if name else (), births=births, documents=documents)
        return cleaned

    def reply(self, asked: Asked) -> Reply:
        """The answer as it travels."""
        typed = self.cleaned_data
        return Reply(
            number=asked.number,
            outcome=Outcome(typed["outcome"]),
            answered_on=today(),
            grounds=typed["grounds"],
            agency=typed["agency"].strip(),
            until=typed["until"],
            explanation=typed["explanation"],
            listing=typed["listing"].strip(),
            correction=self.correction,
        )

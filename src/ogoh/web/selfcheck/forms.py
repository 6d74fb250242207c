"""What the traveller types: the passport's fields in the passport's order, or its machine-readable zone."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.identity import (
    READABLE,
    Document,
    PartialDate,
    Subject,
    Unreadable,
    fault_of_name,
    read_birth,
    read_document,
    read_mrz,
)
from ogoh.names import WrittenName

# Nobody's name is longer; whoever pastes a book is told so before any of it is read.
LONGEST_LINE = 200
LONGEST_ZONE = 400

_NEEDED: dict[str, Promise] = {
    "family_name": _("Write your family name as it stands in your passport."),
    "given_name": _("Write your given name as it stands in your passport."),
    "birth": _("Write your birth date."),
    "document": _("Write the number of your passport."),
}
UNREADABLE: dict[str, Promise] = {
    "family_name": _("Write your name in Cyrillic, Latin or Persian letters."),
    "birth": _("We cannot read this birth date. Write day, month and year, for example 12.05.1990 or 12 May 1990."),
    "document": _("We cannot read this number. Write the letters and digits of the passport number."),
    "zone": _("We cannot read these lines. Copy both lines of signs, all of them, from the bottom of the photo page."),
}
MISTYPED = _("One of the signs in these lines was read or typed wrongly. Compare them with the passport once more.")
_NAMES = ("family_name", "given_name", "patronymic")
NO_NAME_HERE = frozenset("-–—−")


class Line(forms.CharField):
    """A line or box of text in any script; signs that cannot be seen or stored are left out, not complained of."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, error_messages={"max_length": _("This is too long.")}, **options)

    def to_python(self, value: Any) -> str:
        """The text without what would turn it round, hide in it, or be taken by no database."""
        return str(super().to_python("".join(filter(_can_be_seen, str(value or "")))))


def _can_be_seen(sign: str) -> bool:
    # Persian words are written with the two joiners.
    return sign in "\n\r\t\u200c\u200d" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


class CheckForm(forms.Form):
    """One question about oneself. Valid means: ``subject`` is there, with a name, a whole birth date and a number."""

    family_name = Line(
        label=_("Family name"),
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    given_name = Line(
        label=_("Given name"),
        help_text=_("Only one name in your passport? Write it above, and a dash here."),
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    patronymic = Line(
        label=_("Patronymic, if your passport shows one"),
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "additional-name"}),
    )
    birth = Line(
        label=_("Birth date"),
        help_text=_("For example 12.05.1990"),
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "bday"}),
    )
    document = Line(
        label=_("Passport number"),
        help_text=_("For example 400123456"),
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    zone = Line(
        label=_("The two lines at the bottom of the photo page"),
        help_text=_("They are full of < signs. On an identity card there are three, on its back."),
        max_length=LONGEST_ZONE,
        widget=forms.Textarea(
            attrs={"rows": 3, "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    proof = forms.CharField(required=False, widget=forms.HiddenInput)

    needed: ClassVar[Mapping[str, Promise]] = _NEEDED
    """What is said of a field that was left empty, to whoever fills the form in."""
    subject: Subject

    def clean(self) -> dict[str, Any]:
        """Read what was typed; every mistake is named at its own field."""
        typed = {name: str(self.cleaned_data.get(name, "")) for name in self.fields}
        if typed["zone"] or "zone" in self.errors:
            self._read_zone(typed["zone"])
        else:
            self._read_fields(typed)
        return self.cleaned_data

    def _read_zone(self, text: str) -> None:
        if "zone" in self.errors:
            return
        try:
            zone = read_mrz(text)
        except Unreadable:
            self.add_error("zone", str(UNREADABLE["zone"]))
            return
        if zone.telling_faults:
            self.add_error("zone", str(MISTYPED))
        elif zone.birth is None or zone.birth.precision != "day" or fault_of_name(zone.names):
            self.add_error("zone", str(UNREADABLE["zone"]))
        else:
            self.subject = zone.subject()

    def _read_fields(self, typed: dict[str, str]) -> None:
        for name, message in self.needed.items():
            if not typed[name] and name not in self.errors:
                self.add_error(name, str(message))
        for name in _NAMES:
            # A dash says that there is none; anything else without a letter is no name, and no wildcard either.
            if typed[name] and typed[name] not in NO_NAME_HERE and not any(map(str.isalpha, typed[name])):
                self.add_error(name, str(UNREADABLE["family_name"]))
        birth = self._read_birth(typed["birth"])
        document = self._read_document(typed["document"])
        if birth and document and not self.errors:
            given = "" if typed["given_name"] in NO_NAME_HERE else typed["given_name"]
            written = WrittenName(family=typed["family_name"], given=given, patronymic=typed["patronymic"])
            fault = fault_of_name(written)
            if not fault:
                self.subject = Subject(names=(written,), births=(birth,), documents=(document,))
            else:
                self.add_error("family_name", str((UNREADABLE if fault == READABLE else self.needed)["family_name"]))

    def _read_birth(self, text: str) -> PartialDate | None:
        try:
            birth = read_birth(text) if text else None
        except Unreadable:
            self.add_error("birth", str(UNREADABLE["birth"]))
            return None
        # A year alone would let anybody try a neighbour's name; where only the year is known, passports print 01.01.
        if birth is not None and birth.precision != "day":
            self.add_error("birth", str(UNREADABLE["birth"]))
            return None
        return birth

    def _read_document(self, text: str) -> Document | None:
        try:
            return read_document(text) if text else None
        except Unreadable:
            self.add_error("document", str(UNREADABLE["document"]))
            return None

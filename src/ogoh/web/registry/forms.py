"""What a registrar types; every field is text, and the services read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from ogoh.web.lists.models import SourceKind
from ogoh.web.registry.amnesty_rule import Rule, read_rule
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.models import CASE, LONGEST_REASON, Agency
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.typed import PERSON, Typed
from ogoh.web.registry.words import REGISTER_WORDS, ground_choices
from ogoh.web.selfcheck.forms import Line

EITHER = (("", _("either")), ("yes", _("yes")), ("no", _("no")))
YES_OR_NO = {"yes": True, "no": False}
TOO_MUCH = _("All papers together have at most 10 megabytes.")
_LONG = 2_000


def _line(label: Any, hint: Any = "", longest: int = _LONG) -> Line:
    return Line(label=label, help_text=hint, max_length=longest, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class Papers(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ActForm(forms.Form):
    """What every act wants: why, why all the same, and papers; ``seen`` is what stood when the page was opened."""

    reason = _line(
        _("The reason"), _("In one line: what you rest on. Nothing about health, ethnicity, religion or politics.")
    )
    despite = _line(_("Why it is written all the same"), longest=LONGEST_REASON)
    papers = forms.Field(
        label=_("Papers"),
        help_text=_("PDF, PNG or JPEG, up to five. Only your agency sees them. No medical papers."),
        required=False,
        widget=Papers(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    seen = Line(max_length=40)

    def __init__(self, register: SourceKind, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.register = register

    def why(self, files: MultiValueDict[str, UploadedFile[Any]], size: int) -> Why:
        """Why it is done, with the papers; ``size`` is that of the whole request in bytes. Raises RegistryRefused."""
        if size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            # More than that is not taken at all, and would look as if nothing had been attached.
            raise RegistryRefused(TOO_MUCH, "papers")
        said = self.cleaned_data
        contents = tuple(one.read() for one in files.getlist("papers"))
        return Why(said["reason"], said["despite"], said.get("same_as", ""), contents, said["seen"])

    def said(self, names: Mapping[str, Any] | tuple[str, ...]) -> dict[str, Any]:
        """What was typed into these fields, as far as the form has them."""
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class NameForm(ActForm):
    """Another name or document of the same person."""

    family_name = _line(_("Family name"))
    given_name = _line(_("Given name"))
    patronymic = _line(_("Patronymic"))
    document_number = _line(_("Passport number"), _("Several are divided by semicolons."))
    national_id = _line(_("Other personal numbers"))

    field_order = ("family_name", "given_name", "patronymic", "document_number", "national_id", "reason")


class ExtendForm(ActForm):
    """A later last day."""

    until = _line(_("The new last day"), _("For example 14.05.2029"))
    field_order = ("until", "reason")


class DecisionForm(ActForm):
    """A whole decision: whom, on which ground, from when to when."""

    family_name = _line(_("Family name"))
    given_name = _line(_("Given name"))
    patronymic = _line(_("Patronymic"))
    name = _line(_("The whole name, if its parts are not known"))
    alias = _line(_("Other names"), _("Also former ones and Latin spellings, divided by semicolons."))
    dob = _line(_("Birth date"), _("For example 12.05.1990, or the year alone"))
    sex = _line(_("Sex"), _("M or F"))
    citizenship = _line(_("Citizenship"))
    document_number = _line(_("Passport number"), _("Several are divided by semicolons."))
    national_id = _line(_("Other personal numbers"))
    birthplace = _line(_("Place of birth"))
    ground = forms.ChoiceField(label=_("Ground"), required=False)
    legal_basis = _line(_("Legal basis, as the decision gives it"), longest=LONGEST_REASON)
    number = _line(_("Number of the decision"), longest=100)
    decided_on = _line(_("Day of the decision"), _("For example 14.05.2024"))
    starts_on = _line(_("Day from which the term runs"), _("Such as the day of leaving the country, if it is known."))
    until = _line(_("Last day, if the decision gives one"))
    by_court = forms.BooleanField(label=_("A court expelled the person"), required=False)
    criminal = forms.BooleanField(label=_("It is for a crime"), required=False)
    same_as = Line(max_length=20)

    field_order = (*PERSON, "ground", "legal_basis", "number", "decided_on", "starts_on", "until")

    def __init__(self, register: SourceKind, *args: Any, **named: Any) -> None:
        super().__init__(register, *args, **named)
        choices = [("", _("Choose a ground")), *ground_choices(register)]
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]

    def typed(self) -> Typed:
        """The decision as typed."""
        return Typed(person=self.said(PERSON), **self.said(CASE))


class FindForm(forms.Form):
    """Which decision to open."""

    find = _line(_("Reference, or number of the decision"), _("Such as eb-000000017"), 100)


class AmnestyForm(forms.Form):
    """Whom an amnesty frees."""

    title = _line(_("What everybody calls it"), longest=200)
    register = forms.ChoiceField(
        label=_("Register"), choices=[(one.value, words) for one, words in REGISTER_WORDS.items()]
    )
    citizenships = _line(_("Citizenships"), _("Divided by semicolons; empty means all."))
    grounds = forms.MultipleChoiceField(
        label=_("Grounds; none ticked means all"), required=False, widget=forms.CheckboxSelectMultiple
    )
    agencies = forms.MultipleChoiceField(
        label=_("Agencies; none ticked means all"), required=False, widget=forms.CheckboxSelectMultiple
    )
    by_court = forms.ChoiceField(label=_("Expelled by a court"), choices=EITHER, required=False)
    criminal = forms.ChoiceField(label=_("For a crime"), choices=EITHER, required=False)
    decided_from = _line(_("Decided on this day or later"))
    decided_to = _line(_("Decided on this day or earlier"))
    review_from = _line(_("Nothing is lifted before this day"))
    reason = _line(_("The reason"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        every = [choice for register in SourceKind for choice in ground_choices(register)]
        self.fields["grounds"].choices = every  # type: ignore[attr-defined]
        self.fields["agencies"].choices = Agency.objects.values_list("code", "name")  # type: ignore[attr-defined]

    def rule(self) -> Rule:
        """The rule as typed. Raises RegistryRefused."""
        said = self.cleaned_data
        return read_rule(
            SourceKind(said["register"]),
            citizenships=[one for one in said["citizenships"].split(";") if one.strip()],
            chosen_grounds=said["grounds"],
            agencies=said["agencies"],
            by_court=YES_OR_NO.get(said["by_court"]),
            criminal=YES_OR_NO.get(said["criminal"]),
            decided_from=said["decided_from"],
            decided_to=said["decided_to"],
            review_from=said["review_from"],
        )

"""What people type to sign in, and what an administrator types about people."""

from __future__ import annotations

import math
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts import recording
from ogoh.web.accounts.adapters import WRONG_CODE
from ogoh.web.accounts.models import CODE_OF_OFFICE, LONGEST_NAME, NAME_OF_OFFICE, NAME_TO_SIGN_IN, Office, Role, User
from ogoh.web.accounts.passwords import NEEDED
from ogoh.web.accounts.second_factor import TooManyCodes, accept, first_code, is_recovery_code

_LONGEST_PASSWORD = 200
_TOO_LONG = {"max_length": _("This is too long.")}


def _line(label: Any, needed: Any, longest: int, widget: forms.Widget, **more: Any) -> forms.CharField:
    messages = {"required": needed, "null_characters_not_allowed": needed, **_TOO_LONG}
    return forms.CharField(label=label, max_length=longest, widget=widget, error_messages=messages, **more)


def _typed(autocomplete: str, **more: str) -> forms.TextInput:
    return forms.TextInput(
        attrs={"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false", **more}
    )


def _secret(label: Any, needed: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return _line(label, needed, _LONGEST_PASSWORD, widget, strip=False, help_text=help_text)


def _code_field() -> forms.CharField:
    widget = _typed("one-time-code", inputmode="numeric")
    return _line(_("Code"), _("Write the six digits that your device shows."), 40, widget)


class SignInForm(LoginForm):  # type: ignore[misc]  # without types
    """Name and password."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        needed = _("Write the name you sign in with.")
        self.fields["login"] = _line(_("Name to sign in"), needed, LONGEST_NAME, _typed("username"))
        self.fields["password"] = _secret(_("Password"), _("Write your password."), "current-password")

    def clean_login(self) -> str:
        """In small letters, as names are kept."""
        return str(self.cleaned_data["login"]).strip().lower()


class _TakesCode:
    """A code is looked at once for all processes, and a wrong one is told to the log."""

    user: User
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """The code, whose authenticator is kept for what follows."""
        code = "".join(str(self.cleaned_data["code"]).split())
        try:
            accepted = self._accepted(code)
        except TooManyCodes as many:
            self._failed()
            minutes = math.ceil(many.seconds / 60)
            words = gettext("Too many wrong codes. Minutes to wait: %(minutes)s")
            raise ValidationError(words % {"minutes": minutes}) from None
        if not accepted:
            self._failed()
            raise ValidationError(WRONG_CODE)
        return code

    def _accepted(self, code: str) -> bool:
        self.authenticator: Authenticator | None = accept(self.user, code)
        return self.authenticator is not None

    def _failed(self) -> None:
        with transaction.atomic():
            recording.code_failed(self.user)


class CodeForm(_TakesCode, AuthenticateForm):  # type: ignore[misc]  # without types
    """The code at signing in."""

    code = _code_field()


class FreshCodeForm(_TakesCode, ReauthenticateForm):  # type: ignore[misc]  # without types
    """A new code, before something that wants one."""

    code = _code_field()

    def save(self) -> None:
        """Note when it was given."""
        with transaction.atomic():
            super().save()
            recording.fresh_code_given(self.user, is_recovery_code(self.authenticator))


class SetUpForm(_TakesCode, ActivateTOTPForm):  # type: ignore[misc]  # without types
    """The first code of a new device."""

    code = _code_field()

    def _accepted(self, code: str) -> bool:
        return first_code(self.user, self.secret, code)


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # without types
    """A new password, by whoever knows the present one."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        asked = _("Write your present password.")
        self.fields["oldpassword"] = _secret(_("Present password"), asked, "current-password")
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = NEEDED
        self.fields["password1"].error_messages["required"] = NEEDED
        self.fields["password1"].widget.attrs.pop("placeholder", None)
        again = _("Write the new password once more.")
        self.fields["password2"] = _secret(_("New password, once more"), again, "new-password")

    def clean(self) -> dict[str, Any]:
        """Both the same, and not the present one again."""
        typed = forms.Form.clean(self) or {}
        first, second = typed.get("password1"), typed.get("password2")
        if first and second and first != second:
            self.add_error("password2", gettext("The two new passwords differ."))
        if first and first == typed.get("oldpassword"):
            self.add_error("password1", gettext("This is the present password. Choose a new one."))
        return typed


class RolesForm(forms.Form):
    """What somebody may do."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role."), "invalid_choice": _("There is no such role.")},
    )

    @property
    def chosen(self) -> frozenset[Role]:
        """The roles, after validation."""
        return frozenset(Role(one) for one in self.cleaned_data["roles"])


class PersonForm(RolesForm):
    """Somebody new."""

    username = _line(
        _("Name to sign in"),
        _("Write 2 to 50 small Latin letters, digits, dots or hyphens."),
        50,
        _typed("off"),
        validators=[NAME_TO_SIGN_IN],
        help_text=_("Small Latin letters, digits, dots or hyphens."),
    )
    full_name = _line(
        _("Full name"),
        _("Write the name as colleagues know it."),
        LONGEST_NAME,
        forms.TextInput(attrs={"autocomplete": "off"}),
    )
    office = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Office.objects.all(),
        error_messages={"required": _("Choose an office."), "invalid_choice": _("There is no such office.")},
    )
    field_order = ("username", "full_name", "office", "roles")

    def clean_username(self) -> str:
        """Not that of somebody else."""
        name = str(self.cleaned_data["username"])
        if User.objects.filter(username=name).exists():
            raise ValidationError(gettext("Somebody signs in with this name already. Choose another."))
        return name


class OfficeForm(forms.Form):
    """A new office."""

    code = _line(
        _("Short code"),
        _("Write up to 50 small Latin letters, digits, dots or hyphens."),
        50,
        _typed("off"),
        validators=[CODE_OF_OFFICE],
        help_text=_("For example dushanbe-1"),
    )
    name = _line(
        _("Name of the office"),
        _("Write the name of the office as people know it."),
        LONGEST_NAME,
        forms.TextInput(attrs={"autocomplete": "off"}),
        validators=[NAME_OF_OFFICE],
    )

"""The way in and out: the few views of django-allauth that are open here, with our forms and templates."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ogoh.web.accounts import recording
from ogoh.web.accounts.access import fresh_code, on_the_way_in, open_to_any_staff, open_while_setting_up
from ogoh.web.accounts.failures import seconds_to_wait, too_often


class _SignIn(LoginView):  # type: ignore[misc]  # without types
    def post(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if wait := seconds_to_wait(request):
            return too_often(request, wait)
        answer: HttpResponse = super().post(request, *args, **named)
        return answer

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        ended = getattr(self.request, "ended", self.request.GET.get("ended", ""))
        return {**super().get_context_data(**named), "ended": ended}


class _SetUp(ActivateTOTPView):  # type: ignore[misc]  # without types
    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            # The code was just given: this session has what the next ones will be asked for.
            record_authentication(self.request, self.request.user, "mfa", type="totp")
            recording.second_factor_set_up(self.request.user)
        return response


class _Password(PasswordChangeView):  # type: ignore[misc]  # without types
    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            recording.password_changed(self.request.user)
        return response


class _NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]  # without types
    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            recording.recovery_codes_made(self.request.user)
        return response


sign_in = on_the_way_in(_SignIn.as_view())
sign_out = on_the_way_in(LogoutView.as_view())
code = on_the_way_in(AuthenticateView.as_view())
code_again = open_while_setting_up(ReauthenticateView.as_view())
password = open_while_setting_up(_Password.as_view())
set_up = open_while_setting_up(_SetUp.as_view())
recovery_codes = open_to_any_staff(fresh_code(ViewRecoveryCodesView.as_view()))
new_recovery_codes = open_to_any_staff(fresh_code(_NewRecoveryCodes.as_view()))


@open_to_any_staff
def to_start(request: HttpRequest) -> HttpResponse:
    """Where django-allauth leads to pages that are not open here."""
    return HttpResponseRedirect(reverse("staff:start"))

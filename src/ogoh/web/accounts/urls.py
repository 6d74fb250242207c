"""Addresses of the staff: the way in and out under the names django-allauth knows, and our own pages."""

from __future__ import annotations

from django.urls import include, path

from ogoh.web.accounts import demo, signing, views

_OURS = (
    [
        path("", views.start, name="start"),
        path("people/", views.people, name="people"),
        path("people/add/", views.add_person, name="add_person"),
        path("people/<int:number>/", views.person, name="person"),
        path("offices/", views.offices, name="offices"),
    ],
    "staff",
)

urlpatterns = [
    path("staff/", include(_OURS)),
    path("staff/sign-in/", signing.sign_in, name="account_login"),
    path("staff/sign-out/", signing.sign_out, name="account_logout"),
    path("staff/code/", signing.code, name="mfa_authenticate"),
    path("staff/code/again/", signing.code_again, name="mfa_reauthenticate"),
    path("staff/password/", signing.password, name="account_change_password"),
    path("staff/second-factor/", signing.set_up, name="mfa_activate_totp"),
    path("staff/second-factor/there/", signing.to_start, name="mfa_deactivate_totp"),
    path("staff/second-factor/done/", signing.to_start, name="mfa_index"),
    path("staff/recovery-codes/", signing.recovery_codes, name="mfa_view_recovery_codes"),
    path("staff/recovery-codes/new/", signing.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("demo/people/", demo.people, name="demo_people"),
]

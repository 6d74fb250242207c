"""Addresses of the public pages: the language first, so that a link keeps it."""

from __future__ import annotations

from django.urls import path, register_converter

from ogoh.web.languages import BY_CODE, Language
from ogoh.web.selfcheck import views


class LanguageConverter:
    """A language's code in an address."""

    regex = "|".join(sorted(BY_CODE, key=len, reverse=True))

    def to_python(self, value: str) -> Language:
        """The language of a code."""
        return BY_CODE[value]

    def to_url(self, value: Language) -> str:
        """The code of a language."""
        return value.code


register_converter(LanguageConverter, "language")

app_name = "selfcheck"
urlpatterns = [
    path("", views.front, name="front"),
    path("<language:language>/", views.start, name="start"),
    path("<language:language>/check/", views.check, name="check"),
]

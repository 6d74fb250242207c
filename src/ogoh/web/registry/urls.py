"""Addresses of the registry."""

from __future__ import annotations

from django.urls import path, register_converter

from ogoh.web.registry import amnesty_views, changing_views, views
from ogoh.web.registry.finding import REFERENCE


class _Text:
    """A part of an address that is itself."""

    def to_python(self, value: str) -> str:
        """The part."""
        return value

    def to_url(self, value: str) -> str:
        """The part."""
        return value


class RegisterConverter(_Text):
    """One of the two registers."""

    regex = "entry_ban|controlled_persons"


class ReferenceConverter(_Text):
    """The reference of a decision."""

    regex = REFERENCE


class ActConverter(_Text):
    """What is done to a decision on a page of its own."""

    regex = "correct|name|extend|lift|annul"


class NumberConverter:
    """A number that the database can hold."""

    regex = "[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


register_converter(RegisterConverter, "register")
register_converter(ReferenceConverter, "reference")
register_converter(ActConverter, "act")
register_converter(NumberConverter, "paper")
register_converter(NumberConverter, "amnesty")

app_name = "registry"
urlpatterns = [
    path("", views.start, name="start"),
    path("record/<register:register>/", changing_views.record, name="record"),
    path("papers/<paper:number>/", views.paper, name="paper"),
    path("amnesties/", amnesty_views.amnesties, name="amnesties"),
    path("amnesties/<amnesty:number>/", amnesty_views.amnesty, name="amnesty"),
    path("<reference:reference>/", views.decision, name="decision"),
    path("<reference:reference>/confirm/", changing_views.confirm, name="confirm"),
    path("<reference:reference>/<act:act>/", changing_views.change, name="change"),
]

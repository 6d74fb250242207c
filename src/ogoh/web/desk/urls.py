"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path, register_converter

from ogoh.web.desk import views
from ogoh.web.desk.models import REVIEW_NUMBER


class ReviewConverter:
    """The number of a doubtful match in an address: what cannot be one is no address."""

    regex = REVIEW_NUMBER

    def to_python(self, value: str) -> str:
        """The number."""
        return value

    def to_url(self, value: str) -> str:
        """The number."""
        return value


register_converter(ReviewConverter, "review")

app_name = "desk"
urlpatterns = [
    path("", views.check, name="check"),
    path("picture/", views.picture, name="picture"),
    path("card/<uuid:number>/", views.card, name="card"),
    path("card/<uuid:number>/again/", views.again, name="again"),
    path("card/<uuid:number>/print/", views.printed, name="printed"),
    path("card/<uuid:number>/certificate/", views.certificate, name="certificate"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<review:number>/", views.review, name="review"),
    path("reviews/<review:number>/note/", views.note, name="note"),
    path("looks/", views.looks, name="looks"),
    path("patterns/", views.unusual, name="patterns"),
]

"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from ogoh.web.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.check, name="check"),
    path("picture/", views.picture, name="picture"),
    path("card/<uuid:number>/", views.card, name="card"),
    path("card/<uuid:number>/again/", views.again, name="again"),
    path("card/<uuid:number>/print/", views.printed, name="printed"),
    path("card/<uuid:number>/certificate/", views.certificate, name="certificate"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<str:number>/", views.review, name="review"),
    path("reviews/<str:number>/note/", views.note, name="note"),
    path("looks/", views.looks, name="looks"),
    path("patterns/", views.unusual, name="patterns"),
]

"""Addresses for other authorities, with the version in the path, and a page for whoever watches."""

from __future__ import annotations

from django.urls import path

from ogoh.web.blind import pages, views

app_name = "blind"
urlpatterns = [
    path("asked/", pages.asked, name="asked"),
    path("v1/keys", views.keys, name="keys"),
    path("v1/lists/<str:name>", views.file, name="file"),
    path("v1/questions", views.questions, name="questions"),
]

"""Addresses for other authorities; the version stands in the path."""

from __future__ import annotations

from django.urls import path

from ogoh.web.blind import views

app_name = "blind"
urlpatterns = [
    path("v1/keys", views.keys, name="keys"),
    path("v1/lists/<str:name>", views.file, name="file"),
    path("v1/questions", views.questions, name="questions"),
]

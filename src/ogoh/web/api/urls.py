"""Addresses for other programs; the version stands in the path."""

from __future__ import annotations

from django.urls import path

from ogoh.web.api.routes import api

urlpatterns = [path("", api.urls)]

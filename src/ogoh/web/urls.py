"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/", include("ogoh.web.api.urls")),
    path("cases/", include("ogoh.web.cases.urls")),
    path("desk/", include("ogoh.web.desk.urls")),
    path("", include("ogoh.web.accounts.urls")),
    path("exchange/", include("ogoh.web.exchange.urls")),
    path("queue/", include("ogoh.web.queue.urls")),
    path("", include("ogoh.web.selfcheck.urls")),
]
handler403 = "ogoh.web.errors.not_allowed"
handler404 = "ogoh.web.errors.not_found"

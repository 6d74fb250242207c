"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/", include("ogoh.web.api.urls")),
    path("blind/", include("ogoh.web.blind.urls")),
    path("cases/", include("ogoh.web.cases.urls")),
    path("desk/", include("ogoh.web.desk.urls")),
    path("", include("ogoh.web.accounts.urls")),
    path("exchange/", include("ogoh.web.exchange.urls")),
    path("registry/", include("ogoh.web.registry.urls")),
    path("queue/", include("ogoh.web.queue.urls")),
    path("", include("ogoh.web.selfcheck.urls")),
]
handler400 = "ogoh.web.errors.not_understood"
handler403 = "ogoh.web.errors.not_allowed"
handler404 = "ogoh.web.errors.not_found"
handler500 = "ogoh.web.errors.failed"

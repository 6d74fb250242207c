"""Addresses of the queue."""

from __future__ import annotations

from django.urls import path, register_converter

from ogoh.web.queue import views, wall


class OfficeConverter:
    """An office's code in an address: what cannot be one is no address."""

    regex = r"[a-z0-9][a-z0-9._-]{0,49}"

    def to_python(self, value: str) -> str:
        """The code."""
        return value

    def to_url(self, value: str) -> str:
        """The code."""
        return value


register_converter(OfficeConverter, "office")

app_name = "queue"
urlpatterns = [
    path("counter/", views.counter, name="counter"),
    path("today/", views.day, name="today"),
    path("ticket/", views.machine_here, name="machine_here"),
    path("<office:office>/ticket/", views.machine, name="machine"),
    path("<office:office>/ticket/<int:number>/", views.ticket, name="ticket"),
    path("<office:office>/wall/", wall.wall, name="wall"),
]

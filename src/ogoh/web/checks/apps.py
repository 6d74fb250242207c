"""Checks as a Django app."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """It keeps no rows: what is recorded of a look is in the log."""

    name = "ogoh.web.checks"
    label = "checks"

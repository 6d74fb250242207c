"""Checks as a Django app."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """It keeps no rows: a check leaves nothing behind."""

    name = "ogoh.web.checks"
    label = "checks"

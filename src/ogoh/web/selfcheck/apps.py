"""The public self-check as a Django app."""

from django.apps import AppConfig


class SelfCheckConfig(AppConfig):
    """Pages for the traveller; the only rows it keeps are token buckets."""

    name = "ogoh.web.selfcheck"
    label = "selfcheck"
    default_auto_field = "django.db.models.BigAutoField"

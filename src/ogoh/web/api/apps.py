"""The interface for other programs as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Tokens of callers and the routes that take them."""

    name = "ogoh.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

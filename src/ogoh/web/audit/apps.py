"""The log as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Events, whom they are about, and signed checkpoints."""

    name = "ogoh.web.audit"
    label = "audit"

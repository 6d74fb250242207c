"""The lists as a Django app."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Sources, deliveries, listings and match keys."""

    name = "ogoh.web.lists"
    label = "lists"

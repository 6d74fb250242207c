"""Individual requests as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Requests of people to the owner of a list, with a clock; and those of other offices to us."""

    name = "ogoh.web.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the links on the staff's start page, and know what to do with parcels of requests and answers."""
        from ogoh.web.accounts.links import STAFF_LINKS
        from ogoh.web.cases import parcels
        from ogoh.web.cases.links import OURS
        from ogoh.web.cases.words import PARCELS
        from ogoh.web.exchange.kinds import HANDLERS, KIND_WORDS

        STAFF_LINKS.extend(OURS)
        HANDLERS[parcels.REQUESTS] = parcels.take_requests
        HANDLERS[parcels.ANSWERS] = parcels.take_answers
        HANDLERS[parcels.REJECTIONS] = parcels.take_rejections
        KIND_WORDS.update(PARCELS)

"""The exchange as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Peers, and the parcels that go to them and come from them."""

    name = "ogoh.web.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Know what to do with receipts, and stand on the staff's start page."""
        from ogoh.web.accounts.links import STAFF_LINKS
        from ogoh.web.exchange.kinds import HANDLERS
        from ogoh.web.exchange.links import OURS
        from ogoh.web.exchange.receipts import RECEIPT, take_receipt

        HANDLERS[RECEIPT] = take_receipt
        STAFF_LINKS.extend(OURS)

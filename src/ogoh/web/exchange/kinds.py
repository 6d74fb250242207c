"""What is done with parcels that are no releases: apps that know a kind register for it in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.delivery.parcel import OpenParcel
from ogoh.web.exchange.models import Peer

Handler = Callable[[OpenParcel, Peer], int]
"""Takes what is in a parcel, within a transaction, and gives back how many rows it used.

Raises ParcelRefused or DeliveryRefused where it cannot be taken: nothing is changed then. A parcel comes once; those of
one kind and source come in any order.
"""

HANDLERS: dict[str, Handler] = {}

KIND_WORDS: dict[str, Promise] = {"release": _("release"), "receipt": _("receipt")}
"""What the staff's page calls a parcel of a kind; added to beside the handler."""

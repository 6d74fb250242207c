"""What can be done with lists; each is one transaction."""

from __future__ import annotations

from django.db import transaction

from ogoh.delivery import DeliveryRefused
from ogoh.matching import KEYS_VERSION
from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.services import record
from ogoh.web.lists.holding import make_keys_anew
from ogoh.web.lists.importing import import_delivery
from ogoh.web.lists.locking import one_import
from ogoh.web.lists.models import Source, SourceKind
from ogoh.web.lists.report import Allowances, ImportReport

__all__ = ["Allowances", "ImportReport", "add_source", "import_delivery", "rekey"]


def add_source(code: str, name: str, kind: str, by: str = "") -> Source:
    """Make a source known. Raises DeliveryRefused where the code is taken or not usable, or the kind is unknown."""
    if kind not in SourceKind.values:
        raise DeliveryRefused("The kind", repr(kind), " or ".join(SourceKind.values), "Say which of the two it is.")
    if not code.replace("-", "").replace("_", "").isalnum() or not code.isascii() or len(code) > 40:
        raise DeliveryRefused(
            "The code", repr(code), "up to 40 Latin letters, digits, - and _", "Choose a short code, such as ru-mvd."
        )
    if Source.objects.filter(code=code).exists():
        raise DeliveryRefused("The code", repr(code), "a code not yet in use", "See: ogoh list show")
    with transaction.atomic():
        source = Source.objects.create(code=code, name=name, kind=kind, keys_version=KEYS_VERSION)
        record(Happening(Act.IMPORT, actor=by, purpose="a new source", told={"source": code, "kind": kind}))
    return source


def rekey() -> int:
    """Make the keys and the counts of names of every source anew where the tables of names have changed.

    Gives back how many listings.
    """
    listings = 0
    with one_import():
        for source in Source.objects.exclude(keys_version=KEYS_VERSION, counted_names__keys_version=KEYS_VERSION):
            listings += make_keys_anew(source)
            source.keys_version = KEYS_VERSION
            source.save(update_fields=["keys_version"])
    return listings

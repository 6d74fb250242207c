"""Which office acts for which agency."""

from __future__ import annotations

from django.db import transaction

from ogoh.web.accounts.services import office_or_new
from ogoh.web.registry import recording, refusal
from ogoh.web.registry.models import Agency, AgencyOffice
from ogoh.web.registry.refusal import RegistryRefused


@transaction.atomic
def open_office(actor: str, code: str, name: str, office: str, office_name: str = "") -> Agency:
    """Make an agency known, and let the staff of an office act for it. Raises RegistryRefused for another's office."""
    agency, _ = Agency.objects.get_or_create(code=code, defaults={"name": name})
    where = office_or_new(actor, office, office_name or office)
    held, _ = AgencyOffice.objects.get_or_create(office=where, defaults={"agency": agency})
    if held.agency_id != agency.pk:
        raise RegistryRefused(refusal.OFFICE_OF_ANOTHER)
    recording.agency_named(actor, code, office)
    return agency

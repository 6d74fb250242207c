"""Decisions by their reference, and only those of one's own agency."""

from __future__ import annotations

import re

from ogoh.web.registry import refusal
from ogoh.web.registry.models import Agency, Decision
from ogoh.web.registry.refusal import RegistryRefused

REFERENCE = r"(?:eb|cp)-[0-9]{9}"
_REFERENCE = re.compile(rf"({REFERENCE})")


def with_reference(reference: str) -> Decision | None:
    """A decision of any agency, or ``None``."""
    if not _REFERENCE.fullmatch(reference):
        return None
    found = Decision.objects.select_related("subject", "agency").filter(pk=int(reference[3:])).first()
    return found if found and found.reference == reference else None


def of_agency(agency: Agency, reference: str) -> Decision:
    """A decision of this agency, held until the transaction ends. Raises RegistryRefused."""
    found = with_reference(reference.strip())
    if found is None:
        raise RegistryRefused(refusal.NO_SUCH_DECISION, "reference")
    if found.agency_id != agency.pk:
        raise RegistryRefused(refusal.ANOTHER_AGENCY, "reference")
    Decision.objects.select_for_update().get(pk=found.pk)
    return found

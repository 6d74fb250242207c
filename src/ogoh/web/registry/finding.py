"""Decisions by their reference, and only those of one's own agency."""

from __future__ import annotations

import re

from ogoh.web.registry import refusal
from ogoh.web.registry.holding import hold_decisions
from ogoh.web.registry.models import Agency, Decision
from ogoh.web.registry.refusal import RegistryRefused

REFERENCE = r"(?:eb|cp)-[0-9]{9}"
_REFERENCE = re.compile(REFERENCE)


def is_reference(text: str) -> bool:
    """Whether a text is a reference and nothing else, of a decision or of none."""
    return _REFERENCE.fullmatch(text) is not None


def with_reference(reference: str) -> Decision | None:
    """A decision of any agency, or ``None``."""
    if not is_reference(reference):
        return None
    found = Decision.objects.select_related("subject", "agency").filter(pk=int(reference[3:])).first()
    return found if found and found.reference == reference else None


def of_agency(agency: Agency, reference: str) -> Decision:
    """A decision of this agency, held with its subject until the transaction ends. Raises RegistryRefused."""
    found = with_reference(reference.strip())
    if found is None:
        raise RegistryRefused(refusal.NO_SUCH_DECISION, "reference")
    if found.agency_id != agency.pk:
        raise RegistryRefused(refusal.ANOTHER_AGENCY, "reference")
    hold_decisions([found.pk])
    return found

"""Two agencies with their staff, invented people, and decisions about them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from ogoh.web.accounts.models import Role, User
from ogoh.web.audit.models import Event
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import deciding, ruling
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.models import Agency, AgencyOffice, Decision
from ogoh.web.registry.typed import Typed
from tests.web.accounts.people import office, person

BANS, CONTROLLED = SourceKind.ENTRY_BAN, SourceKind.CONTROLLED_PERSONS
FARRUKH = {
    "family_name": "Раҳимов",
    "given_name": "Фаррух",
    "patronymic": "Саидович",
    "dob": "12.05.1990",
    "sex": "M",
    "citizenship": "TJ",
    "document_number": "400123451",
}
ZEBO = {"family_name": "Назарова", "given_name": "Зебо", "dob": "03.02.1985", "document_number": "400999777"}
OVERSTAY = Typed(
    person=FARRUKH,
    ground="RU-114-26-8",
    legal_basis="114-FZ Art. 26(8)",
    number="17/2026",
    decided_on="2026-02-01",
    until="2029-01-31",
)
CONTROLLED_STAY = Typed(person=FARRUKH, ground="RU-RKL-stay-ended", number="5", decided_on="2026-02-01")
BECAUSE = Why("Written from the decision on paper")


def agency(code: str, where: str) -> Agency:
    """An agency with one office."""
    one, _ = Agency.objects.get_or_create(code=code, defaults={"name": f"Agency {code}"})
    AgencyOffice.objects.get_or_create(office=office(where), defaults={"agency": one})
    return one


def alice(*roles: Role) -> User:
    """Who writes, of the first agency."""
    agency("mvd", "dushanbe")
    return person("alice", roles or (Role.REGISTRAR,))


def bob(*roles: Role) -> User:
    """Who confirms, of the same agency."""
    agency("mvd", "dushanbe")
    return person("bob", roles or (Role.REGISTRAR,))


def charlie(*roles: Role) -> User:
    """The stranger: of another agency."""
    agency("fsb", "khujand")
    return person("charlie", roles or (Role.REGISTRAR,), where="khujand")


def typed(whom: Mapping[str, str] = FARRUKH, like: Typed = OVERSTAY, **other: str | bool) -> Typed:
    """A decision about somebody, as typed."""
    return replace(like, person=whom, **other)  # type: ignore[arg-type]


def in_force(
    author: User, second: User, said: Typed = OVERSTAY, register: SourceKind = BANS, why: Why = BECAUSE
) -> Decision:
    """A decision that was recorded and confirmed."""
    decision = deciding.record(author, register, said, why).decision
    ruling.confirm(second, decision.reference)
    return decision


def events(act: str = "decision") -> list[tuple[str, str]]:
    """Who did what in the registry, in the order of the log."""
    details = [json.loads(one.details) for one in Event.objects.filter(act=act).order_by("number")]
    return [(one["actor"], one["purpose"]) for one in details if one["purpose"].startswith("registry")]

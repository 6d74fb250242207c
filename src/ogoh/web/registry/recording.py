"""What happens in the registry, told to the log: references and codes, never a name, date of birth or number."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.utils import translation

from ogoh.identity import Subject, subject_from_json
from ogoh.web.accounts.models import User
from ogoh.web.audit.events import Act as AuditAct
from ogoh.web.audit.events import Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.registry.finding import is_reference
from ogoh.web.registry.models import Amnesty, Ruling, Version
from ogoh.web.registry.refusal import RegistryRefused

_PEOPLE = 200
"""How many people one event of an amnesty is about at most."""


def written(version: Version, subject: Subject) -> None:
    """Somebody wrote a version, which waits from now on."""
    told: dict[str, Json] = {**_of(version), "doubts": list(version.doubts)}
    _record(AuditAct.DECISION, version.author, f"registry: {version.act}", told, subject)


def ruled(ruling: Ruling, subject: Subject) -> None:
    """A second person confirmed or declined a version."""
    said = "confirmed" if ruling.confirmed else "declined"
    told = {**_of(ruling.version), "author": ruling.version.author.username}
    _record(AuditAct.DECISION, ruling.by, f"registry: {ruling.version.act} {said}", told, subject)


def looked(user: User, purpose: str, subject: Subject, told: dict[str, Json]) -> None:
    """Somebody was shown what the registry holds of a person."""
    _record(AuditAct.LOOK, user, f"registry: {purpose}", told, subject)


def looked_by_command(actor: str, reference: str, subject: Subject | None) -> None:
    """A command printed a decision; ``actor`` is the account of the machine."""
    subjects = subject_digests(subject) if subject else frozenset[str]()
    record(Happening(AuditAct.LOOK, actor, "", "registry: show", subjects, {"decision": reference}))


def agency_named(actor: str, agency: str, office: str) -> None:
    """An office belongs to an agency from now on."""
    record(Happening(AuditAct.GRANT, actor, office, "registry: an office of an agency", told={"agency": agency}))


def rekeyed(actor: str, people: int) -> None:
    """The keys of everybody were made anew."""
    record(Happening(AuditAct.IMPORT, actor, purpose="registry: keys made anew", told={"people": people}))


def of_amnesty(amnesty: Amnesty, by: User, what: str, decisions: int) -> None:
    """An amnesty was tried or approved: nothing has happened to anybody yet."""
    told: dict[str, Json] = {"amnesty": amnesty.pk, "register": amnesty.register, "decisions": decisions}
    _record(AuditAct.DECISION, by, f"registry: amnesty {what}", told)


def of_people(amnesty: Amnesty, by: User, what: str, decisions: int, people: Iterable[str]) -> None:
    """Decisions were lifted by an amnesty, or put in force again; ``people`` (JSON) are those whom they are about.

    Some of them in each event, so that each can be told; one event where it was nobody.
    """
    walk = iter(people)
    some = list(islice(walk, _PEOPLE))
    while True:
        told: dict[str, Json] = {"amnesty": amnesty.pk, "register": amnesty.register, "decisions": decisions}
        whom = frozenset(digest for one in some for digest in subject_digests(subject_from_json(one)))
        _happened(AuditAct.DECISION, by, f"registry: amnesty {what}", told, whom)
        some = list(islice(walk, _PEOPLE))
        if not some:
            return


def exported(actor: str, register: str, at: str, rows: int) -> None:
    """The rows in force went into a file; ``at`` is ISO 8601."""
    told: dict[str, Json] = {"register": register, "at": at, "rows": rows}
    record(Happening(AuditAct.EXPORT, actor=actor, purpose="registry", told=told))


def refused(by: User, doing: str, reference: str, refusal: RegistryRefused) -> None:
    """Something was not done, and why, in the words of the sources."""
    with translation.override("en"):
        told: dict[str, Json] = {"why": str(refusal.words)}
    if is_reference(reference.strip()):
        # Whatever else was typed there may be a name or a number, and the log cannot lose it again.
        told["decision"] = reference.strip()
    _record(AuditAct.REFUSED, by, f"registry: {doing}", told)


def _of(version: Version) -> dict[str, Json]:
    return {"decision": version.decision.reference, "version": version.sequence}


def _record(act: AuditAct, by: User, purpose: str, told: dict[str, Json], subject: Subject | None = None) -> None:
    _happened(act, by, purpose, told, subject_digests(subject) if subject else frozenset())


def _happened(act: AuditAct, by: User, purpose: str, told: dict[str, Json], subjects: frozenset[str]) -> None:
    record(Happening(act, by.username, by.office.code, purpose, subjects, told))

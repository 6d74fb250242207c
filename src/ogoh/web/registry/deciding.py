"""What the staff of an agency does to its decisions; each is one transaction, and waits for a second person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from ogoh.identity import Subject, subject_to_json
from ogoh.law import doubts_of_term, grounds, known_agencies
from ogoh.matching import KEYS_VERSION
from ogoh.web.accounts.models import User
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import recording, refusal
from ogoh.web.registry.attaching import attach
from ogoh.web.registry.finding import of_agency, with_reference
from ogoh.web.registry.look_alikes import hold, look_alikes
from ogoh.web.registry.models import ENDING, Act, Agency, Decision, KnownSubject, Version
from ogoh.web.registry.refusal import Alike, ReasonWanted, RegistryRefused
from ogoh.web.registry.rows import person_cells
from ogoh.web.registry.staff import KEEPING, Acting, acting
from ogoh.web.registry.standing import Status, state_at, subject_at
from ogoh.web.registry.typed import (
    MAIN_NAME,
    ReadDecision,
    Typed,
    read_day,
    read_decision,
    read_person,
    reason,
    renamed,
    with_more,
)

AGENCY_NOT_ENTITLED = "agency_not_entitled"
LOOKS_ALIKE = "looks_alike"

_OPEN = frozenset({Status.IN_FORCE, Status.EXPIRED})
_DATED = frozenset({Act.CORRECT, Act.EXTEND})


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is done, and why all the same where it does not fit; ``papers`` are attachments as bytes.

    ``same_as`` is the reference of a decision about the same person, where it is one whom the register knows.
    """

    reason: str
    despite: str = ""
    same_as: str = ""
    papers: Sequence[bytes] = ()


def record(by: User, register: SourceKind, typed: Typed, why: Why) -> Version:
    """Write a new decision down. Raises RegistryRefused; ReasonWanted where dates do not fit, or somebody is alike."""
    with acting(by, KEEPING, f"record {register.value}") as one:
        read = read_decision(typed, register)
        alike = [] if why.same_as.strip() else look_alikes(read.subject, register)
        doubts = [*_doubts(one.agency, read), *([LOOKS_ALIKE] if alike else [])]
        despite = _despite(doubts, why, read.subject, alike)
        known, whom = _subject(register, read.subject, why.same_as.strip())
        decision = Decision.objects.create(subject=known, agency=one.agency)
        version = _version(decision, Act.RECORD, one.user, read, why.reason)
        return _written(version, whom, why.papers, doubts, despite, says_who=True)


def extend(by: User, reference: str, until: str, why: Why) -> Version:
    """A later last day. Raises as `record`."""
    with _changing(by, reference, Act.EXTEND) as held:
        if held.status is not Status.IN_FORCE:
            raise RegistryRefused(refusal.NOT_IN_FORCE)
        if held.version.until is None:
            raise RegistryRefused(refusal.NO_END_TO_EXTEND, "until")
        later = read_day(until, "until")
        if later is None or later <= held.version.until:
            raise RegistryRefused(refusal.NOT_LATER, "until")
        return _changed(held, Act.EXTEND, replace(held.read, until=later), why)


def lift(by: User, reference: str, why: Why) -> Version:
    """End a decision from the confirmation on: it was right, and is over. Raises RegistryRefused."""
    with _changing(by, reference, Act.LIFT) as held:
        if held.status is not Status.IN_FORCE:
            raise RegistryRefused(refusal.NOT_IN_FORCE)
        return _changed(held, Act.LIFT, held.read, why)


def annul(by: User, reference: str, why: Why) -> Version:
    """End a decision that should never have been made. Raises RegistryRefused."""
    with _changing(by, reference, Act.ANNUL) as held:
        return _changed(held, Act.ANNUL, held.read, why)


def correct(by: User, reference: str, mended: Mapping[str, str | bool], why: Why) -> Version:
    """Mend what was written wrongly; ``mended`` are fields of `Typed` and columns of the person. Raises as `record`."""
    with _changing(by, reference, Act.CORRECT) as held:
        typed = _mended(typed_of(held.version, held.read.subject), mended)
        read = read_decision(typed, held.decision.subject.register)
        if typed.person == person_cells(held.read.subject):
            # What is written in one row loses which words of a former name are which: it was not mended.
            read = replace(read, subject=held.read.subject)
        return _changed(held, Act.CORRECT, read, why)


def name(by: User, reference: str, said: Mapping[str, str], why: Why) -> Version:
    """Another name or document of the same person: the new ones come first, the former stay. Raises RegistryRefused."""
    with _changing(by, reference, Act.NAME) as held:
        whom = renamed(held.read.subject, read_person(_with_name(said, held.read.subject)))
        return _changed(held, Act.NAME, replace(held.read, subject=whom), why)


def typed_of(version: Version, subject: Subject) -> Typed:
    """A decision as it would have to be typed to stand as it does."""
    return Typed(
        person=person_cells(subject),
        ground=version.ground,
        legal_basis=version.legal_basis,
        number=version.number,
        decided_on=version.decided_on.isoformat(),
        until=_text(version.until),
        starts_on=_text(version.starts_on),
        by_court=version.by_court,
        criminal=version.criminal,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """A decision that is about to be changed: by whom, how it stands, and what it says now."""

    one: Acting
    decision: Decision
    status: Status
    version: Version
    read: ReadDecision


@contextmanager
def _changing(by: User, reference: str, act: Act) -> Iterator[_Held]:
    """A decision of one's own agency, held; something of it was confirmed, nothing waits, and it was not ended."""
    with acting(by, KEEPING, act.value, reference) as one:
        decision = of_agency(one.agency, reference)
        if decision.versions.filter(ruling=None).exists():
            raise RegistryRefused(refusal.WAITS)
        state = state_at(decision, timezone.now())
        if state.version is None or state.subject is None:
            raise RegistryRefused(refusal.NOT_CONFIRMED_YET)
        if state.status not in _OPEN:
            raise RegistryRefused(refusal.ENDED)
        yield _Held(one, decision, state.status, state.version, _read_of(state.version, state.subject))


def _changed(held: _Held, act: Act, read: ReadDecision, why: Why) -> Version:
    """The next version, which says what was read. Raises RegistryRefused where an act that mends changes nothing."""
    if read == held.read and act not in ENDING:
        raise RegistryRefused(refusal.NO_CHANGE)
    doubts = _doubts(held.one.agency, read) if act in _DATED else []
    despite = _despite(doubts, why, read.subject)
    version = _version(held.decision, act, held.one.user, read, why.reason)
    says_who = read.subject != held.read.subject
    return _written(version, read.subject, why.papers, doubts, despite, says_who=says_who)


def _version(decision: Decision, act: Act, author: User, read: ReadDecision, why: str) -> Version:
    return Version(
        decision=decision,
        sequence=decision.versions.count() + 1,
        act=act,
        ground=read.ground.code,
        legal_basis=read.legal_basis,
        number=read.number,
        decided_on=read.decided_on,
        until=read.until,
        starts_on=read.starts_on,
        by_court=read.by_court,
        criminal=read.criminal,
        reason=reason(why),
        author=author,
        written_at=timezone.now(),
    )


def _written(
    version: Version, subject: Subject, papers: Sequence[bytes], doubts: Sequence[str], despite: str, *, says_who: bool
) -> Version:
    version.doubts, version.despite = list(doubts), despite
    if says_who:
        version.particulars = subject_to_json(subject)
    version.save()
    attach(version, papers)
    if says_who:
        hold(version.decision.subject, subject)
    recording.written(version, subject)
    return version


def _subject(register: SourceKind, said: Subject, same_as: str) -> tuple[KnownSubject, Subject]:
    """Somebody new; or the one whom another decision is about, with what is said of them besides."""
    if not same_as:
        return KnownSubject.objects.create(register=register, keys_version=KEYS_VERSION), said
    other = with_reference(same_as)
    if other is None or other.subject.register != register:
        raise RegistryRefused(refusal.UNKNOWN_SAME, "same_as")
    held = KnownSubject.objects.select_for_update().get(pk=other.subject_id)
    known = subject_at(held, timezone.now())
    if known is None:
        raise RegistryRefused(refusal.UNKNOWN_SAME, "same_as")
    return held, with_more(known, said)


def _doubts(agency: Agency, read: ReadDecision) -> list[str]:
    found = [doubt.value for doubt in doubts_of_term(read.ground, read.decided_on, read.until, read.starts_on)]
    known = known_agencies().get(agency.code)
    if known is not None and not known.in_force.holds_on(read.decided_on):
        found.append(AGENCY_NOT_ENTITLED)
    return found


def _despite(doubts: Sequence[str], why: Why, subject: Subject, alike: Sequence[Alike] = ()) -> str:
    """Why it is written although something does not fit. Raises ReasonWanted where nobody says why."""
    if not doubts:
        return ""
    if why.despite.strip():
        return reason(why.despite, "despite")
    raise ReasonWanted([one for one in doubts if one != LOOKS_ALIKE], alike, subject)


def _read_of(version: Version, subject: Subject) -> ReadDecision:
    return ReadDecision(
        subject=subject,
        ground=grounds()[version.ground],
        legal_basis=version.legal_basis,
        number=version.number,
        decided_on=version.decided_on,
        until=version.until,
        starts_on=version.starts_on,
        by_court=version.by_court,
        criminal=version.criminal,
    )


def _mended(typed: Typed, mended: Mapping[str, str | bool]) -> Typed:
    person = {name: str(text) for name, text in mended.items() if name in typed.person}
    others = {name: said for name, said in mended.items() if name not in typed.person}
    return replace(typed, person={**typed.person, **person}, **others)  # type: ignore[arg-type]


def _with_name(said: Mapping[str, str], known: Subject) -> dict[str, str]:
    """A new document alone is said of somebody who is called as before."""
    if any(said.get(part, "").strip() for part in MAIN_NAME):
        return dict(said)
    cells = person_cells(known)
    return {**said, **{part: cells[part] for part in MAIN_NAME}}


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""

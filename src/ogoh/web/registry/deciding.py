"""What the staff of an agency does to its decisions; each is one transaction, and waits for a second person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.utils import timezone

from ogoh.identity import Subject, subject_to_json
from ogoh.law import doubts_of_term, grounds, known_agencies
from ogoh.matching import KEYS_VERSION
from ogoh.web.accounts.models import User
from ogoh.web.days import iso_of
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import recording, refusal
from ogoh.web.registry.attaching import attach
from ogoh.web.registry.finding import of_agency, with_reference
from ogoh.web.registry.holding import hold_register, hold_subject
from ogoh.web.registry.look_alikes import hold, is_alike, look_alikes
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

    ``same_as`` is the reference of a decision about the same person, where it is one whom the register knows. ``seen``
    is `State.seen` of what was looked at, or ``None`` where nobody says: it is done upon nothing else.
    """

    reason: str
    despite: str = ""
    same_as: str = ""
    papers: Sequence[bytes] = ()
    seen: str | None = None


def record(by: User, register: SourceKind, typed: Typed, why: Why) -> Version:
    """Write a new decision down. Raises RegistryRefused; ReasonWanted where dates do not fit, or somebody is alike."""
    with acting(by, KEEPING, f"record {register.value}") as one:
        read = read_decision(typed, register)
        # Of two who write the same person down at once, the second is shown the first.
        hold_register(register)
        same = _same_as(why.same_as.strip(), register, read.subject)
        alike = [] if same else look_alikes(read.subject, register)
        doubts = [*_doubts(one.agency, read), *([LOOKS_ALIKE] if alike else [])]
        despite = _despite(doubts, why, read.subject, alike)
        known = same.held if same else KnownSubject.objects.create(register=register, keys_version=KEYS_VERSION)
        decision = Decision.objects.create(subject=known, agency=one.agency)
        version = _version(decision, Act.RECORD, one.user, read, why.reason)
        version.same_as = same.decision if same else None
        whom = with_more(same.subject, read.subject) if same else read.subject
        return _written(version, whom, why.papers, doubts, despite, says_who=True)


def extend(by: User, reference: str, until: str, why: Why) -> Version:
    """A later last day. Raises as `record`."""
    with _changing(by, reference, Act.EXTEND, why) as held:
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
    with _changing(by, reference, Act.LIFT, why) as held:
        if held.status is not Status.IN_FORCE:
            raise RegistryRefused(refusal.NOT_IN_FORCE)
        return _changed(held, Act.LIFT, held.read, why)


def annul(by: User, reference: str, why: Why) -> Version:
    """End a decision that should never have been made. Raises RegistryRefused."""
    with _changing(by, reference, Act.ANNUL, why) as held:
        return _changed(held, Act.ANNUL, held.read, why)


def correct(by: User, reference: str, mended: Mapping[str, str | bool], why: Why) -> Version:
    """Mend what was written wrongly; ``mended`` are fields of `Typed` and columns of the person. Raises as `record`."""
    with _changing(by, reference, Act.CORRECT, why) as held:
        typed = _mended(typed_of(held.version, held.read.subject), mended)
        read = read_decision(typed, held.decision.subject.register)
        if typed.person == person_cells(held.read.subject):
            # What is written in one row loses which words of a former name are which: it was not mended.
            read = replace(read, subject=held.read.subject)
        return _changed(held, Act.CORRECT, read, why)


def name(by: User, reference: str, said: Mapping[str, str], why: Why) -> Version:
    """Another name or document of the same person: the new ones come first, the former stay. Raises RegistryRefused."""
    with _changing(by, reference, Act.NAME, why) as held:
        whom = renamed(held.read.subject, read_person(_with_name(said, held.read.subject)))
        return _changed(held, Act.NAME, replace(held.read, subject=whom), why)


def typed_of(version: Version, subject: Subject) -> Typed:
    """A decision as it would have to be typed to stand as it does."""
    days = {name: iso_of(getattr(version, name)) for name in ("decided_on", "until", "starts_on")}
    return Typed(person_cells(subject), **{**version.says(), **days})


@dataclass(frozen=True, slots=True)
class _Held:
    """A decision that is about to be changed: by whom, how it stands, and what it says now."""

    one: Acting
    decision: Decision
    status: Status
    version: Version
    read: ReadDecision


@contextmanager
def _changing(by: User, reference: str, act: Act, why: Why) -> Iterator[_Held]:
    """A decision of one's own agency, held; something of it was confirmed, nothing waits, and it was not ended."""
    with acting(by, KEEPING, act.value, reference) as one:
        decision = of_agency(one.agency, reference)
        if decision.versions.filter(ruling=None).exists():
            raise RegistryRefused(refusal.WAITS)
        state = state_at(decision, timezone.now())
        if state.version is None or state.subject is None:
            raise RegistryRefused(refusal.NOT_CONFIRMED_YET)
        if why.seen is not None and why.seen != state.seen:
            raise RegistryRefused(refusal.CHANGED_SINCE)
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
        reason=reason(why),
        author=author,
        written_at=timezone.now(),
        **read.says(),
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


@dataclass(frozen=True, slots=True)
class _Same:
    """Somebody whom the register knows: by which decision, held, and who it is."""

    decision: Decision
    held: KnownSubject
    subject: Subject


def _same_as(reference: str, register: SourceKind, said: Subject) -> _Same | None:
    """The person of another decision, who has to be alike: by a slip two strangers would become one for good.

    Nor is anybody shown whom they could not have found. Raises RegistryRefused.
    """
    if not reference:
        return None
    other = with_reference(reference)
    if other is None or other.subject.register != register:
        raise RegistryRefused(refusal.UNKNOWN_SAME, "same_as")
    held = hold_subject(other.subject_id)
    known = subject_at(held, timezone.now())
    if known is None:
        raise RegistryRefused(refusal.SAME_NOT_CONFIRMED, "same_as")
    if not is_alike(said, known):
        raise RegistryRefused(refusal.NOT_ALIKE, "same_as")
    return _Same(other, held, known)


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
    return ReadDecision(subject, **{**version.says(), "ground": grounds()[version.ground]})


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

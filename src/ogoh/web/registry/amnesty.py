"""An amnesty: tried first, approved by two people, applied in one transaction, and undone the same way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db.models import Max, Q
from django.utils import timezone

from ogoh.web.accounts.models import User
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import recording, refusal
from ogoh.web.registry.amnesty_rule import Freed, Rule, what_is_freed, whom_it_frees
from ogoh.web.registry.models import (
    Act,
    Amnesty,
    AmnestyApproval,
    AmnestyMember,
    AmnestyStep,
    Decision,
    Ruling,
    Step,
    Version,
)
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.rows import ListRow, listed
from ogoh.web.registry.staff import PARDONING, acting
from ogoh.web.registry.standing import day_of, in_force_at, standing_at
from ogoh.web.registry.typed import plain_line, reason

APPROVALS = 2
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many decisions an amnesty would lift, in all and by what they say; most first."""

    decisions: int
    people: int
    by_ground: tuple[tuple[str, int], ...]
    by_agency: tuple[tuple[str, int], ...]
    by_citizenship: tuple[tuple[str, int], ...]


def try_out(by: User, register: SourceKind, title: str, rule: Rule, why: str) -> Amnesty:
    """Write a rule down with the decisions that it fits now; nothing is lifted. Raises RegistryRefused."""
    with acting(by, PARDONING, "try an amnesty") as one:
        name = plain_line(title, "title", 200)
        if not name:
            raise RegistryRefused(refusal.NO_TITLE, "title")
        now = timezone.now()
        amnesty = Amnesty.objects.create(
            register=register, title=name, rule=rule.as_json(), reason=reason(why), author=one.user, tried_at=now
        )
        members = (AmnestyMember(amnesty=amnesty, decision_id=freed.decision) for freed in _freed(amnesty, now))
        count = sum(len(AmnestyMember.objects.bulk_create(batch)) for batch in _batches(members))
        recording.of_amnesty(amnesty, one.user, "tried", count)
    return amnesty


def approve(by: User, number: int, step: Step = Step.APPLIED) -> int:
    """Approve that an amnesty is applied, or undone; how many have approved now. Raises RegistryRefused."""
    with acting(by, PARDONING, f"approve an amnesty to be {step.value}") as one:
        amnesty = _amnesty(number)
        _refuse_out_of_turn(amnesty, step)
        if one.user.pk == amnesty.author_id and step is Step.APPLIED:
            raise RegistryRefused(refusal.AMNESTY_OF_ONESELF)
        approvals = amnesty.approvals.filter(step=step)
        if approvals.filter(by=one.user).exists():
            raise RegistryRefused(refusal.APPROVED_ALREADY)
        AmnestyApproval.objects.create(amnesty=amnesty, by=one.user, at=timezone.now(), step=step)
        recording.of_amnesty(amnesty, one.user, f"approved to be {step.value}", amnesty.members.count())
        return approvals.count()


def apply(by: User, number: int) -> AmnestyStep:
    """Lift the decisions that were tried, as far as the rule fits them still. Raises RegistryRefused."""
    with acting(by, PARDONING, "apply an amnesty") as one:
        amnesty = _amnesty(number)
        second = _approved(amnesty, Step.APPLIED, one.user)
        now = timezone.now()
        review_from = Rule.from_json(amnesty.rule).review_from
        if review_from is not None and day_of(now) < review_from:
            raise RegistryRefused(refusal.BEFORE_REVIEW)
        fitting = {freed.decision for freed in _freed(amnesty, now)}
        members = amnesty.members.order_by("decision").values_list("decision", flat=True)
        freed = [number for number in members if number in fitting]
        count = _each(amnesty, freed, Act.LIFT, one.user, second, amnesty.reason)
        return _stepped(amnesty, Step.APPLIED, one.user, count, "")


def undo(by: User, number: int, why: str) -> AmnestyStep:
    """Put in force again what an amnesty lifted and nothing else has touched since. Raises RegistryRefused."""
    with acting(by, PARDONING, "undo an amnesty") as one:
        amnesty = _amnesty(number)
        second = _approved(amnesty, Step.UNDONE, one.user)
        said = reason(why)
        lifted = standing_at(timezone.now()).filter(amnesty=amnesty, act=Act.LIFT).order_by("decision")
        count = _each(amnesty, list(lifted.values_list("decision", flat=True)), Act.REINSTATE, one.user, second, said)
        return _stepped(amnesty, Step.UNDONE, one.user, count, said)


def counts_of(amnesty: Amnesty) -> Counts:
    """What an amnesty would lift, as it was tried."""
    members = Q(decision__amnesties__amnesty=amnesty)
    freed = list(what_is_freed(in_force_at(SourceKind(amnesty.register), amnesty.tried_at).filter(members)))
    people = Decision.objects.filter(amnesties__amnesty=amnesty).values("subject").distinct().count()
    states = Counter(state for one in freed for state in one.citizenships or ("",))
    return Counts(
        decisions=len(freed),
        people=people,
        by_ground=_most_first(Counter(one.ground for one in freed)),
        by_agency=_most_first(Counter(one.agency for one in freed)),
        by_citizenship=_most_first(states),
    )


def rows_of(amnesty: Amnesty) -> Iterator[ListRow]:
    """The decisions that an amnesty would lift, as rows of a list, to be inspected."""
    return listed(SourceKind(amnesty.register), amnesty.tried_at, Q(decision__amnesties__amnesty=amnesty))


def step_done(amnesty: Amnesty, step: Step) -> bool:
    """Whether an amnesty was applied, or undone."""
    return amnesty.steps.filter(step=step).exists()


def _freed(amnesty: Amnesty, at: datetime) -> Iterator[Freed]:
    return whom_it_frees(SourceKind(amnesty.register), Rule.from_json(amnesty.rule), at)


def _amnesty(number: int) -> Amnesty:
    """An amnesty, held: of two who do the same at once, the second waits and is refused."""
    found = Amnesty.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise RegistryRefused(refusal.NO_SUCH_AMNESTY)
    return found


def _refuse_out_of_turn(amnesty: Amnesty, step: Step) -> None:
    if step is Step.APPLIED and step_done(amnesty, Step.APPLIED):
        raise RegistryRefused(refusal.APPLIED_ALREADY)
    if step is Step.UNDONE and (not step_done(amnesty, Step.APPLIED) or step_done(amnesty, Step.UNDONE)):
        raise RegistryRefused(refusal.NOT_TO_UNDO)


def _approved(amnesty: Amnesty, step: Step, by: User) -> User:
    """One of those who approved, and not who does it now: the second person behind each decision that changes."""
    _refuse_out_of_turn(amnesty, step)
    approvals = list(amnesty.approvals.filter(step=step).select_related("by"))
    if len(approvals) < APPROVALS:
        raise RegistryRefused(refusal.NOT_APPROVED)
    return next(one.by for one in approvals if one.by_id != by.pk)


def _stepped(amnesty: Amnesty, step: Step, by: User, count: int, why: str) -> AmnestyStep:
    done = AmnestyStep.objects.create(amnesty=amnesty, step=step, by=by, at=timezone.now(), reason=why, decisions=count)
    recording.of_amnesty(amnesty, by, step.value, count)
    return done


def _each(amnesty: Amnesty, decisions: Sequence[int], act: Act, by: User, second: User, why: str) -> int:
    """A confirmed version of each decision, which says the same as the one that stands; how many there were."""
    for batch in _batches(decisions):
        # Held in one order, so that two acts on many decisions cannot wait for each other.
        list(Decision.objects.select_for_update().filter(pk__in=batch).order_by("pk").values_list("pk"))
        now = timezone.now()
        last = dict(Version.objects.filter(decision__in=batch).values_list("decision").annotate(Max("sequence")))
        standing = standing_at(now).filter(decision__in=batch).order_by("decision")
        versions = [_next(one, last[one.decision_id], act, by, now, why, amnesty) for one in standing]
        written = Version.objects.bulk_create(versions)
        Ruling.objects.bulk_create(Ruling(version=one, confirmed=True, by=second, at=now) for one in written)
    return len(decisions)


def _next(standing: Version, last: int, act: Act, author: User, now: datetime, why: str, amnesty: Amnesty) -> Version:
    return Version(
        decision_id=standing.decision_id,
        sequence=last + 1,
        act=act,
        ground=standing.ground,
        legal_basis=standing.legal_basis,
        number=standing.number,
        decided_on=standing.decided_on,
        until=standing.until,
        starts_on=standing.starts_on,
        by_court=standing.by_court,
        criminal=standing.criminal,
        reason=why,
        author=author,
        written_at=now,
        amnesty=amnesty,
    )


def _most_first(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


_One = TypeVar("_One")


def _batches(items: Iterable[_One]) -> Iterator[list[_One]]:
    walk = iter(items)
    while batch := list(islice(walk, _BATCH)):
        yield batch

"""An amnesty: tried first, approved by two people, applied in one transaction, and undone the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeAlias, TypeVar

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from ogoh.web.accounts.models import User
from ogoh.web.days import today
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import recording, refusal
from ogoh.web.registry.amnesty_rule import Rule, what_is_freed, whom_it_frees
from ogoh.web.registry.counting import Counts, counted
from ogoh.web.registry.holding import hold_decisions, hold_register
from ogoh.web.registry.models import (
    Act,
    Amnesty,
    AmnestyApproval,
    AmnestyMember,
    AmnestyStep,
    Ruling,
    Step,
    Version,
)
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.rows import ListRow, first_in_force, listed
from ogoh.web.registry.staff import PARDONING, acting
from ogoh.web.registry.standing import in_force_at, people_of, standing_at
from ogoh.web.registry.typed import plain_line, reason

APPROVALS = 2
_BATCH = 2_000
_Still: TypeAlias = Callable[[list[int], datetime], QuerySet[Version]]


def try_out(by: User, register: SourceKind, title: str, rule: Rule, why: str) -> Amnesty:
    """Write a rule down with the decisions that it fits now; nothing is lifted. Raises RegistryRefused."""
    with acting(by, PARDONING, "try an amnesty") as one:
        name = plain_line(title, "title", 200)
        if not name:
            raise RegistryRefused(refusal.NO_TITLE, "title")
        now = timezone.now()
        counts, numbers = counted(whom_it_frees(register, rule, now))
        amnesty = Amnesty.objects.create(
            register=register,
            title=name,
            rule=rule.as_json(),
            reason=reason(why),
            author=one.user,
            tried_at=now,
            counts=counts.as_json(),
        )
        for batch in _batches(numbers):
            AmnestyMember.objects.bulk_create(AmnestyMember(amnesty=amnesty, decision_id=number) for number in batch)
        recording.of_amnesty(amnesty, one.user, "tried", counts.decisions)
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
        rule = Rule.from_json(amnesty.rule)
        if rule.review_from is not None and today() < rule.review_from:
            raise RegistryRefused(refusal.BEFORE_REVIEW)

        def fitting(batch: list[int], now: datetime) -> QuerySet[Version]:
            freed = [freed.decision for freed in whom_it_frees(SourceKind(amnesty.register), rule, now, batch)]
            return standing_at(now).filter(decision__in=freed)

        members = amnesty.members.order_by("decision").values_list("decision", flat=True)
        written = _Written(amnesty, Act.LIFT, one.user, second, amnesty.reason)
        return _stepped(Step.APPLIED, written, _each(written, list(members), fitting))


def undo(by: User, number: int, why: str) -> AmnestyStep:
    """Put in force again what an amnesty lifted and nothing else has touched since. Raises RegistryRefused."""
    with acting(by, PARDONING, "undo an amnesty") as one:
        amnesty = _amnesty(number)
        second = _approved(amnesty, Step.UNDONE, one.user)
        said = reason(why)

        def lifted(batch: list[int], now: datetime) -> QuerySet[Version]:
            return standing_at(now).filter(decision__in=batch, amnesty=amnesty, act=Act.LIFT)

        freed = amnesty.versions.filter(act=Act.LIFT).order_by("decision").values_list("decision", flat=True)
        written = _Written(amnesty, Act.REINSTATE, one.user, second, said)
        return _stepped(Step.UNDONE, written, _each(written, list(freed), lifted))


def counts_of(amnesty: Amnesty) -> Counts:
    """What an amnesty would lift, as it was tried."""
    if amnesty.counts is not None:
        return Counts.from_json(amnesty.counts)
    members = in_force_at(SourceKind(amnesty.register), amnesty.tried_at).filter(_members(amnesty))
    return counted(what_is_freed(members))[0]


def rows_of(amnesty: Amnesty) -> Iterator[ListRow]:
    """The decisions that an amnesty would lift, as rows of a list, to be inspected."""
    return listed(SourceKind(amnesty.register), amnesty.tried_at, _members(amnesty))


def first_rows_of(amnesty: Amnesty, most: int) -> list[ListRow]:
    """The first of `rows_of`."""
    return first_in_force(SourceKind(amnesty.register), amnesty.tried_at, _members(amnesty), most)


def steps_done(amnesty: Amnesty) -> frozenset[Step]:
    """Whether an amnesty was applied, and undone."""
    return frozenset(Step(one.step) for one in amnesty.steps.all())


def _members(amnesty: Amnesty) -> Q:
    return Q(decision__amnesties__amnesty=amnesty)


def _amnesty(number: int) -> Amnesty:
    """An amnesty, held: of two who do the same at once, the second waits and is refused."""
    found = Amnesty.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise RegistryRefused(refusal.NO_SUCH_AMNESTY)
    return found


def _refuse_out_of_turn(amnesty: Amnesty, step: Step) -> None:
    done = steps_done(amnesty)
    if step is Step.APPLIED and done:
        raise RegistryRefused(refusal.APPLIED_ALREADY)
    if step is Step.UNDONE and done != {Step.APPLIED}:
        raise RegistryRefused(refusal.NOT_TO_UNDO)


def _approved(amnesty: Amnesty, step: Step, by: User) -> User:
    """One of those who approved, and not who does it now: the second person behind each decision that changes."""
    _refuse_out_of_turn(amnesty, step)
    approvals = list(amnesty.approvals.filter(step=step).select_related("by"))
    if len(approvals) < APPROVALS:
        raise RegistryRefused(refusal.NOT_APPROVED)
    return next(one.by for one in approvals if one.by_id != by.pk)


@dataclass(frozen=True, slots=True)
class _Written:
    """What is written of each decision, by whom, and who the second person is."""

    amnesty: Amnesty
    act: Act
    author: User
    second: User
    why: str


def _stepped(step: Step, one: _Written, count: int) -> AmnestyStep:
    said = one.why if step is Step.UNDONE else ""
    done = AmnestyStep.objects.create(
        amnesty=one.amnesty, step=step, by=one.author, at=timezone.now(), reason=said, decisions=count
    )
    people = people_of(one.amnesty.versions.filter(act=one.act), done.at)
    recording.of_people(one.amnesty, one.author, step.value, count, people)
    return done


def _each(one: _Written, numbers: Sequence[int], still: _Still) -> int:
    """A confirmed version of each decision, which says the same as the one that stands; how many there were.

    Only of those that, once nobody else can change them, ``still`` gives as they stand then.
    """
    hold_register(SourceKind(one.amnesty.register))
    return sum(_batch(one, batch, still) for batch in _batches(numbers))


def _batch(one: _Written, batch: list[int], still: _Still) -> int:
    hold_decisions(batch)
    now = timezone.now()
    standing = list(still(batch, now).order_by("decision"))
    newest = Version.objects.filter(decision__in=batch).order_by().values_list("decision").annotate(Max("sequence"))
    last = dict(newest)
    written = Version.objects.bulk_create(_next(one, version, last[version.decision_id], now) for version in standing)
    Ruling.objects.bulk_create(Ruling(version=version, confirmed=True, by=one.second, at=now) for version in written)
    return len(written)


def _next(one: _Written, standing: Version, last: int, now: datetime) -> Version:
    return Version(
        decision_id=standing.decision_id,
        sequence=last + 1,
        act=one.act,
        reason=one.why,
        author=one.author,
        written_at=now,
        amnesty=one.amnesty,
        **standing.says(),
    )


_One = TypeVar("_One")


def _batches(items: Iterable[_One]) -> Iterator[list[_One]]:
    walk = iter(items)
    while batch := list(islice(walk, _BATCH)):
        yield batch

"""The answers of a population by group, and what stands behind a group's misses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ogoh.cli.evaluate.asking import Check
from ogoh.cli.evaluate.commonness import QUARTERS, Ladder, ladder
from ogoh.cli.evaluate.pairs import ALL
from ogoh.matching import Verdict

ERRORS = "error"
_MOST_CAUSES = 4


@dataclass(frozen=True, slots=True)
class Told:
    """How many people there are, and how many of them were told what; the rest was told no record."""

    people: int
    possible: int
    recorded: int

    @property
    def no_record(self) -> int:
        """How many were told no record."""
        return self.people - self.possible - self.recorded


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that is true of missed people: of how many of them, and of how many listed people of their group."""

    name: str
    missed: int
    listed: int


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a population: who is listed, who is not, and the leading causes of its misses."""

    dimension: str
    group: str
    listed: Told
    others: Told
    errors: tuple[Cause, ...]
    against: tuple[Cause, ...]


def grouped(checks: Sequence[Check]) -> tuple[Group, ...]:
    """Everybody first, then every group of every dimension."""
    steps = ladder([one.traveller.name_share for one in checks])
    held: defaultdict[tuple[str, str], list[Check]] = defaultdict(list)
    for check in checks:
        for dimension, group in _traits(check, steps):
            held[dimension, group].append(check)
    return tuple(_group(*name, held[name]) for name in sorted(held, key=_place))


def _place(name: tuple[str, str]) -> tuple[str, int, str]:
    """Quarters in their order, all else by name."""
    dimension, group = name
    return dimension, QUARTERS.index(group) if group in QUARTERS else len(QUARTERS), group


def _traits(check: Check, steps: Ladder) -> Iterator[tuple[str, str]]:
    yield ALL, ALL
    yield from check.traveller.traits
    yield from (("commonness", name) for name in steps.groups(check.traveller.name_share))
    yield from ((ERRORS, error) for error in set(check.traveller.errors))


def _group(dimension: str, group: str, checks: Sequence[Check]) -> Group:
    listed = [one for one in checks if one.traveller.own is not None]
    missed = [one for one in listed if one.verdict is Verdict.NO_RECORD]
    against = Counter(one.against for one in missed)
    return Group(
        dimension,
        group,
        _told(listed),
        _told(one for one in checks if one.traveller.own is None),
        leading(_errors(missed), _errors(listed), len(missed), len(listed)),
        tuple(Cause(name, number, len(listed)) for name, number in against.most_common(_MOST_CAUSES)),
    )


def _told(checks: Iterable[Check]) -> Told:
    counts = Counter(one.verdict for one in checks)
    return Told(counts.total(), counts[Verdict.POSSIBLE], counts[Verdict.RECORDED])


def _errors(checks: Iterable[Check]) -> Counter[str]:
    return Counter(error for one in checks for error in set(one.traveller.errors))


def leading(missed: Counter[str], listed: Counter[str], of_missed: int, of_listed: int) -> tuple[Cause, ...]:
    """The errors that most missed people have beyond those who would have them anyhow.

    An error that a quarter of all listed people have is expected in a quarter of the missed; only what is more counts.
    """
    excess = {name: number - of_missed * listed[name] / of_listed for name, number in missed.items()}
    ranked = sorted((name for name, more in excess.items() if more > 0), key=lambda name: (-excess[name], name))
    return tuple(Cause(name, missed[name], listed[name]) for name in ranked[:_MOST_CAUSES])

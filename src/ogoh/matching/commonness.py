"""How common a name is: the share of people who bear it, near spellings included."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import NamedTuple

from ogoh.matching.prepared import Prepared
from ogoh.names import Name, Part, Role, read_word, skeleton_of
from ogoh.names.words import frame_of, without_particle

MOST_BITS = 12.0
LEAST_BITS = 2.0

SHIPPED_WEIGHS = 2_000
"""As how many people of a list the shipped shares count. They are taken to be right within a factor of two for a name
that 1 in 1,000 bears: counting so many people would be as uncertain."""
LEAST_BEARERS = 3
"""A name borne by fewer people of a list, perhaps by the person asked for alone, says nothing of how common it is."""


class Share(NamedTuple):
    """One row of a table of shares: of the people who have a name of this kind, how many bear one that sounds so.

    ``form`` says how the name is given: ``skeleton`` (one name in its spellings) or ``frame`` (all names that share
    its consonants, which near and misspelt ones do).
    """

    kind: str
    form: str
    name: str
    share: float


# The share that a name has which is in no table: most names of a long list are rare ones.
_UNKNOWN = {Role.GIVEN: 9.5, Role.FAMILY: 11.0, Role.PATRONYMIC: 9.5, Role.UNKNOWN: 9.5}
_UNKNOWN_FRAME = {Role.GIVEN: 8.5, Role.FAMILY: 9.5, Role.PATRONYMIC: 8.5, Role.UNKNOWN: 8.5}
_UNKNOWN_IN = {"skeleton": _UNKNOWN, "frame": _UNKNOWN_FRAME}
_KINDS = ("given", "family", "patronymic")
_FORMS = ("skeleton", "frame")


@dataclass(frozen=True, slots=True, eq=False)
class Commonness:
    """Bits that agreement on a name brings, -log2 of its share, by role and by skeleton or frame.

    ``source`` tells whose names were counted, in one word for a report: ``shipped`` or a source's code; ``on_the_list``
    in which roles the names of that list weigh more than the shipped shares. ``unknown`` and ``unknown_frames`` are
    the bits of names that are in no table.
    """

    skeletons: Mapping[Role, Mapping[str, float]]
    frames: Mapping[Role, Mapping[str, float]]
    source: str = "shipped"
    on_the_list: frozenset[Role] = frozenset()
    unknown: Mapping[Role, float] = field(default_factory=lambda: _UNKNOWN)
    unknown_frames: Mapping[Role, float] = field(default_factory=lambda: _UNKNOWN_FRAME)

    def rarity(self, role: Role, part: Part) -> float:
        """For agreement on the name itself.

        An unknown spelling may be a slip for a common name with the same consonants: then no list, however long, makes
        it rarer than the shipped shares do. A name that was counted is never rarer than one that was not.
        """
        bits = self.skeletons[role].get(part.skeleton)
        if bits is None:
            of_its_consonants = self.frames[role].get(part.frame, MOST_BITS)
            return min(self.unknown[role], max(_UNKNOWN[role], of_its_consonants))
        return min(bits, self.unknown[role])

    def has_counted(self, part: Part) -> bool:
        """Whether the name was counted in any role; of others nobody knows how common they are."""
        return part.skeleton in self.skeletons[Role.UNKNOWN]

    def wide_rarity(self, role: Role, part: Part) -> float:
        """For agreement on something near it: never more than the name itself would bring."""
        return min(self.frames[role].get(part.frame, self.unknown_frames[role]), self.rarity(role, part))


def commonness_of(rows: Iterable[Share], source: str) -> Commonness:
    """Look-up tables from rows of shares; a part of open role counts as common as in its commonest role."""
    skeletons, frames = _tables(rows)
    return Commonness(skeletons, frames, source)


_Table = Mapping[Role, Mapping[str, float]]


def _tables(rows: Iterable[Share]) -> tuple[_Table, _Table]:
    tables: dict[str, dict[Role, dict[str, float]]] = {form: {role: {} for role in Role} for form in _FORMS}
    for row in rows:
        bits = _bits(row.share)
        for role in (Role(row.kind), Role.UNKNOWN):
            held = tables[row.form][role]
            held[row.name] = min(bits, held.get(row.name, MOST_BITS))
    return tables["skeleton"], tables["frame"]


def _bits(share: float) -> float:
    return min(MOST_BITS, max(LEAST_BITS, -math.log2(share)))


@cache
def shipped() -> Commonness:
    """The shares that come with Ogoh: counted in the made-up population, and reasoned ones of names from elsewhere."""
    return commonness_of([*counted(), *elsewhere()], "shipped")


def counted() -> Iterator[Share]:
    """The rows of ``commonness.csv``, made by ``ogoh commonness``."""
    for row in _rows("commonness.csv"):
        yield Share(row["kind"], row["form"], row["name"], float(row["share"]))


def elsewhere() -> Iterator[Share]:
    """Names of Slavic and Persian speakers, whom the made-up population lacks; their shares are rounded guesses."""
    for row in _rows("elsewhere.csv"):
        for name in row["names"].split():
            word = read_word(name)
            yield Share(row["kind"], "skeleton", skeleton_of(word.stem), float(row["share"]))
            yield Share(row["kind"], "frame", frame_of(without_particle(word.stem)), float(row["share"]))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (resources.files(__package__) / "data" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


Borne = tuple[str, str, str]
"""A part of somebody's name as it is counted: role, skeleton and frame."""


def names_counted(people: Iterable[Prepared]) -> Iterator[Name]:
    """The names that count for people: of each the first, for aliases would count one person twice."""
    return (person.names[0] for person in people if person.names)


def borne_by(names: Iterable[Name]) -> Counter[Borne]:
    """Count the names of people, one each; parts whose role is open are left out."""
    return Counter(
        [
            (part.role.value, part.skeleton, part.frame)
            for name in names
            for part in name.parts
            if part.role is not Role.UNKNOWN
        ]
    )


def shares_of(names: Iterable[Name], least: float) -> Iterator[Share]:
    """Count the names of people, one each, and give every share above ``least``, the commonest first."""
    for (kind, form), names_of_kind in _by_form(borne_by(names)).items():
        whole = names_of_kind.total()
        for sounds, count in names_of_kind.most_common():
            if count / whole <= least:
                break
            yield Share(kind, form, sounds, round(count / whole, 6))


def _by_form(borne: Mapping[Borne, int]) -> dict[tuple[str, str], Counter[str]]:
    counts: dict[tuple[str, str], Counter[str]] = {(kind, form): Counter() for kind in _KINDS for form in _FORMS}
    for (kind, skeleton, frame), count in borne.items():
        counts[kind, "skeleton"][skeleton] += count
        counts[kind, "frame"][frame] += count
    return counts


class Bearers(NamedTuple):
    """Of one kind and form: how many people of a list have such a name at all, and how many bear each common one."""

    kind: str
    form: str
    people: int
    names: Mapping[str, int]


def bearers_of(borne: Mapping[Borne, int]) -> list[Bearers]:
    """What is worth keeping of the counted names of a list: those common enough to weigh less than the rarest do."""
    return [
        Bearers(kind, form, names.total(), _common(kind, form, names))
        for (kind, form), names in _by_form(borne).items()
    ]


def _common(kind: str, form: str, names: Counter[str]) -> dict[str, int]:
    people, expected, unknown = names.total(), _shipped_shares()[kind, form], _unknown_share(kind, form)
    return {
        name: count
        for name, count in names.most_common()
        if count >= LEAST_BEARERS and blend(count, people, expected.get(name, unknown)) > 2**-MOST_BITS
    }


def blend(count: int, people: int, share: float) -> float:
    """The share of a name that ``count`` of ``people`` of a list bear and that ``share`` is expected to have elsewhere.

    As if `SHIPPED_WEIGHS` people more had been counted who bear it as often as expected (the mean under a Dirichlet
    prior): a list of a few hundred hardly moves a share, one of many thousands decides it.
    """
    return (count + SHIPPED_WEIGHS * share) / (people + SHIPPED_WEIGHS)


def commonness_on(bearers: Iterable[Bearers], source: str) -> Commonness:
    """How common names are on the list of a source, by what was counted on it and the shipped shares."""
    held = list(bearers)
    skeletons, frames = _tables(share for one in held for share in _blended(one))
    return Commonness(
        skeletons,
        frames,
        source,
        frozenset(Role(one.kind) for one in held if one.people >= SHIPPED_WEIGHS),
        _unknown_among([one for one in held if one.form == "skeleton"]),
        _unknown_among([one for one in held if one.form == "frame"]),
    )


def _blended(one: Bearers) -> Iterator[Share]:
    expected, otherwise = _shipped_shares()[one.kind, one.form], _unknown_share(one.kind, one.form)
    for name in expected.keys() | one.names.keys():
        share = blend(one.names.get(name, 0), one.people, expected.get(name, otherwise))
        yield Share(one.kind, one.form, name, share)


def _unknown_among(bearers: Iterable[Bearers]) -> dict[Role, float]:
    """The bits of names that a list does not hold often enough to be kept; the longer the list, the rarer they are."""
    bits = {Role(one.kind): _bits(blend(0, one.people, _unknown_share(one.kind, one.form))) for one in bearers}
    return {**bits, Role.UNKNOWN: min(bits.values())}


@cache
def _shipped_shares() -> Mapping[tuple[str, str], Mapping[str, float]]:
    shares: dict[tuple[str, str], dict[str, float]] = {(kind, form): {} for kind in _KINDS for form in _FORMS}
    for row in [*counted(), *elsewhere()]:
        held = shares[row.kind, row.form]
        held[row.name] = max(row.share, held.get(row.name, 0.0))
    return shares


def _unknown_share(kind: str, form: str) -> float:
    return float(2 ** -_UNKNOWN_IN[form][Role(kind)])

"""How common a name is: the share of people who bear it, near spellings included."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from ogoh.names import Name, Part, Role, read_word, skeleton_of
from ogoh.names.words import frame_of, without_particle

KINDS = (Role.GIVEN, Role.FAMILY, Role.PATRONYMIC)
MOST_BITS = 12.0
LEAST_BITS = 2.0


class Share(NamedTuple):
    """One row of a table of shares: of the people who have a name of this kind, how many bear one that sounds so.

    ``form`` says how the name is given: ``skeleton`` (one name in its spellings) or ``frame`` (all names that share
    its consonants, which near and misspelt ones do).
    """

    kind: str
    form: str
    name: str
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class Commonness:
    """Bits that agreement on a name brings, -log2 of its share, by role and by skeleton or frame.

    ``source`` tells whose names were counted, in one word for a report: ``shipped`` or a source's code.
    """

    skeletons: Mapping[Role, Mapping[str, float]]
    frames: Mapping[Role, Mapping[str, float]]
    source: str = "shipped"

    def rarity(self, role: Role, part: Part) -> float:
        """For agreement on the name itself."""
        return self.skeletons[role].get(part.skeleton, _UNKNOWN[role])

    def wide_rarity(self, role: Role, part: Part) -> float:
        """For agreement on something near it: never more than the name itself would bring."""
        return min(self.frames[role].get(part.frame, _UNKNOWN_FRAME[role]), self.rarity(role, part))


# The share that a name has which is in no table: most names of a long list are rare ones.
_UNKNOWN = {Role.GIVEN: 9.5, Role.FAMILY: 11.0, Role.PATRONYMIC: 9.5, Role.UNKNOWN: 9.5}
_UNKNOWN_FRAME = {Role.GIVEN: 8.5, Role.FAMILY: 9.5, Role.PATRONYMIC: 8.5, Role.UNKNOWN: 8.5}


def commonness_of(rows: Iterable[Share], source: str) -> Commonness:
    """Look-up tables from rows of shares; a part of open role counts as common as in its commonest role."""
    tables: dict[str, dict[Role, dict[str, float]]] = {
        form: {role: {} for role in Role} for form in ("skeleton", "frame")
    }
    for row in rows:
        bits = min(MOST_BITS, max(LEAST_BITS, -math.log2(row.share)))
        for role in (Role(row.kind), Role.UNKNOWN):
            held = tables[row.form][role]
            held[row.name] = min(bits, held.get(row.name, MOST_BITS))
    return Commonness(tables["skeleton"], tables["frame"], source)


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


def shares_of(names: Iterable[Name], least: float) -> Iterator[Share]:
    """Count the names of people, one each, and give every share above ``least``, the commonest first."""
    counts: dict[tuple[Role, str], Counter[str]] = {(role, form): Counter() for role in KINDS for form in _FORMS}
    for name in names:
        for part in name.parts:
            if part.role is not Role.UNKNOWN:
                for form in _FORMS:
                    counts[part.role, form][getattr(part, form)] += 1
    for (role, form), counted_names in counts.items():
        whole = counted_names.total()
        for sounds, count in counted_names.most_common():
            if count / whole <= least:
                break
            yield Share(role.value, form, sounds, round(count / whole, 6))


_FORMS = ("skeleton", "frame")

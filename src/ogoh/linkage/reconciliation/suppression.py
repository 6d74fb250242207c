"""Numbers for the public: none of fewer than ten people, and none from which such a number could be worked out.

Which numbers add up to which is told as sums. A number is withheld where one to nine people stand behind it, and then
so many others until no sum, and no sums taken together, give away a withheld small number (Gaussian elimination on what
is withheld). All that is withheld looks alike: that a number is missing does not say that it is small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 10
"""The smallest number of people that may be told; nobody at all may be told too."""

Cell = tuple[str, str | None]
"""What a number is about: a table and a part of it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of records, and how many people they are of."""

    records: int
    people: int


@dataclass(frozen=True, slots=True)
class Sum:
    """``parts`` that add up to ``total``, those that are missed least last: they are withheld first."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All of it."""
        return (self.total, *self.parts)


def published(tallies: Mapping[Cell, Tally], sums: Sequence[Sum]) -> Mapping[Cell, int | None]:
    """What may be told of each number: the records, or ``None`` where it is withheld."""
    withheld = {cell for cell, tally in tallies.items() if _is_small(tally)}
    while (cell := next(_next_withheld(tallies, sums, withheld), None)) is not None:
        withheld.add(cell)
    return {cell: None if cell in withheld else tally.records for cell, tally in tallies.items()}


def _is_small(tally: Tally) -> bool:
    return 0 < tally.people < FEWEST


def _next_withheld(tallies: Mapping[Cell, Tally], sums: Sequence[Sum], withheld: set[Cell]) -> Iterator[Cell]:
    """Numbers to withhold besides, for what they give away; there is one as long as anything small is given away."""
    for one in sums:
        if _gives_away(one, tallies, withheld):
            yield from _sacrifices([one], tallies, withheld)
    if any(_is_small(tallies[cell]) for cell in _determined(sums, withheld)):
        yield from _sacrifices([one for one in sums if withheld.intersection(one.cells)], tallies, withheld)


def _gives_away(one: Sum, tallies: Mapping[Cell, Tally], withheld: set[Cell]) -> bool:
    """Whether one sum alone tells a withheld number, or that few people stand behind all its withheld parts."""
    hidden = [cell for cell in one.cells if cell in withheld]
    few = sum(tallies[cell].people for cell in hidden) < FEWEST
    return len(hidden) == 1 or (bool(hidden) and one.total not in withheld and few)


def _sacrifices(sums: Iterable[Sum], tallies: Mapping[Cell, Tally], withheld: set[Cell]) -> Iterator[Cell]:
    """What is still told in these sums, the one to withhold first: a part that somebody stands behind, the last."""
    shown = [(one, cell) for one in sums for cell in reversed(one.cells) if cell not in withheld]
    yield from (cell for one, cell in shown if cell != one.total and tallies[cell].people)
    yield from (cell for one, cell in shown if cell != one.total)
    yield from (cell for _, cell in shown)


def _determined(sums: Sequence[Sum], withheld: set[Cell]) -> Iterator[Cell]:
    """The withheld numbers that all sums together leave only one value."""
    for row in _reduced([_equation(one, withheld) for one in sums]):
        if len(row) == 1:
            yield from row


_Equation = dict[Cell, Fraction]


def _equation(one: Sum, withheld: set[Cell]) -> _Equation:
    signs = ((one.total, -1), *((part, 1) for part in one.parts))
    return {cell: Fraction(sign) for cell, sign in signs if cell in withheld}


def _reduced(equations: list[_Equation]) -> list[_Equation]:
    """The equations in reduced row echelon form; what is known stands on the other side and does not matter."""
    done: list[_Equation] = []
    for equation in equations:
        for pivot, row in ((next(iter(row)), row) for row in done):
            equation = _without(equation, pivot, row)
        if equation:
            pivot = next(iter(equation))
            equation = {cell: value / equation[pivot] for cell, value in equation.items()}
            done = [*(_without(row, pivot, equation) for row in done), equation]
    return done


def _without(equation: _Equation, pivot: Cell, row: _Equation) -> _Equation:
    """An equation minus so much of a row that the pivot falls out."""
    times = equation.get(pivot, Fraction(0))
    if not times:
        return equation
    left = {cell: equation.get(cell, Fraction(0)) - times * row.get(cell, Fraction(0)) for cell in {**equation, **row}}
    return {cell: value for cell, value in left.items() if value}

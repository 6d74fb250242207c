"""The error channel: which slips happen to a record between the person and the cell, as ``data/errors.yaml`` says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ogoh.synthetic import cell_slips, name_slips
from ogoh.synthetic.dice import Dice
from ogoh.synthetic.draft import Draft, write_down
from ogoh.synthetic.tables import read_settings

Place = Literal["list", "register", "traveller"]
PLACES: tuple[Place, ...] = ("list", "register", "traveller")
_STAGES = {"understanding": name_slips.SLIPS, "cells": cell_slips.SLIPS}


@dataclass(frozen=True, slots=True)
class Slip:
    """One kind of error: its name, how likely here, and what it does (true when something changed)."""

    name: str
    probability: float
    apply: Callable[[Draft, Dice], bool]


@cache
def slips(stage: str, place: Place) -> tuple[Slip, ...]:
    """The slips of a stage (``understanding`` or ``cells``) at one place, in the order in which they apply."""
    known = _STAGES[stage]
    settings = read_settings("errors.yaml")[stage]
    return tuple(Slip(name, settings[name][place], known[name]) for name in settings)


def kinds() -> tuple[str, ...]:
    """The names of all slips, in order."""
    return tuple(slip.name for stage in _STAGES for slip in slips(stage, "list"))


def pass_through(draft: Draft, place: Place, dice: Dice) -> Draft:
    """Write a draft down with the errors of a place; the names of those that happened are in ``draft.slips``."""
    _slip(draft, slips("understanding", place), dice)
    write_down(draft, dice)
    _slip(draft, slips("cells", place), dice)
    return draft


def _slip(draft: Draft, kinds: tuple[Slip, ...], dice: Dice) -> None:
    for slip in kinds:
        if dice.random() < slip.probability and slip.apply(draft, dice):
            draft.slips.append(slip.name)

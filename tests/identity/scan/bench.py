"""How many made-up passports are read rightly from pictures: python -m tests.identity.scan.bench [ZONES] [MODEL]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from PIL import Image

from ogoh.identity import read_mrz
from ogoh.identity.scan import ScanRefused, read_zone_in_picture
from tests.identity.scan.drawing import CONDITIONS, made_up_zones, page_with

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one picture: its zone as drawn and as read (or nothing), and the seconds it took."""

    drawn: str
    read: str
    seconds: float

    @property
    def names_right(self) -> bool:
        """Family and given names letter by letter."""
        return bool(self.read) and read_mrz(self.read).names == read_mrz(self.drawn).names

    @property
    def data_right(self) -> bool:
        """Number, dates, sex and citizenship: the whole second line."""
        return self.drawn.splitlines()[1:] == self.read.splitlines()[1:]

    @property
    def wrong_unseen(self) -> bool:
        """Names are wrong while every check digit holds."""
        return bool(self.read) and not self.names_right and not read_mrz(self.read).faults


def read_all(zones: list[str], treated: Callable[[Image.Image], bytes], model: str | None = None) -> list[Reading]:
    """Draw, treat and read each zone."""

    def one(zone: str) -> Reading:
        content = treated(page_with(zone))
        begun = perf_counter()
        try:
            read = read_zone_in_picture(content, model=model, seconds=120).text
        except ScanRefused:
            read = ""
        return Reading(zone, read, perf_counter() - begun)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, zones))


def rows(size: int, model: str | None = None) -> Iterator[str]:
    """The table of docs/explanation/scanning.md."""
    zones = list(made_up_zones(size))
    heads: tuple[str, ...] = ("picture", "whole zone right", "number and dates right", "names right")
    heads += ("names wrong, check digits right", "refused", "seconds (median, longest)")
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|---|---|---|---|"
    for name, treated in CONDITIONS.items():
        told = read_all(zones, treated, model)
        figures = (
            sum(one.read == one.drawn for one in told),
            sum(one.data_right for one in told),
            sum(one.names_right for one in told),
            sum(one.wrong_unseen for one in told),
            sum(not one.read for one in told),
        )
        times = [one.seconds for one in told]
        yield f"| {name} | {' | '.join(map(str, figures))} | {median(times):.1f}, {max(times):.1f} |"


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if sys.argv[1:] else 100, sys.argv[2] if sys.argv[2:] else None):
        print(row, flush=True)  # noqa: T201

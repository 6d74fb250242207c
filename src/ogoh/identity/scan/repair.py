"""Lines as read made lines of a zone: like signs are swapped only where the type or a check digit proves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from ogoh.identity.mrz_layout import FILLER, Check, Layout, check_digit

_DIGIT_OF = str.maketrans("OQDILZSGB", "000112568")
_LETTER_OF = str.maketrans("01258", "OIZSB")
_TWINS = dict(zip("O0I1Z2S5B8", "0O1I2Z5S8B", strict=True))
_ALL_DIGITS = frozenset({"birth", "expires"})
_MOST_SWAPS = 3
_MOST_MISSING = 6
# No name has three fillers in a row (Doc 9303-4, 4.2.3): what follows them is filler, taken for these letters.
_END_OF_NAMES = re.compile(f"{FILLER}{{3}}[{FILLER}KCELS]*$")
_RUN = re.compile(f"{FILLER}+")


def line_of_names(layout: Layout) -> int:
    """Which line of a layout, from 0, holds the names."""
    first: int = layout.fields["names"].start
    return first // layout.width


def names_fitted(line: str, layout: Layout) -> str | None:
    """The line with the names, of its full width; ``None`` where more than its last fillers would have to change.

    No check digit guards it: digits, which it cannot have, become the letters that they look like, and the row
    of fillers at its end is counted anew. Whether the letters are right only the page can tell.
    """
    letters = line.translate(_LETTER_OF)
    if layout.fields["names"].start % layout.width and letters[:1] not in layout.kinds:
        return None
    kept = _END_OF_NAMES.sub("", letters).rstrip(FILLER)
    if len(kept) > layout.width or (len(kept) < layout.width and kept == letters and len(letters) != layout.width):
        return None
    return kept.ljust(layout.width, FILLER)


def data_fitted(lines: tuple[str, ...], layout: Layout) -> str | None:
    """The zone with fillers for the line of names and, for the others, what most check digits agree with."""
    at = line_of_names(layout)
    choices = [
        [FILLER * layout.width] if place == at else list(of_width(line, layout.width))
        for place, line in enumerate(lines)
    ]
    zones = [_proven("".join(parts), layout) for parts in product(*choices)]
    if any(len(line) != layout.width for place, line in enumerate(lines) if place != at):
        # Signs were added or taken away: only where everything agrees is that more than a guess.
        zones = [zone for zone in zones if not failed(zone, layout)]
    return min(zones, key=lambda zone: len(failed(zone, layout)), default=None)


def failed(zone: str, layout: Layout) -> frozenset[str]:
    """The fields whose check digits do not agree, ``composite`` among them."""
    return frozenset(check.field for check in layout.checks if not _holds(zone, check))


def held(zone: str, layout: Layout) -> frozenset[str]:
    """The fields whose check digits agree, ``composite`` among them; an empty field proves nothing."""
    agreeing = (check for check in layout.checks if _holds(zone, check))
    return frozenset(check.field for check in agreeing if _covered(zone, check).strip(FILLER))


def of_width(line: str, width: int) -> Iterator[str]:
    """The line, or the lines that it may have been before fillers were lost or signs at its ends added."""
    missing = width - len(line)
    if missing == 0:
        yield line
    elif 0 < missing <= _MOST_MISSING:
        for run in _RUN.finditer(line):
            yield line[: run.end()] + FILLER * missing + line[run.end() :]
    elif -_MOST_MISSING <= missing < 0:
        yield line[-width:]
        yield line[:width]
        for run in _RUN.finditer(line):
            if run.end() - run.start() > -missing:
                yield line[: run.end() + missing] + line[run.end() :]


def _proven(zone: str, layout: Layout) -> str:
    for field in ("issuer", "citizenship"):
        zone = _with(zone, layout.fields[field], zone[layout.fields[field]].translate(_LETTER_OF))
    last = layout.checks[-1].at
    zone = _with(zone, slice(last, last + 1), zone[last].translate(_DIGIT_OF))
    # Dates first: what is left of the composite check digit then speaks for the fields of letters and digits.
    for check in sorted(layout.checks[:-1], key=lambda check: check.field not in _ALL_DIGITS):
        if not _holds(zone, check):
            zone = _mended(zone, check, layout)
    return zone


def _mended(zone: str, check: Check, layout: Layout) -> str:
    """The zone with one field and its check digit as they must have been, or as it was where nothing proves it."""
    digit = _with(zone, slice(check.at, check.at + 1), zone[check.at].translate(_DIGIT_OF))
    if _holds(digit, check):
        return digit
    place = layout.fields[check.field]
    if check.field in _ALL_DIGITS:
        candidates: Iterable[list[str]] = [[digit[place].translate(_DIGIT_OF)]]
    else:
        candidates = _swapped(digit[place])
    composite = layout.checks[-1]
    for equally_many in candidates:
        proven = [one for text in equally_many if _holds(one := _with(digit, place, text), check)]
        proven = [one for one in proven if _holds(one, composite)] or proven
        if proven:
            return proven[0] if len(proven) == 1 else zone
    return zone


def _swapped(text: str) -> Iterator[list[str]]:
    """The text with one sign changed for its twin, then with two, then with three."""
    places = [place for place, sign in enumerate(text) if sign in _TWINS]
    for count in range(1, _MOST_SWAPS + 1):
        yield [_with_twins(text, chosen) for chosen in combinations(places, count)]


def _with_twins(text: str, places: tuple[int, ...]) -> str:
    return "".join(_TWINS[sign] if place in places else sign for place, sign in enumerate(text))


def _with(zone: str, place: slice, text: str) -> str:
    return zone[: place.start] + text + zone[place.stop :]


def _covered(zone: str, check: Check) -> str:
    return "".join(zone[place] for place in check.over)


def _holds(zone: str, check: Check) -> bool:
    covered, found = _covered(zone, check), zone[check.at]
    return found == check_digit(covered) or (found == FILLER and not covered.strip(FILLER))

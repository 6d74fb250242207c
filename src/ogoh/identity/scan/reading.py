"""The machine-readable zone in a photo or scan: found, read several times, and put together by its check digits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

from PIL import Image

from ogoh.identity.mrz import CheckDigitFault, MachineReadableZone, read_mrz
from ogoh.identity.mrz_layout import LAYOUTS, Layout
from ogoh.identity.scan.fillers import letters_of, rows_of, without_fillers
from ogoh.identity.scan.finding import Block, blocks
from ogoh.identity.scan.geometry import (
    Box,
    black_and_white,
    is_blank,
    sized,
    straightened,
    turned,
    turns_by_likelihood,
)
from ogoh.identity.scan.picture import open_picture
from ogoh.identity.scan.refusal import BY_HAND, NoZoneFound, ReadingTooSlow, SeveralZones, ZoneUnreadable
from ogoh.identity.scan.repair import data_fitted, failed, held, line_of_names, names_fitted
from ogoh.identity.scan.tesseract import ZONE_MODELS, Models, Tesseract
from ogoh.identity.unreadable import Unreadable

SECONDS = 20.0
_LOOKED_AT = 1_600
_LARGEST_FACTOR = 3.0
# Pixels from sign to sign at which a zone is read again, and whether in black and white.
_CLOSE_UPS = ((24, False), (24, True), (32, False), (18, False), (32, True), (18, True))
_TELLING = frozenset({"number", "birth", "expires"})
_FEWEST_HELD = 2
_MOST_BLOCKS = 3
# As many votes as a reading without fillers has against one with them, for its spaces are counted and not read.
_WORTH = 3


@dataclass(frozen=True, slots=True)
class ZoneInPicture:
    """A zone read from a picture. Nothing guards the names: a person compares them with the page, always.

    ``text`` is the zone as read, in its lines, after the repairs that a check digit or the type of a field proves;
    ``zone`` what it says and ``faults`` its wrong check digits; ``model`` the model of Tesseract that read it.
    ``advice`` says how to add a better model, and is empty where one has read.
    """

    text: str
    zone: MachineReadableZone
    faults: tuple[CheckDigitFault, ...]
    model: str
    advice: str = ""
    names_to_be_confirmed: bool = field(default=True, init=False)


def read_zone_in_picture(
    content: bytes, *, tesseract: str = "tesseract", model: str | None = None, seconds: float = SECONDS
) -> ZoneInPicture:
    """Read the zone of the one passport or identity card in a JPEG, PNG, WebP or TIFF (its first page).

    ``tesseract`` is the program, ``model`` one of its models (else `mrz`, `ocrb`, `mrzfast` or `eng`, the first that
    is installed), ``seconds`` the time allowed. The picture is written nowhere. Raises the kinds of `ScanRefused`.
    """
    picture = open_picture(content)
    reader = Tesseract(tesseract, monotonic() + seconds, seconds)
    chosen, models = reader.choose(model)
    found = _zone(picture, reader, chosen)
    return ZoneInPicture(found.text, found.zone, found.zone.faults, chosen, _advice(chosen, models))


def _advice(chosen: str, models: Models) -> str:
    if any(name in chosen for name in ZONE_MODELS):
        return ""
    files = " or ".join(f"{name}.traineddata" for name in ZONE_MODELS[:2])
    return (
        f"Read with the general model {chosen!r}, which often gets names wrong. "
        f"For fewer errors have {files}, a model of the type of machine-readable zones, put into {models.folder}."
    )


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    zone: MachineReadableZone
    held: frozenset[str]


def _zone(picture: Image.Image, reader: Tesseract, model: str) -> _Found:
    found: list[_Found] = []
    seen: list[Block] = []
    try:
        for part in () if is_blank(picture) else _parts(picture):
            found += _zones_of(part, reader, model, seen)
            if any(one.held >= _TELLING for one in found):
                break
    except ReadingTooSlow:
        if not seen:
            raise
    if found:
        return max(found, key=lambda one: len(one.held))
    raise _nothing(seen)


def _zones_of(part: Image.Image, reader: Tesseract, model: str, seen: list[Block]) -> list[_Found]:
    """The zone in a part of the picture, or none; adds to ``seen`` what looks like one. Raises `SeveralZones`."""
    factor = min(_LOOKED_AT / max(part.size), _LARGEST_FACTOR)
    here = blocks(reader.lines(sized(part, factor), model))
    seen += here
    zones = [one for block in here[:_MOST_BLOCKS] if (one := _closely(part, factor, block, reader, model))]
    if len({one.zone.document.number for one in zones}) > 1:
        raise _several(len(zones))
    return zones


def _parts(picture: Image.Image) -> Iterator[Image.Image]:
    """The page each way up, lines level; then its lower half, which shows more of a zone that is small."""
    turns = turns_by_likelihood(picture)
    for degrees in turns:
        yield straightened(turned(picture, degrees))
    for degrees in turns[:2]:
        page = straightened(turned(picture, degrees))
        yield page.crop((0, page.height // 2, page.width, page.height))


def _closely(part: Image.Image, factor: float, block: Block, reader: Tesseract, model: str) -> _Found | None:
    """The block read again at several sizes, until all check digits agree and two readings of the names do."""
    readings = [tuple(line.text for line in block)]
    best = _together(readings)
    near = straightened(part.crop(_around(block, factor, part.size)))
    pitch = max((line.right - line.left) / factor for line in block) / _width(block)
    for signs, stark in _CLOSE_UPS:
        close = sized(near, signs / pitch)
        close = black_and_white(close, signs) if stark else close
        for one in blocks(reader.lines(close, model)):
            readings.append(tuple(line.text for line in one))
            readings += _letters_alone(close, one, reader, model)
        best = _together(readings)
        if best is not None and best.agreed:
            break
    return best.found if best else None


def _letters_alone(close: Image.Image, block: Block, reader: Tesseract, model: str) -> list[tuple[str, ...]]:
    """The block read with its fillers painted out, where it is clear which signs they are."""
    rows = rows_of(close, block)
    if rows is None:
        return []
    return [letters_of(rows, reader.lines(without_fillers(close, rows), model), block)] * _WORTH


def _width(block: Block) -> int:
    longest = max(len(line.text) for line in block)
    return min((layout.width for layout in LAYOUTS), key=lambda width: abs(width - longest))


def _around(block: Block, factor: float, size: tuple[int, int]) -> Box:
    pitch = max(line.right - line.left for line in block) / _width(block)
    left, top = min(line.left for line in block) - 4 * pitch, min(line.top for line in block) - 1.5 * pitch
    right, bottom = max(line.right for line in block) + 4 * pitch, max(line.bottom for line in block) + 1.5 * pitch
    width, height = size
    return (
        max(0, round(left / factor)),
        max(0, round(top / factor)),
        min(width, round(right / factor)),
        min(height, round(bottom / factor)),
    )


@dataclass(frozen=True, slots=True)
class _Best:
    found: _Found
    agreed: bool


def _together(readings: list[tuple[str, ...]]) -> _Best | None:
    """The data of the reading with most check digits right, and the names that most readings have."""
    of_layouts = [one for layout in LAYOUTS if (one := _of_layout(readings, layout))]
    return max(of_layouts, key=lambda one: len(one.found.held), default=None)


def _of_layout(readings: list[tuple[str, ...]], layout: Layout) -> _Best | None:
    at, width = line_of_names(layout), layout.width
    data: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for lines in _runs(readings, layout.lines):
        zone = data_fitted(lines, layout)
        line = names_fitted(lines[at], layout)
        if zone is not None and len(held(zone, layout) & _TELLING) >= _FEWEST_HELD:
            data[zone] += 1
        names.update([line] if line else [])
    for zone, _ in sorted(data.items(), key=lambda one: (len(failed(one[0], layout)), -one[1])):
        for line, times in names.most_common():
            whole = zone[: at * width] + line + zone[(at + 1) * width :]
            text = "\n".join(whole[place : place + width] for place in range(0, layout.size, width))
            try:
                read = read_mrz(text)
            except Unreadable:
                continue
            found = _Found(text, read, held(whole, layout))
            return _Best(found, agreed=times > _WORTH and not read.faults)
    return None


def _runs(readings: list[tuple[str, ...]], count: int) -> Iterator[tuple[str, ...]]:
    for lines in readings:
        for first in range(len(lines) - count + 1):
            yield lines[first : first + count]


def _several(count: int) -> SeveralZones:
    return SeveralZones(
        "The picture",
        f"the zones of {count} documents",
        "one document",
        f"Take one picture of each, {BY_HAND}.",
    )


def _nothing(seen: list[Block]) -> NoZoneFound | ZoneUnreadable:
    expected = "two lines of 44 signs (passport) or three of 30 (identity card) with < between the words"
    like = max(seen, key=lambda block: sum(line.text.count("<") for line in block), default=())
    if sum(line.text.count("<") for line in like) < 6:
        remedy = f"Photograph the page with the portrait, with all of its bottom edge and in good light, {BY_HAND}."
        return NoZoneFound("The picture", "no machine-readable zone", expected, remedy)
    lengths = " and ".join(str(len(line.text)) for line in like)
    remedy = f"Take the picture again: the whole page, sharp, flat and without glare, {BY_HAND}."
    found = f"something like one, with lines of {lengths} signs, in which too few check digits agree"
    return ZoneUnreadable("The machine-readable zone", found, expected, remedy)

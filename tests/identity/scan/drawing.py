"""Pictures of passports that nobody holds: a page is drawn, then treated as scanners and phones treat it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ogoh.identity import PartialDate, Sex, Unreadable, write_mrz
from ogoh.names import WrittenName
from ogoh.synthetic import people
from ogoh.synthetic.dice import Dice, Stream
from ogoh.synthetic.spelling import spell

FONTS = Path("/usr/share/fonts")
OCR_B = FONTS / "opentype" / "ocr-b" / "OCRB.otf"
DEJAVU = FONTS / "truetype" / "dejavu" / "DejaVuSans.ttf"
INK, PAPER, DESK = 25, 235, 90
# A passport's page is 125 x 88 mm; this is 10 pixels a millimetre, about what 254 dots an inch give.
PAGE = (1250, 880)
_SIGN = 25.4


def made_up_zones(size: int, seed: int = 1) -> Iterator[str]:
    """Zones of people of the synthetic population, their names spelled as passports do."""
    made = 0
    for person, number in zip(people(size * 3, seed), count(), strict=False):
        dice = Dice(seed, Stream.TRAVELLERS, number)
        family, given = (
            spell(name, "passport", person.citizenship, dice) for name in (person.family_name, person.given)
        )
        born = PartialDate(person.born.year, person.born.month, person.born.day)
        passport = person.passports[-1]
        try:
            zone = write_mrz(
                WrittenName(family=family, given=given),
                born,
                Sex(person.sex),
                person.citizenship,
                passport.number,
                passport.expires,
            )
        except Unreadable:
            continue
        yield zone
        made += 1
        if made == size:
            return


def page_with(zone: str, *, words: bool = True) -> Image.Image:
    """A page with portrait, captions and, along its lower edge, the zone in OCR-B."""
    page = Image.new("L", PAGE, PAPER)
    draw = ImageDraw.Draw(page)
    if words:
        _draw_captions(draw)
        page.paste(texture((330, 430), 3), (60, 150))
    draw_zone(page, zone, 60, 700)
    return page


def draw_zone(page: Image.Image, zone: str, left: float, top: float) -> None:
    """The lines of a zone, every sign in its place of 2.54 mm (Doc 9303-3, 4.4)."""
    font = ImageFont.truetype(OCR_B, 36)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(zone.splitlines()):
        for place, sign in enumerate(line):
            draw.text((left + place * _SIGN, top + row * 63), sign, font=font, fill=INK)


def _draw_captions(draw: ImageDraw.ImageDraw) -> None:
    font = ImageFont.truetype(DEJAVU, 26)
    captions = (
        "PASSPORT / ПАСПОРТ",
        "Type / Code / Passport No.",
        "Surname / Насаб",
        "Given names / Ном",
        "Nationality",
    )
    for row, caption in enumerate((*captions, "Date of birth    Sex    Place of birth", "Authority / Мақомот")):
        draw.text((430, 60 + row * 84), caption, font=font, fill=70)


def texture(size: tuple[int, int], seed: int) -> Image.Image:
    """Something like a photograph: patches of grey, coarse and fine."""
    dice = Random(seed)
    picture = Image.new("L", size, 128)
    for cells, share in ((6, 0.6), (24, 0.5), (90, 0.4)):
        grain = Image.frombytes("L", (cells, cells), dice.randbytes(cells * cells))
        picture = Image.blend(picture, grain.resize(size, Image.Resampling.BICUBIC), share)
    return picture


def as_bytes(picture: Image.Image, kind: str = "PNG", **options: int) -> bytes:
    """The file that somebody uploads."""
    written = BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def on_a_desk(page: Image.Image, angle: float = 0.0) -> Image.Image:
    """The page lying on something darker, at an angle."""
    desk = Image.new("L", (page.width + 300, page.height + 300), DESK)
    desk.paste(page, (150, 150))
    return desk.rotate(angle, Image.Resampling.BICUBIC, fillcolor=DESK)


def low_contrast(page: Image.Image) -> Image.Image:
    """Grey on grey, a little blurred."""
    return page.filter(ImageFilter.GaussianBlur(1.2)).point(lambda value: 120 + value * 60 // 255)


def by_phone(page: Image.Image) -> Image.Image:
    """From above and aside: perspective, a shadow, some noise, JPEG."""
    desk = on_a_desk(page)
    width, height = desk.size
    corners = ((0.03, 0.06), (-0.04, 1.03), (1.02, 0.97), (0.95, -0.02))
    quad = tuple(part for x, y in corners for part in (x * width, y * height))
    seen = desk.transform(desk.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=DESK)
    shadow = Image.linear_gradient("L").rotate(90).resize(seen.size).point(lambda value: value // 3)
    noise = _noise(seen.size)
    shaded = Image.composite(Image.new("L", seen.size, 30), seen, shadow)
    return Image.blend(shaded, noise, 0.08).filter(ImageFilter.GaussianBlur(0.8))


def _noise(size: tuple[int, int], seed: int = 1) -> Image.Image:
    """The same each time: Pillow's own noise goes on from whatever was drawn before it."""
    grey = np.random.default_rng(seed).normal(128, 24, (size[1], size[0]))
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


CONDITIONS: dict[str, Callable[[Image.Image], bytes]] = {
    "flat scan, 254 dots an inch": as_bytes,
    "turned by 90°": lambda page: as_bytes(page.transpose(Image.Transpose.ROTATE_90)),
    "upside down": lambda page: as_bytes(page.transpose(Image.Transpose.ROTATE_180)),
    "askew by 3°": lambda page: as_bytes(on_a_desk(page, 3)),
    "JPEG of quality 60": lambda page: as_bytes(page.resize((900, 634)), "JPEG", quality=60),
    "low contrast, blurred": lambda page: as_bytes(low_contrast(page)),
    "by phone: perspective, shadow, noise": lambda page: as_bytes(by_phone(page), "JPEG", quality=80),
}

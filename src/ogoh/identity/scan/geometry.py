"""Turning, straightening and enlarging a grey picture, so that lines of text lie level and are of a size to read."""

from __future__ import annotations

from statistics import pvariance

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

_SMALL = 480
_STEEPEST = 8.0
_LEAST_CONTRAST = 12.0
Box = tuple[int, int, int, int]


def is_blank(picture: Image.Image) -> bool:
    """Whether there is no edge in the picture on which a letter could end."""
    low, high = _edges(picture).getextrema()
    return float(high) - float(low) < _LEAST_CONTRAST  # type: ignore[arg-type]


def turns_by_likelihood(picture: Image.Image) -> tuple[int, ...]:
    """The quarter turns (degrees, anticlockwise) that may set the text upright, the likeliest first.

    Lines of text make rows of ink and rows of none, far more unlike than columns.
    """
    edges = _edges(picture)
    lying = _unevenness(edges) >= _unevenness(edges.transpose(Image.Transpose.ROTATE_90))
    return (0, 180, 90, 270) if lying else (90, 270, 0, 180)


def turned(picture: Image.Image, degrees: int) -> Image.Image:
    """The picture after quarter turns, anticlockwise."""
    ways = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
    return picture.transpose(ways[degrees]) if degrees else picture


def straightened(picture: Image.Image) -> Image.Image:
    """The picture turned by at most eight degrees, so that its lines lie level."""
    edges = _edges(picture)
    coarse = max((step / 2 for step in range(-16, 17)), key=lambda angle: _unevenness(_rotated(edges, angle, 0)))
    fine = (coarse + step / 8 for step in range(-3, 4))
    angle = max(fine, key=lambda angle: _unevenness(_rotated(edges, angle, 0)))
    if abs(angle) < 0.2 or abs(angle) > _STEEPEST:
        return picture
    return _rotated(picture, angle, round(ImageStat.Stat(picture).median[0]), expand=True)


def sized(picture: Image.Image, factor: float) -> Image.Image:
    """The picture enlarged or reduced by a factor, its grey spread from black to white."""
    width, height = (max(1, round(side * factor)) for side in picture.size)
    return ImageOps.autocontrast(picture.resize((width, height), Image.Resampling.LANCZOS), cutoff=1)


def black_and_white(picture: Image.Image, reach: float) -> Image.Image:
    """Ink and paper told apart by the mean grey of the surroundings, ``reach`` pixels wide: shadows do not matter."""
    surroundings = picture.filter(ImageFilter.BoxBlur(reach))
    darker = ImageChops.subtract(surroundings, picture)
    return ImageOps.invert(ImageOps.autocontrast(darker, cutoff=1)).point(lambda value: 0 if value < 150 else 255)


def _edges(picture: Image.Image) -> Image.Image:
    small = picture.copy()
    small.thumbnail((_SMALL, _SMALL), Image.Resampling.BOX)
    return ImageChops.difference(small.filter(ImageFilter.MaxFilter(3)), small.filter(ImageFilter.MinFilter(3)))


def _unevenness(picture: Image.Image) -> float:
    """How much the rows differ in brightness."""
    width, height = picture.size
    middle = picture.crop((width // 10, 0, width - width // 10, height)) if width > 20 else picture
    return pvariance(middle.resize((1, height), Image.Resampling.BOX).tobytes())


def _rotated(picture: Image.Image, angle: float, fill: int, *, expand: bool = False) -> Image.Image:
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=expand, fillcolor=fill)
